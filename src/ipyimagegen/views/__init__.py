"""Views: library values as text and HTML, for notebooks and terminals."""
