"""One declaration of a command, read once, served on every platform."""
