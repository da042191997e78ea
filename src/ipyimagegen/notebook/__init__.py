"""The IPython side: the line, the magic, its subcommands, and the displays of a cell."""
