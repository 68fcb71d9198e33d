"""Reading the files other programs keep links in, in time that grows with their length and no faster."""
