"""kill -9 at random moments: nothing acknowledged lost, nothing doubled, nothing to repair by hand.

Each trial copies a prepared store, starts one operation in a process of its own, kills it after a
random part of the time that the operation takes, does what a person would do (the same again),
and compares: every acknowledged article is there at once, the doctor finds nothing, and the export
after a rebuild is that of a run that nobody disturbed. Articles are the fictional samples; their
analysis is made once, cheaply, and looked up.

    python -m bench.faults 500 [SEED]
"""

from __future__ import annotations

import atexit
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from zlib import crc32

import numpy as np

from dateline.analyse import Analyser
from dateline.config import Config
from dateline.extract import extract
from dateline.pipeline import decide, library
from dateline.pipeline.export import KINDS
from dateline.pipeline.library import Dateline
from dateline.pipeline.prepare import Prepare, Prepared
from dateline.read import read
from dateline.similarity.features import features
from dateline.similarity.vectors import quantise
from dateline.store import open_store
from dateline.store.copy import copy_store
from dateline.types import Article, Rejected

ROOT = Path(__file__).parents[1]
TRIALS = 500
ARTICLES = 6  # of each of the two stories


@cache
def samples() -> tuple[str, ...]:
    """Files with the first articles of each sample story."""
    folder = Path(tempfile.mkdtemp(prefix="dateline-faults-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for name in ("canal", "dam"):
        lines = (ROOT / "samples" / "news" / f"{name}.jsonl").read_bytes().splitlines(True)
        (folder / f"{name}.jsonl").write_bytes(b"".join(lines[:ARTICLES]))
    return tuple(str(file) for file in sorted(folder.iterdir()))


class WordEmbedder:
    """Words hashed into 512 places: no model, the same bytes everywhere."""

    id = "words"
    dimensions = 512

    def embed(self, text: str) -> bytes:
        vector = np.zeros(self.dimensions, dtype=np.float32)
        for word in text.casefold().split():
            vector[crc32(word.encode()) % self.dimensions] += 1
        return quantise(vector)


@cache
def analyses() -> dict[tuple[str, str], Prepared]:
    """The samples' analyses, by article and version."""
    analyser = Analyser("cheap", WordEmbedder())
    made = {}
    for document in read(samples()):
        article = document if isinstance(document, Rejected) else extract(document)
        if isinstance(article, Article):
            analysed = analyser(article)
            made[article.id, article.version] = Prepared(analysed, features(analysed))
    return made


class LookedUp(Prepare):
    """Preparation whose analysis is looked up."""

    __slots__ = ()

    def analysed(self, article: Article) -> Prepared:
        found = analyses()[article.id, article.version]
        return Prepared(replace(found.analysed, article=article), found.features)


def dateline(path: Path) -> Dateline:
    library.embedder = WordEmbedder  # type: ignore[assignment]
    opened = Dateline(open_store(str(path)), Config(english="cheap"))
    opened.prepare = LookedUp("cheap")
    return opened


# The operations -----------------------------------------------------------------------------


def add(path: Path) -> None:
    """Adds the samples; the file ``acknowledged`` says how many of them were."""
    with (path.parent / "acknowledged").open("ab", buffering=0) as file, dateline(path) as opened:

        def heard(stage: str, done: int, _total: int) -> None:
            if stage == "read":
                file.write(f"{done}\n".encode())

        opened.add(samples(), heard)


def rebuild(path: Path) -> None:
    with dateline(path) as opened:
        opened.rebuild()


def merge(path: Path) -> None:
    """Merges the two first events, as a person would, once."""
    with dateline(path) as opened:
        if opened.store.decisions():
            opened.rebuild()
            return
        first, second, *_ = (r.id for r in opened.store.event_records())
        opened.decide(decide.merge(opened.store, first, second), "ada")


def copy(path: Path) -> None:
    source, target = open_store(str(path)), open_store(f"{path}.copy")
    try:
        if target.counts()["articles"] == 0 or target.setting("copying"):
            copy_store(source, target)
    finally:
        source.close()
        target.close()
    swap(path)


def swap(path: Path) -> None:
    """The copy takes the place of the store, so that what is examined is the copy."""
    if (copied := Path(f"{path}.copy")).exists():
        shutil.copy(copied, path)


def migrate(path: Path) -> None:
    """Makes the tables of a new store, then fills it."""
    open_store(str(path)).close()


def forget(path: Path) -> None:
    """Forgets one outlet, and groups the rest anew."""
    with dateline(path) as opened:
        with opened.store.writing():
            found = opened.store.forgettable(outlet="Meridian Wire")
            if found:
                opened.store.forget(found, "outlet Meridian Wire", "2031-01-01")
        opened.rebuild()


@dataclass(frozen=True)
class Kind:
    """An operation, and whether it starts from a full store."""

    run: Callable[[Path], None]
    full: bool


OPERATIONS = {
    "add": Kind(add, full=False),
    "rebuild": Kind(rebuild, full=True),
    "merge": Kind(merge, full=True),
    "copy": Kind(copy, full=True),
    "migrate": Kind(migrate, full=False),
    "forget": Kind(forget, full=True),
}


# Trials -------------------------------------------------------------------------------------


def forked(work: Callable[[], None]) -> int:
    """Starts ``work`` in a process of its own."""
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        work()
        status = 0
    except BaseException as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
    finally:
        os._exit(status)


def finished(pid: int) -> bool:
    return os.waitpid(pid, 0)[1] == 0


def exported(opened: Dateline) -> str:
    """A hash of all that is exported."""
    total = sha256()
    for kind in KINDS:
        for row in opened.export(kind):
            total.update(json.dumps(row, sort_keys=True).encode())
    return total.hexdigest()


def examined(path: Path, operation: Kind) -> None:
    """What a person does after the crash, and what stands then: ``result`` holds faults and the
    export's hash."""
    known = [key[0] for key in analyses()]
    lines = path.parent / "acknowledged"
    count = int(lines.read_text().split()[-1]) if lines.exists() and lines.read_text() else 0
    with dateline(path) as opened:
        there = {s.article.id for s in opened.store.articles_where()}
        lost = len(set(known[:count]) - there)
    operation.run(path)
    with dateline(path) as opened:
        if operation.run is migrate:
            opened.add(samples())
        faults = list(opened.doctor())
        opened.rebuild()
        faults += list(opened.doctor())
        keys = [s.article.key for s in opened.store.articles_where()]
        result = {
            "lost": lost,
            "doubled": len(keys) - len(set(keys)),
            "faults": faults,
            "export": exported(opened),
        }
    (path.parent / "result").write_text(json.dumps(result))


@dataclass(frozen=True)
class Outcome:
    """What came of one trial."""

    kind: str
    killed: bool
    lost: int
    doubled: int
    faults: tuple[str, ...]
    same: bool


def prepared_store(folder: Path) -> Path:
    """A store with all samples, to start from."""
    full = folder / "full"
    full.mkdir()
    assert finished(forked(lambda: add(full / "store.db")))
    (full / "acknowledged").unlink()
    return full


def start_from(folder: Path, full: Path, operation: Kind) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    if operation.full:
        shutil.copytree(full, folder)
    else:
        folder.mkdir()
    return folder / "store.db"


def trials(count: int, seed: int, kinds: Sequence[str] = tuple(OPERATIONS)) -> Iterator[Outcome]:
    """``count`` trials, spread over ``kinds``."""
    analyses()
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        full = prepared_store(Path(name))
        undisturbed = {kind: measured(Path(name), full, OPERATIONS[kind]) for kind in kinds}
        for number in range(count):
            kind = kinds[number % len(kinds)]
            operation, (seconds, expected) = OPERATIONS[kind], undisturbed[kind]
            path = start_from(Path(name) / "trial", full, operation)
            pid = forked(lambda run=operation.run, path=path: run(path))  # type: ignore[misc]
            time.sleep(chance.uniform(0, seconds))
            os.kill(pid, signal.SIGKILL)
            killed = os.waitpid(pid, 0)[1] == signal.SIGKILL
            yield judged(kind, killed, path, expected)


def measured(folder: Path, full: Path, operation: Kind) -> tuple[float, str]:
    """How long the operation takes undisturbed, and the export after it."""
    path = start_from(folder / "trial", full, operation)
    began = time.monotonic()
    assert finished(forked(lambda: operation.run(path)))
    seconds = time.monotonic() - began
    assert finished(forked(lambda: examined(path, operation)))
    return seconds, json.loads((path.parent / "result").read_text())["export"]


def judged(kind: str, killed: bool, path: Path, expected: str) -> Outcome:
    if not finished(forked(lambda: examined(path, OPERATIONS[kind]))):
        return Outcome(kind, killed, 0, 0, ("could not go on",), False)
    result = json.loads((path.parent / "result").read_text())
    same = result["export"] == expected
    return Outcome(kind, killed, result["lost"], result["doubled"], tuple(result["faults"]), same)


def measure(count: int = TRIALS, seed: int = 1) -> dict[str, float]:
    figures: dict[str, float] = {"trials": 0, "killed": 0, "lost": 0, "doubled": 0, "by_hand": 0}
    for outcome in trials(count, seed):
        bad = bool(outcome.faults) or not outcome.same
        for name, value in (
            ("trials", 1), ("killed", outcome.killed), ("lost", outcome.lost),
            ("doubled", outcome.doubled), ("by_hand", bad), (f"{outcome.kind}_trials", 1),
        ):  # fmt: skip
            figures[name] = figures.get(name, 0) + value
        if bad or outcome.lost or outcome.doubled:
            print(outcome, flush=True)
        elif not figures["trials"] % 20:
            print(f"{figures['trials']} trials", file=sys.stderr, flush=True)
    return figures


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    print(json.dumps(measure(*numbers), indent=1))
