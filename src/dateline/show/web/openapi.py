"""The API's description (OpenAPI 3.1), written beside the code that answers."""

from __future__ import annotations

from typing import Any

from dateline import __version__

Tree = dict[str, Any]

STRING: Tree = {"type": "string"}
MAYBE: Tree = {"type": ["string", "null"]}
WHOLE: Tree = {"type": "integer"}
SPAN: Tree = {"type": ["array", "null"]}
STRINGS: Tree = {"type": "array", "items": STRING}


def ref(name: str) -> Tree:
    """A schema by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


def many(name: str) -> Tree:
    """A list of a named schema."""
    return {"type": "array", "items": ref(name)}


def fields(**properties: Tree) -> Tree:
    """An object that has at least these fields; more may come with time."""
    return {"type": "object", "properties": properties, "required": list(properties)}


SCHEMAS: Tree = {
    "Problem": fields(type=STRING, title=STRING, status=WHOLE),
    "Date": fields(start=MAYBE, end=MAYBE, precision=STRING, inferred={"type": "boolean"}),
    "Citation": fields(
        article=STRING, version=STRING, start=WHOLE, end=WHOLE, field=STRING, role=STRING
    ),
    "Sentence": fields(text=STRING, language=STRING, citations=many("Citation")),
    "Storyline": fields(
        id=STRING, title=STRING, title_citations=many("Citation"), events=STRINGS, first=MAYBE,
        last=MAYBE, people=STRINGS, places=STRINGS, why=STRING,
    ),
    "Event": fields(
        id=STRING, storyline=MAYBE, date=ref("Date"), headline=STRING,
        headline_citations=many("Citation"), summary=many("Sentence"), articles=STRINGS,
        mentioned_by=STRINGS, origins=WHOLE, outlets=STRINGS, places=STRINGS, people=STRINGS,
        why=STRING,
    ),
    "EventReport": {
        "allOf": [
            ref("Event"),
            fields(
                reports=many("Article"), statements=many("Statement"),
                quantities={"type": "array", "items": {"type": "object"}},
                disagreements=many("Disagreement"), developments=many("Disagreement"),
            ),
        ]
    },
    "Article": fields(
        id=STRING, url=MAYBE, outlet=MAYBE, title=MAYBE, byline=MAYBE, published=MAYBE,
        updated=MAYBE, language=STRING, text=STRING, origin=STRING, event=MAYBE, also=STRINGS,
        date=ref("Date"), version=STRING, versions=STRINGS,
    ),
    "Statement": fields(
        id=STRING, event=MAYBE, article=STRING, version=STRING, field=STRING, speaker=MAYBE,
        speaker_span=SPAN, cue=MAYBE, content=STRING, content_span=SPAN,
        direct={"type": "boolean"}, mixed={"type": "boolean"}, mode=STRING, act=STRING,
        condition=MAYBE, addressee=MAYBE, same_as=MAYBE,
    ),
    "Disagreement": fields(
        id=STRING, event=STRING, kind=STRING, about=STRING, cause=STRING,
        sides={"type": "array", "items": fields(
            says=STRING, citations=many("Citation"), outlets=STRINGS, origins=WHOLE
        )},
    ),
    "Entry": fields(date={"type": "object"}, event=STRING, headline=STRING,
        summary={"type": "array", "items": {"type": "object"}}),
    "Timeline": fields(title=STRING, storyline=MAYBE, entries=many("Entry"),
        background=many("Entry"), articles={"type": "object"}, why=STRING),
    "Outlet": fields(outlet=STRING, articles=WHOLE),
}  # fmt: skip


def asked(name: str, what: str, schema: Tree | None = None) -> Tree:
    """A query parameter."""
    return {"name": name, "in": "query", "description": what, "schema": schema or STRING}


LIMIT = asked("limit", "How many rows, 50 by default.", {**WHOLE, "minimum": 1, "maximum": 200})
AFTER = asked("after", "The cursor: `next` of the page before.")
WORDS = asked("q", "Words to look for.")
DAYS = [
    asked("from", "The first day, like 2025-09-05; anything else is passed over."),
    asked("to", "The last day, included; anything else is passed over."),
]
LENGTH = [
    asked("entries", "The best so many entries.", {**WHOLE, "minimum": 1, "maximum": 500}),
    asked("sentences", "At most so many sentences an entry.",
          {**WHOLE, "minimum": 1, "maximum": 500}),
]  # fmt: skip
ID: Tree = {
    "name": "id", "in": "path", "required": True, "schema": STRING,
    "description": "Any id ever shown; ids that moved lead on.",
}  # fmt: skip


def gets(summary: str, schema: Tree, *parameters: Tree) -> Tree:
    """An address that can only be read."""
    problems = {
        str(status): {
            "description": what,
            "content": {"application/problem+json": {"schema": ref("Problem")}},
        }
        for status, what in (
            (400, "A parameter cannot be meant."),
            (401, "A token is needed."),
            (404, "There is no such thing."),
            (414, "The address is too long."),
            (503, "The store cannot be used now."),
        )
    }
    good = {"description": summary, "content": {"application/json": {"schema": schema}}}
    unchanged = {"description": "What the ETag in If-None-Match names is current."}
    return {
        "get": {
            "summary": summary,
            "parameters": list(parameters),
            "responses": {"200": good, "304": unchanged, **problems},
        }
    }


def pages(name: str, schema: str) -> Tree:
    """A page of rows with its cursor."""
    return fields(**{name: many(schema), "next": MAYBE})


def document() -> Tree:
    """The whole description."""
    paths = {
        "/storylines": gets("Storylines by id", pages("storylines", "Storyline"), AFTER, LIMIT),
        "/storylines/{id}": gets("One storyline", ref("Storyline"), ID),
        "/storylines/{id}/timeline": gets(
            "A storyline told, newest first", ref("Timeline"), ID, *LENGTH, *DAYS
        ),
        "/timeline": gets(
            "A query told as a timeline", ref("Timeline"), WORDS, *LENGTH, *DAYS
        ),
        "/events": gets("Events by id", pages("events", "Event"), AFTER, LIMIT),
        "/events/{id}": gets("One event with all that is known of it", ref("EventReport"), ID),
        "/articles": gets(
            "Articles by id", pages("articles", "Article"), AFTER, LIMIT,
            asked("outlet", "Exactly this outlet."), asked("language", "BCP 47."),
        ),
        "/articles/{id}": gets("One article with its versions", ref("Article"), ID),
        "/statements": gets(
            "Statements by id", pages("statements", "Statement"), AFTER, LIMIT,
            asked("by", "Part of the speaker's name."), asked("event", "Within this event."),
            asked("article", "Within this article."), asked("words", "Words of the content."),
        ),
        "/disagreements": gets(
            "Disagreements by id", pages("disagreements", "Disagreement"), AFTER, LIMIT,
            asked("event", "Of this event."), asked("kind", "Of this kind."),
            asked("cause", "Conflicts, or how figures went on.",
                  {"type": "string", "enum": ["conflict", "later_update"]}),
        ),
        "/search": gets(
            "Articles that hold words, best first", fields(articles=many("Article")), WORDS,
            LIMIT, *DAYS,
        ),
        "/outlets": gets("Outlets", fields(outlets=many("Outlet"))),
    }  # fmt: skip
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Dateline",
            "version": __version__,
            "description": "The store as JSON; field names are the export's.",
        },
        "servers": [{"url": "/api/v1"}],
        "paths": paths,
        "components": {"schemas": SCHEMAS},
    }
