"""The late pass: average linkage over the events that changed, with all that is known by now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from dateline.similarity.model import Model, probability
from dateline.similarity.pairs import compare, prepare
from dateline.similarity.window import Cluster, Member
from dateline.types import GroupDecision

if TYPE_CHECKING:
    from dateline.group.grouper import Grouper

ROUNDS = 3
MEMBERS = 8


def mend(grouper: Grouper) -> Sequence[GroupDecision]:
    """Merges, splits and moves until nothing changes, at most three rounds."""
    before = {
        article: cluster.id
        for event in sorted(grouper.dirty)
        if (cluster := grouper.window.get(event)) is not None
        for article in cluster.articles
    }
    touched = set(before)
    dirty = _active(grouper, grouper.dirty)
    for cluster in dirty:
        for member in cluster.members:
            _refresh(grouper, member)
    for _ in range(ROUNDS):
        changed = _divide(grouper, dirty)
        changed |= _move(grouper, _active(grouper, {c.id for c in dirty} | changed))
        changed |= _merge(grouper, _active(grouper, {c.id for c in dirty} | changed))
        if not changed:
            break
        dirty = _active(grouper, changed)
        touched |= {article for cluster in dirty for article in cluster.articles}
    _found_anew(grouper, touched)
    grouper.dirty.clear()
    return _decisions(grouper, touched, before)


def _active(grouper: Grouper, events: set[str]) -> list[Cluster]:
    return [c for event in sorted(events) if (c := grouper.window.get(event)) is not None]


def _refresh(grouper: Grouper, member: Member) -> None:
    """Weighs an article's words and names by the statistics of now."""
    background = member.prepared.background
    member.prepared = prepare(member.features, grouper.seen)
    member.prepared.background = background


def _divide(grouper: Grouper, clusters: list[Cluster]) -> set[str]:
    """Parts events that hold two close-knit halves: what merging would not have put together."""
    changed: set[str] = set()
    for cluster in clusters:
        members = cluster.members
        if len(members) < 4 or any(grouper.bound(m.article) for m in members):
            continue
        odds = np.array([_odds(grouper, m, members) for m in members])
        half = _looser_half((odds + odds.T) / 2, grouper.model)
        if not half:
            continue
        moved = sorted((members[i] for i in half), key=lambda m: m.order)
        for member in moved:
            grouper.window.take(member.article)
        event = grouper.window.open(moved[0].article, moved[0].order)
        for member in moved:
            grouper.window.put(event, member)
        changed |= {cluster.id, event.id}
    return changed


def _looser_half(odds: np.ndarray, model: Model) -> list[int]:
    """The smaller half of an event that should be two, by average linkage; empty if it is one."""
    groups = [[i] for i in range(len(odds))]
    while len(groups) > 2:
        means = [
            (-float(odds[np.ix_(x, y)].mean()), i, j)
            for i, x in enumerate(groups)
            for j, y in enumerate(groups[:i])
        ]
        _, i, j = min(means)
        groups[j] = groups[j] + groups.pop(i)
    one, other = sorted(groups, key=lambda g: (len(g), g))
    between = float(odds[np.ix_(one, other)].mean())
    if len(one) < 3:
        return one if between < model.split else []
    knit = min(_knit(odds[np.ix_(g, g)]) for g in (one, other))
    return one if between - model.knit * max(0.0, knit - model.merge) < model.merge else []


def _knit(odds: np.ndarray) -> float:
    """Mean log-odds among members; none is demanded of fewer than three."""
    n = len(odds)
    return float((odds.sum() - np.trace(odds)) / (n * (n - 1))) if n > 2 else 0.0


def _move(grouper: Grouper, clusters: list[Cluster]) -> set[str]:
    """Moves articles that fit another event better, and lets go those that fit none."""
    changed: set[str] = set()
    for cluster in clusters:
        for member in sorted(cluster.members, key=lambda m: m.order, reverse=True):
            home = grouper.window.of_article.get(member.article)
            if home is None or grouper.bound(member.article) or grouper.taken_out(member.article):
                continue
            target = _better_place(grouper, member, home)
            if target is home:
                continue
            changed |= {home.id}
            grouper.window.take(member.article)
            place = target or grouper.window.open(member.article, member.order)
            grouper.window.put(place, member)
            changed |= {place.id}
    return changed


def _better_place(grouper: Grouper, member: Member, home: Cluster) -> Cluster | None:
    """The event an article belongs to best: its own, another, or None for one of its own."""
    others = [w for w in grouper.weigh(member, without=home) if w.score >= grouper.model.join]
    others = [w for w in others if not grouper.apart([member.article], w.cluster.articles)]
    others = [w for w in others if not grouper.is_kept_alone(w.cluster)]
    own = _own_score(grouper, member, home)
    if len(home.articles) == 1:
        return home  # one alone is left to merging
    if others and others[0].score > own + 1.0:
        return others[0].cluster
    return home if own >= grouper.model.split else None


