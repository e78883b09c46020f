"""Names by rule and by word list, and the fullest form of each name in an article."""
