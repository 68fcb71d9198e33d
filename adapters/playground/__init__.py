"""A real little chat platform on one page: the embedded default, and the driver of the acceptance stories."""
