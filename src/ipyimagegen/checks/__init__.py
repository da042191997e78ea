"""Checks: whether a picture is what was asked for, computed and free."""
