"""Statements: who said what, in which words, under which condition.

Direct speech by its marks and the cue beside them (``marks``, ``direct``), indirect and mixed
speech by a cue and its complement in the parse (``frames``, ``weigh``, ``indirect``), the speaker
resolved inside the article (``speakers``), act and condition (``acts``, ``conditions``).
"""

from dateline.analyse.statements.finder import find_statements

__all__ = ["find_statements"]
