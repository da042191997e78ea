"""Regions: an edit that changes one part of a picture and leaves the rest as it was."""
