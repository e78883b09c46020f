"""Makes an ``AnalysedArticle`` of an ``Article``: all that one text alone can tell."""
