"""Makes an ``AnalysedArticle`` of an ``Article``: all that one text alone can tell."""

from dateline.analyse.analyser import Analyser

__all__ = ["Analyser"]
