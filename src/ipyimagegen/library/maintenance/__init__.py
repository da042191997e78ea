"""Maintenance: checking, repairing and pruning a library."""
