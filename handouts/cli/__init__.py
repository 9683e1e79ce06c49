"""The command line: options, what it prints, exit codes."""
