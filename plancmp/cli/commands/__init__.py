"""The commands: a file each, with `run`, its HELP and the shared OPTIONS that it takes."""
