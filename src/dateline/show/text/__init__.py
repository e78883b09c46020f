"""Results as people read them on a terminal or in Markdown."""
