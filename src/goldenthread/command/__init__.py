"""The command line: what a person, a timer or CI types. Each word is a module with `main(argv)`."""
