"""A data folder out: what writes new files and adds to those there are."""
