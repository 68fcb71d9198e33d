"""The picture of a logic model: laid out by measured letters, as SVG, as PNG, and in words."""
