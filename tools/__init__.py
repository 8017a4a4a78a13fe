"""What makes the reference pages, the pictures and made data, and compares revisions."""
