"""The files a library is written to; whatever people wrote stays words in them."""
