"""Whether two names mean one person, organization or place, in one script or across two."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from dateline.similarity.texts import fold, words

# Letters as `fold` leaves them: й is already и, ї is і, ё is е.
_LETTERS: dict[int, str] = {
    **{ord(a): b for a, b in zip("абвгґдезиіклмноп", "abvggdeziiklmnop", strict=True)},
    **{ord(a): b for a, b in zip("рстуфыэјљњћ", "rstufyejlnc", strict=True)},
    **{ord(a): b for a, b in zip("αβγδεζηικλμνξοπρσςτυφω", "avgdeziiklmnxoprsstifo", strict=True)},
    **dict(
        zip(
            map(ord, "єжхцчшщюяђџѕъь"),
            ["ie", "zh", "kh", "ts", "ch", "sh", "shch", "iu", "ia", "dj", "dz", "dz", "", ""],
            strict=True,
        )
    ),
    **dict(
        zip(
            map(ord, "θχψßøłđðþıæœ"),
            ["th", "kh", "ps", "ss", "o", "l", "d", "d", "th", "i", "ae", "oe"],
            strict=True,
        )
    ),
}


_SOUNDS = (
    ("shch", "s"), ("tsch", "s"), ("tch", "s"), ("sch", "s"), ("sh", "s"), ("ch", "s"),
    ("zh", "s"), ("tz", "s"), ("ts", "s"), ("cz", "s"), ("sz", "s"), ("kh", "h"), ("gh", "h"),
    ("ph", "f"), ("th", "t"), ("ck", "k"), ("qu", "k"), ("dj", "j"), ("dzh", "j"), ("ou", "u"),
    ("oo", "u"), ("ee", "i"), ("ij", "i"), ("yy", "i"), ("iy", "i"), ("ii", "i"), ("yi", "i"),
    ("ei", "e"), ("ie", "e"), ("iu", "u"), ("yu", "u"), ("ju", "u"), ("ia", "a"), ("ya", "a"),
    ("ja", "a"),
)  # fmt: skip
_ONE = str.maketrans({"c": "k", "q": "k", "w": "v", "y": "i", "j": "i", "z": "s", "x": "h"})
_DOUBLE = re.compile(r"(.)\1+")
_TITLES = frozenset(
    {
        "mr", "mrs", "ms", "dr", "sir", "lord", "lady", "dame", "president", "minister", "senator",
        "sen", "rep", "gov", "governor", "general", "gen", "col", "herr", "frau", "monsieur",
        "madame", "mme", "senor", "senora", "sr", "sra", "prof", "professor", "judge", "justice",
        "king", "queen", "prince", "princess", "pope", "prime", "foreign", "chancellor",
        "secretary", "the", "le", "la", "el", "der", "die", "das", "jr",
    }
)  # fmt: skip


def transliterate(text: str) -> str:
    """Folded text in Latin letters where the script is Cyrillic or Greek, else as it is.

    >>> transliterate("Зеленський")
    'zelenskii'
    """
    folded = fold(text)
    return folded if folded.isascii() else folded.translate(_LETTERS)


@lru_cache(maxsize=200_000)
def skeleton(word: str) -> str:
    """A word by its sounds, coarsely, so that spellings of one name meet.

    >>> skeleton("Zelenskyy") == skeleton("Selenskyj") == skeleton("Зеленський")
    True
    """
    sounds = transliterate(word)
    if not sounds.isascii() or sounds.isdigit():
        return sounds
    for spelling, sound in _SOUNDS:
        sounds = sounds.replace(spelling, sound)
    return _DOUBLE.sub(r"\1", sounds.translate(_ONE))


@lru_cache(maxsize=100_000)
def tokens(name: str) -> tuple[str, ...]:
    """The skeletons of a name's words, without titles and possessives."""
    found = [word for word in words(name) if word != "s"]
    kept = [word for word in found if word not in _TITLES] or found
    return tuple(skeleton(word) for word in kept)


def key(name: str) -> str:
    """What equal names share: the skeletons of its words.

    >>> key("President Volodymyr Zelensky") == key("Volodymyr Zelenskyy")
    True
    """
    return " ".join(tokens(name))


def same_name(a: str, b: str) -> bool:
    """Whether two names can mean one: equal, one a shorter form of the other, or initials.

    ``Ana Duro`` meets ``Duro``, ``A. Duro`` and ``Ana María Duro``, not ``Ivo Duro`` or ``Ana``.
    """
    x, y = tokens(a), tokens(b)
    if not x or not y:
        return False
    if x == y:
        return True
    short, long = sorted((x, y), key=len)
    if len(short) == 1:
        return _near(short[0], long[-1])
    return _near(short[-1], long[-1]) and _near_given(short[0], long[0])


def _near_given(a: str, b: str) -> bool:
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    return _near(a, b)


def _near(a: str, b: str) -> bool:
    """Equal, or one letter apart in words of six letters and more."""
    if a == b:
        return True
    if min(len(a), len(b)) < 6 or abs(len(a) - len(b)) > 1:
        return False
    head = next(
        (i for i, (p, q) in enumerate(zip(a, b, strict=False)) if p != q), min(len(a), len(b))
    )
    if len(a) == len(b):
        return a[head + 1 :] == b[head + 1 :]
    short, long = sorted((a, b), key=len)
    return short[head:] == long[head + 1 :]


def canonical(names: Iterable[str]) -> dict[str, str]:
    """Each name to the fullest form that it can mean among ``names``.

    A short form that could mean two different longer ones stays itself. Repetitions count: among
    forms of one length the most frequent is chosen, then the alphabetically first.
    """
    counts = Counter(names)
    ranked = sorted(counts, key=lambda n: (-len(tokens(n)), -counts[n], n))
    heads: list[str] = []
    found: dict[str, str] = {}
    for name in ranked:
        fits = [head for head in heads if same_name(head, name)]
        if len({key(head) for head in fits}) == 1:
            found[name] = fits[0]
        else:
            found[name] = name
            heads.append(name)
    return found
