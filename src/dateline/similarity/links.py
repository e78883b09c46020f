"""A person's decisions as grouping obeys them: components that must and pairs that cannot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


class Links:
    """Must-links close over chains; a cannot-link keeps two whole components apart.

    Where the two contradict each other, the must-link holds.
    """

    def __init__(
        self, must: Sequence[tuple[str, str]] = (), cannot: Sequence[tuple[str, str]] = ()
    ) -> None:
        self._parent: dict[str, str] = {}
        for a, b in must:
            x, y = sorted((self._root(a), self._root(b)))
            self._parent[y] = x
        self._members: dict[str, list[str]] = {}
        for article in sorted(self._parent):
            self._members.setdefault(self._root(article), []).append(article)
        self._apart: dict[str, set[str]] = {}
        for a, b in cannot:
            x, y = self._root(a), self._root(b)
            if x != y:
                self._apart.setdefault(x, set()).add(y)
                self._apart.setdefault(y, set()).add(x)

    def _root(self, article: str) -> str:
        self._parent.setdefault(article, article)
        root = article
        while self._parent[root] != root:
            root = self._parent[root]
        self._parent[article] = root
        return root

    def knows(self, article: str) -> bool:
        """Whether any decision stands on this article."""
        return article in self._parent

    def taken_out(self, article: str) -> bool:
        """Whether this article was parted from several others that may stand together."""
        if article not in self._parent:
            return False
        mine = self._apart.get(self._root(article), set())
        return any(len(self._apart[other]) < len(mine) for other in mine)

    def bound_to(self, article: str) -> Sequence[str]:
        """The articles that must stand with this one, itself among them; empty where it is free."""
        if article not in self._parent:
            return ()
        found = self._members.get(self._root(article), [])
        return found if len(found) > 1 else ()

    def apart(self, one: Iterable[str], other: Iterable[str]) -> bool:
        """Whether any of ``one`` may not stand with any of ``other``."""
        if not self._apart:
            return False
        mine = {self._root(a) for a in one if a in self._parent}
        barred: set[str] = set()
        for root in mine:
            barred |= self._apart.get(root, set())
        return bool(barred) and any(self._root(a) in barred for a in other if a in self._parent)
