"""What a command's help says of its view, apart from the view so that help has it at once."""

MOST_SENTENCES = 6
"""So many sentences on changes and contradictions a brief begins with at most."""
