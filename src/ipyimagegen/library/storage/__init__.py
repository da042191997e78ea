"""Storage: the catalogue in SQLite and the files beside it."""
