"""Shows results to people and programs: terminal, page, files. No logic of its own."""
