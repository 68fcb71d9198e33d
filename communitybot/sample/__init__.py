"""A community to try things in: Connected Educator Month, as October 2014 knew it, in words of our own."""
