"""Prompts: the grammar of templates, their placeholders filled with values, and cells as text.

The magic's line needs `words` alone at ``%load_ext``, so nothing is imported here.
"""
