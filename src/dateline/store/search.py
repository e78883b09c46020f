"""Full-text search: what counts as a word, and SQLite's index (FTS5).

Words of a query are joined by OR and ranked by BM25, so that a natural query ranks what has most
of it. Scripts without spaces between words (Chinese, Japanese, Thai and their like) are indexed
letter by letter and searched as phrases. The letters to space out are listed as code points, not
asked of the Unicode tables: the index must be removable by a later Python as this one made it.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import Any, Protocol
from unicodedata import category

from sqlalchemy import Connection, Float, Integer, Select, column, delete, table, text
from sqlalchemy.sql.expression import TextualSelect

UNSPACED = (
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3100-\u312f\u31a0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
UNSPACED_LETTER = re.compile(UNSPACED)
UNSPACED_RUN = re.compile(f"({UNSPACED}+)")
MOST_WORDS = 64
# Words that carry no subject, in the languages Dateline knows best; left out of a query that
# has any other word.
_EMPTY = """
a about after all an and any are as at be before between but by did do does for from had has have
how in into is it its not of on or over that the their them there they this to was were what when
where which who whose why will with
al como con cual cuando de del desde donde el en entre es esta este fue ha la las lo los no para
pero por que qué quien se sin sobre son su sus un una y
au aux avec ce ces cette comment dans des du elle est et eu il ils je le les leur mais ne nous où
ou par pas plus pour qu quand qui sa ses sont sur une vous
als am auf aus bei bis das dass dem den der die durch ein eine einem einen einer für hat im ist
mit nach nicht oder sich sie sind um und von vom vor warum wer wie wird wo zu zum zur über
а в вам вже від він вона вони для до з за зі й і із її їх його коли на не о об от при про та так
те ти то у хто це чи що як яка який
без был была были было во все где его если же или из их к как какой когда кто мы над но он она они
оно под с со только через что чтобы эта эти это этот
"""
EMPTY_WORDS = frozenset(_EMPTY.split())


def spaced(text: str) -> str:
    """``text`` with every letter of an unspaced script standing alone."""
    return UNSPACED_LETTER.sub(r" \g<0> ", text)


def words_of(query: str) -> list[str]:
    """The words of a query to look for, each once and in its order.

    >>> words_of("the H1N1 flu of 猪流感")
    ['H1N1', 'flu', '猪 流 感']
    """
    found = list(dict.fromkeys(all_words(query)))
    telling = [word for word in found if word.casefold() not in EMPTY_WORDS]
    return (telling or found)[:MOST_WORDS]


def all_words(text: str) -> list[str]:
    """Runs of letters, marks and digits; a run of an unspaced script has its letters apart."""
    runs = groupby(text, lambda letter: category(letter)[0] in "LNM")
    parts = [part for is_word, run in runs if is_word for part in UNSPACED_RUN.split("".join(run))]
    return [" ".join(spaced(part).split()) for part in parts if part]


class SearchIndex(Protocol):
    """The full-text index of one kind of database, over articles and told events."""

    def add_article(self, connection: Connection, no: int, text: str) -> None: ...
    def remove_article(self, connection: Connection, no: int, text: str) -> None: ...
    def add_told(self, connection: Connection, no: int, text: str) -> None: ...
    def remove_told(self, connection: Connection, numbers: Select[Any]) -> None: ...
    def articles(self, words: str, *, every: bool = False) -> TextualSelect | None:
        """A query for (no, relevance), or None where ``words`` holds no word."""
        ...

    def told(self, words: str) -> TextualSelect | None: ...


class SqliteIndex:
    """FTS5. The articles' index keeps no copy of the text; that of told events does."""

    def add_article(self, connection: Connection, no: int, text: str) -> None:
        connection.exec_driver_sql(
            "INSERT INTO article_index(rowid, words) VALUES (?, ?)", (no, spaced(text))
        )

    def remove_article(self, connection: Connection, no: int, text: str) -> None:
        connection.exec_driver_sql(
            "INSERT INTO article_index(article_index, rowid, words) VALUES ('delete', ?, ?)",
            (no, spaced(text)),
        )

    def add_told(self, connection: Connection, no: int, text: str) -> None:
        connection.exec_driver_sql(
            "INSERT INTO told_index(rowid, words) VALUES (?, ?)", (no, spaced(text))
        )

    def remove_told(self, connection: Connection, numbers: Select[Any]) -> None:
        index = table("told_index", column("rowid"))
        connection.execute(delete(index).where(index.c.rowid.in_(numbers)))

    def articles(self, words: str, *, every: bool = False) -> TextualSelect | None:
        return self._query("article_index", words, " AND " if every else " OR ")

    def told(self, words: str) -> TextualSelect | None:
        return self._query("told_index", words, " OR ")

    def _query(self, index: str, words: str, joint: str) -> TextualSelect | None:
        match = joint.join(f'"{word}"' for word in words_of(words))
        if not match:
            return None
        query = text(
            f"SELECT rowid AS no, -bm25({index}) AS relevance FROM {index}"  # noqa: S608
            f" WHERE {index} MATCH :words"
        )
        return query.bindparams(words=match).columns(no=Integer, relevance=Float)
