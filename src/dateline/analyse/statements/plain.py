"""Sentences without a parser: tokens by shape, verbs by the forms that the lexicon lists."""
