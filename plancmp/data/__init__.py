"""A data folder in: the only room that opens data."""
