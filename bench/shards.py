"""A simulation of twenty million articles a day on shards (docs/performance.md, "Past one writer").

A day at one part in a thousand: events with Zipf sizes, each with a home region and language;
most articles of an event come from its home, large events are told everywhere. Articles go to the
shard of their language and region; a shard groups what it has, and sends one summary of each event
that grew to the meeting point of the event's names. Measured: how uneven the shards are, how many
events stand in several, and what is sent, against what it would cost to send every article.
"""

from __future__ import annotations

import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import accumulate

QUICK = True
A_DAY = 20_000_000
SCALE = 1_000
REGIONS = 24
# Shares of languages in what a large archive takes in; the rest is spread thinly.
LANGUAGES = {
    "en": 0.42, "es": 0.11, "zh": 0.08, "ru": 0.07, "de": 0.06, "fr": 0.06, "ar": 0.05,
    "pt": 0.05, "ja": 0.04, "it": 0.03, "uk": 0.02, "other": 0.01,
}  # fmt: skip
LARGEST = 4_000  # articles of the largest event of the scaled day
EXPONENT = 1.8  # of the sizes of events: many are told once, few everywhere
SUMMARY = 3_000  # bytes of an event's summary: vector, names, days
ARTICLE = 2_600  # bytes of an article's features

Shard = tuple[str, int]


def sizes(chance: random.Random) -> Iterator[int]:
    """Sizes of events until the day is full."""
    weights = list(accumulate(size**-EXPONENT for size in range(1, LARGEST + 1)))
    left = A_DAY // SCALE
    while left > 0:
        (size,) = chance.choices(range(1, LARGEST + 1), cum_weights=weights)
        yield min(size, left)
        left -= size


def shards_of(size: int, chance: random.Random) -> Counter[Shard]:
    """Where the articles of one event go: nine of ten of a small one stay at home."""
    names, weights = list(LANGUAGES), list(accumulate(LANGUAGES.values()))
    home = (chance.choices(names, cum_weights=weights)[0], chance.randrange(REGIONS))
    away = min(0.6, 0.1 + size / 1_000)
    places: Counter[Shard] = Counter()
    for _ in range(size):
        language, region = home
        if chance.random() < away:
            (language,) = chance.choices(names, cum_weights=weights)
            region = chance.randrange(REGIONS)
        places[language, region] += 1
    return places


def updates(count: int) -> int:
    """Summaries that a shard sends of an event: each time that it has doubled."""
    return count.bit_length()


def measure(seed: int = 1) -> dict[str, float]:
    chance = random.Random(seed)
    load: defaultdict[Shard, int] = defaultdict(int)
    events = meeting = sent = articles = 0
    for size in sizes(chance):
        places = shards_of(size, chance)
        events += 1
        articles += size
        meeting += len(places) > 1
        sent += sum(updates(count) for count in places.values())
        for shard, count in places.items():
            load[shard] += count
    return {
        "events_in_several_shards": meeting / events,
        "busiest_shard_share": max(load.values()) / articles,
        "busiest_over_mean": max(load.values()) * len(load) / articles,
        "summaries_an_article": sent / articles,
        "bytes_against_sending_articles": sent * SUMMARY / (articles * ARTICLE),
        "summaries_a_second": sent * SCALE / 86_400,
    }


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1))
