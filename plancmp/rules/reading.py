"""Rules that the loader holds files to while it reads them. It tells them; here are their pages."""