def _own_score(grouper: Grouper, member: Member, home: Cluster) -> float:
    rest = [m for m in home.representatives(MEMBERS) if m is not member]
    if not rest:
        return grouper.model.join
    return float(_odds(grouper, member, rest).mean())


def _odds(grouper: Grouper, member: Member, others: Sequence[Member]) -> np.ndarray:
    figures = compare(member.prepared, [o.prepared for o in others])
    same = np.array([o.prepared.language == member.prepared.language for o in others])
    return grouper.log_odds(figures, same)


def _merge(grouper: Grouper, clusters: list[Cluster]) -> set[str]:
    """Merges the pair of events with the highest mean log-odds first, until none is high enough."""
    window = grouper.window
    scores: dict[tuple[str, str], float] = {}
    for cluster in clusters:
        for near in _neighbours(grouper, cluster):
            pair = (min(cluster.id, near.id), max(cluster.id, near.id))
            if pair not in scores:
                scores[pair] = _linkage(grouper, cluster, near)
    changed: set[str] = set()
    while scores:
        pair = min(scores, key=lambda p: (-scores[p], p))
        if scores.pop(pair) < grouper.model.merge:
            break
        one, other = window.get(pair[0]), window.get(pair[1])
        if one is None or other is None:
            continue
        if grouper.apart(one.articles, other.articles):
            continue
        into, gone = sorted((one, other), key=lambda c: (c.founded, c.id))
        window.merge(into, gone)
        changed |= {into.id, gone.id}
        for key in [p for p in scores if gone.id in p or into.id in p]:
            del scores[key]
            partner = next((e for e in key if e not in (into.id, gone.id)), None)
            third = window.get(partner) if partner else None
            if third is not None:
                fresh = (min(into.id, third.id), max(into.id, third.id))
                scores[fresh] = _linkage(grouper, into, third)
    return changed


def _neighbours(grouper: Grouper, cluster: Cluster) -> list[Cluster]:
    found: dict[str, Cluster] = {}
    for member in cluster.representatives(3):
        for weighed in grouper.weigh(member, without=cluster)[:3]:
            if weighed.score >= grouper.model.merge - 3:
                found[weighed.cluster.id] = weighed.cluster
    return list(found.values())


def _linkage(grouper: Grouper, one: Cluster, other: Cluster) -> float:
    """Mean log-odds between two events, less what two close-knit events demand."""
    theirs = other.representatives(MEMBERS)
    if any(grouper.is_kept_alone(cluster) for cluster in (one, other)):
        return -12.0
    for article in one.articles:
        if any(bound in other.articles for bound in grouper.bound(article)):
            return float("inf")
    odds = [_odds(grouper, m, theirs).mean() for m in one.representatives(MEMBERS)]
    if not odds or not theirs:
        return -12.0
    knit = min(_cohesion(grouper, one), _cohesion(grouper, other))
    return float(np.mean(odds)) - grouper.model.knit * max(0.0, knit - grouper.model.merge)


def _cohesion(grouper: Grouper, cluster: Cluster) -> float:
    """Mean log-odds among an event's own members; none is demanded of fewer than three."""
    members = cluster.representatives(MEMBERS)
    if len(members) < 3:
        return 0.0
    return _knit(np.array([_odds(grouper, m, members) for m in members]))


def _found_anew(grouper: Grouper, touched: set[str]) -> None:
    """Names each touched event after its founding article."""
    clusters = {c.id: c for a in touched if (c := grouper.window.of_article.get(a)) is not None}
    for event in sorted(clusters):
        cluster = clusters[event]
        first = min(cluster.articles, key=lambda a: cluster.articles[a])
        known = cluster.id in cluster.articles or bool(cluster.founded[0])
        if known and first != cluster.id:
            grouper.window.rename(cluster, first, cluster.articles[first])


def _decisions(grouper: Grouper, touched: set[str], before: dict[str, str]) -> list[GroupDecision]:
    found = []
    for article in sorted(touched):
        cluster = grouper.window.of_article.get(article)
        if cluster is None or before.get(article) == cluster.id:
            continue
        member = next((m for m in cluster.members if m.article == article), None)
        if member is None:
            found.append(GroupDecision(article, cluster.id, article))
            continue
        rest = [m for m in cluster.representatives(MEMBERS) if m is not member]
        score = float(_odds(grouper, member, rest).mean()) if rest else 0.0
        found.append(
            GroupDecision(
                article=article,
                event=cluster.id,
                origin=member.origin,
                score=round(probability(score), 4) if rest else 0.0,
            )
        )
    return found
