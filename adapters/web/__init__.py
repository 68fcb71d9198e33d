"""The one HTTP server: health, calendar feeds, public pages, the stylesheet, and every adapter's routes."""
