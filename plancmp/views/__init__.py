"""What each command says, without a format: one file a command."""
