"""The IPython side: the line, the magic, and what appears under a cell."""
