"""The main text of a page: what trafilatura (Barbaresi 2021) keeps, without what is furniture.

Headings, paragraphs, quotations, list items and table rows become one line each; no marks are
inserted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from functools import lru_cache

import lxml.html
import trafilatura
from lxml.etree import ParserError, XPath, _Element, iterwalk
from lxml.html import HtmlElement
from trafilatura.settings import Document

from dateline.extract.clean import clean, clean_line
from dateline.extract.rules import rule
from dateline.similarity.furniture import furniture_spans

_PAGE = re.compile(r"<(!doctype|html|head|body|article|main)\b", re.IGNORECASE)
_NO_TEXT = (
    ".//script | .//style | .//figure | .//iframe | .//form | .//button | .//svg | .//audio"
    " | .//video | .//noscript | .//template | .//select | .//object"
)
_BLOCKS = {
    "p", "head", "item", "quote", "row", "list", "table", "div", "ab", "code", "lb", "body",
    "br", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "blockquote", "tr", "pre", "hr",
    "section", "header", "footer", "aside", "dl", "dt", "dd",
}  # fmt: skip
_CELLS = {"cell", "td", "th"}
_BESIDE = XPath("//div | //section | //aside | //ul | //ol | //p | //details")
_NAMES_BESIDE = rule("beside")
_MOST_PRUNED = 0.3
_LINKED_BLOCKS = frozenset(("p", "li", "h2", "h3", "h4", "h5", "h6", "td", "dd", "span", "strong"))
_LINK_SHARE = 0.85
_LONGEST_LINK = 200
_LONGEST_LABEL = 90
_MOST_DROPPED = 0.4
_FULL_STOP = re.compile(r"[.。।…][\"'”’»›“‘」』）)\]]*$")
_ENDS = re.compile(r"[.!?…。！？।؟][\"'”’»›“‘」』）)\]]*$")
_NOT_WORDS = re.compile(r"[\W_]+")


def main_text(tree: HtmlElement, title: str | None) -> str:
    """The article's text, one block a line; empty where the page has none. ``tree`` is kept."""
    found = trafilatura.bare_extraction(_pruned(deepcopy(tree)), include_comments=False)
    if not isinstance(found, Document) or found.body is None:
        return ""
    return _without_furniture(found.body, tree, title)


def is_fragment(html: str | bytes) -> bool:
    """True for a piece of HTML that is no page, such as an entry of a feed."""
    return not _PAGE.search(html[:2048] if isinstance(html, str) else html[:2048].decode("latin-1"))


def fragment_text(html: str, title: str | None) -> str:
    """The text of a piece of HTML, one block a line: all of it but furniture."""
    try:
        tree = lxml.html.fragment_fromstring(clean(html), create_parent="div")
    except (ParserError, ValueError):
        return ""
    for element in tree.xpath(_NO_TEXT):
        element.drop_tree()
    return _without_furniture(tree, tree, title)


def _without_furniture(body: _Element, page: HtmlElement, title: str | None) -> str:
    lines = [line for line in _lines(body) if line]
    lines = _without_title(lines, title)
    lines = _without_links(lines, _linked_texts(page))
    text = "\n".join(lines)
    gone = {text[start:end] for start, end in furniture_spans(text)}
    return "\n".join(line for line in lines if line not in gone)


def _pruned(tree: HtmlElement) -> HtmlElement:
    """Takes out the blocks whose class or id names a part of the page beside the article, unless
    they hold much of the page's running text."""
    total = sum(len(each.text_content()) for each in tree.iter("p"))
    for element in _BESIDE(tree):
        if _is_beside(f"{element.get('class') or ''} {element.get('id') or ''}"):
            held = sum(len(each.text_content()) for each in element.iter("p"))
            if held <= _MOST_PRUNED * total and element.getparent() is not None:
                element.drop_tree()
    return tree


@lru_cache(maxsize=8192)
def _is_beside(names: str) -> bool:
    return _NAMES_BESIDE.search(names) is not None


def _lines(body: _Element) -> Iterator[str]:
    """The text of each block in reading order."""
    pieces: list[str] = []
    for event, element in iterwalk(body, events=("start", "end")):
        if element.tag in _BLOCKS:
            yield clean_line("".join(pieces)) or ""
            pieces = []
        elif element.tag in _CELLS:
            pieces.append("  ")
        pieces.append((element.text if event == "start" else element.tail) or "")
    yield clean_line("".join(pieces)) or ""


def _without_title(lines: list[str], title: str | None) -> list[str]:
    """Drops the heading where the text begins with it: it is kept as the title."""
    words = _NOT_WORDS.sub(" ", title or "").casefold().strip()
    for number, line in enumerate(lines[:2]):
        same = _NOT_WORDS.sub(" ", line).casefold().strip()
        longer = len(same) > 1.6 * len(words) or _ENDS.search(line)
        if words and (same == words or (same.startswith(words) and not longer)):
            return lines[:number] + lines[number + 1 :]
    return lines


def _linked_texts(tree: HtmlElement) -> set[str]:
    """The texts of links to other pages, and of blocks that hold hardly anything else."""
    texts: set[str] = set()
    linked: dict[HtmlElement, int] = {}
    for link in tree.iter("a"):
        target = link.get("href")
        if not target or target.startswith("#"):
            continue
        text = _plain(link)
        if not 0 < len(text) <= _LONGEST_LINK:
            continue
        texts.add(text)
        block = link.getparent()
        if block is not None and block.tag in _LINKED_BLOCKS:
            linked[block] = linked.get(block, 0) + len(text)
    for block, length in linked.items():
        if length >= _LINK_SHARE * len(text := _plain(block)):
            texts.add(text)
    return {text for text in texts if len(text) <= _LONGEST_LINK and not _FULL_STOP.search(text)}


def _plain(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _without_links(lines: list[str], linked: set[str]) -> list[str]:
    """Drops lines that are nothing but a link to another page, and the label above them."""
    dropped = {number for number, line in enumerate(lines) if line in linked}
    total = sum(map(len, lines))
    if sum(len(lines[number]) for number in dropped) > _MOST_DROPPED * total:
        return lines
    for number in sorted(dropped):
        above, below = number - 1, number + 1
        if above < 0 or above in dropped or len(lines[above]) > _LONGEST_LABEL:
            continue
        label = lines[above].endswith((":", "："))
        if label or (below in dropped and not _ENDS.search(lines[above])):
            dropped.add(above)
    return [line for number, line in enumerate(lines) if number not in dropped]
