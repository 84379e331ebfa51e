"""What each command prints: one module for each group of commands, imported when its command runs."""
