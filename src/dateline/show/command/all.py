"""All commands by name, in the order in which help lists them."""

from __future__ import annotations

from dateline.show.command import (
    asking,
    collecting,
    deciding,
    following,
    keeping,
    listing,
    serving,
)

COMMANDS = {
    "run": collecting.run,
    "add": collecting.add,
    "stories": listing.stories,
    "timeline": asking.timeline,
    "changes": asking.changes,
    "event": asking.event,
    "article": asking.article,
    "statements": listing.statements,
    "quantities": listing.quantities,
    "disagreements": listing.disagreements,
    "search": listing.search,
    "sources": following.sources,
    "follow": following.follow,
    "cite": asking.cite,
    "compare": asking.compare,
    "merge": deciding.merge,
    "split": deciding.split,
    "move": deciding.move,
    "pin": deciding.pin,
    "hide": deciding.hide,
    "rename": deciding.rename,
    "undo": deciding.undo,
    "history": deciding.history,
    "why": asking.why,
    "serve": serving.serve,
    "export": keeping.export,
    "rebuild": keeping.rebuild,
    "doctor": keeping.doctor,
    "backup": keeping.backup,
    "restore": keeping.restore,
    "copy": keeping.copy,
    "forget": keeping.forget,
    "config": keeping.config,
}
