"""What makes the pages of this folder, from the data: run as `python -m docs.NAME`."""
