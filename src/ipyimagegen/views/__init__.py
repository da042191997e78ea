"""Views: library values as text and HTML, for notebooks and terminals.

Each view is a frozen value with a plain text and an HTML form. A view is given its generations
or rows and knows no session, so that the magic, Python and tests show the same.
"""
