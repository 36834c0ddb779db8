"""Doubts about a document as a whole: its cover, its key, a round's name wherever it stands. What is there, and setting it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from storage.importing.keys import codes, key_named
from storage.importing.proposal import Dated, Doubt, Key, Proposal
from storage.importing.proposal import ProposedUpdate as Update
from storage.rules.deadlines import read_date
from storage.rules.wording import bare_words

UNDATED = "Undated"
PLAN, ITS_OWN = "plan", "a plan of its own"
"""Which plan a document is a version of: an answer to it changes nothing that was read either."""

DATES = ("agreed", "reported")
OF_DOCUMENT = ("title", "subject", "organisation", *DATES, "scheme", "link_officers")
LEVEL = re.compile(r"levels\[(.+)\]")
"""What a grade of the document's key is in the plan's: an answer to it changes nothing that was read."""

# Dates are kept so that they mean the same whenever they are read.
LONG_AGO = date(2000, 1, 1)


def value_of(proposal: Proposal, doubt: Doubt) -> str | None:
    """What stands in the field; None where the doubt is about no single one."""
    if doubt.field == "round":
        return doubt.round or None
    if doubt.field == PLAN:
        return ITS_OWN
    if level := level_named(doubt.field):
        return _level(proposal, level)
    return _of_document(proposal, doubt.field) if doubt.field in OF_DOCUMENT else None


def with_value(proposal: Proposal, doubt: Doubt, value: str) -> Proposal:
    if doubt.field == "round":
        return _renamed(proposal, doubt.round, value)
    return proposal if level_named(doubt.field) else _with_document(proposal, doubt.field, value)


def level_named(field: str) -> str:
    """The code of the key that a doubt is about; "" for any other doubt."""
    found = LEVEL.fullmatch(field)
    return found[1] if found else ""


def round_of(update: Update, proposal: Proposal) -> str:
    """The name of the round that an update is of."""
    return update.round.strip() or proposal.reported.text.strip() or UNDATED


def updates_of(proposal: Proposal) -> Iterator[Update]:
    return (update for one in proposal.recommendations for update in one.updates)


def _renamed(proposal: Proposal, label: str, value: str) -> Proposal:
    """Every answer of that round is of this one, and its day is the one that the new name gives."""

    def named(update: Update) -> Update:
        is_it = bare_words(round_of(update, proposal)) == bare_words(label)
        return replace(update, round=value, on=read_date(value, LONG_AGO).on) if is_it else update

    changed = (replace(one, updates=tuple(map(named, one.updates))) for one in proposal.recommendations)
    return replace(proposal, recommendations=tuple(changed))


def _level(proposal: Proposal, code: str) -> str | None:
    levels = proposal.key.levels
    found = (one for own, one in zip(codes(levels), levels, strict=True) if own == code)
    return next((one.label if one.label == code else f"{code} – {one.label}" for one in found), None)


def _of_document(proposal: Proposal, field: str) -> str:
    if field == "scheme":
        return ", ".join(f"{level.code} {level.label}".strip() for level in proposal.key.levels)
    if field == "link_officers":
        return "; ".join(proposal.link_officers)
    if field in DATES:
        return read_as(proposal.agreed if field == "agreed" else proposal.reported)
    found: str = getattr(proposal, field)
    return found


def _with_document(proposal: Proposal, field: str, value: str) -> Proposal:
    if field == "scheme":
        return with_key(proposal, key_named(value) or proposal.key)
    if field == "agreed":
        return replace(proposal, agreed=dated(proposal.agreed, value))
    if field == "reported":
        return replace(proposal, reported=dated(proposal.reported, value))
    if field == "link_officers":
        return replace(proposal, link_officers=tuple(name.strip() for name in value.split(";") if name.strip()))
    if field == "title":
        return replace(proposal, title=value)
    return replace(proposal, subject=value) if field == "subject" else replace(proposal, organisation=value)


def with_key(proposal: Proposal, key: Key) -> Proposal:
    """Graded by another key: a grade that it does not have is none, and stays as its words."""
    known = set(codes(key.levels))

    def fitting(update: Update) -> Update:
        if update.grade is None or update.grade in known:
            return update
        return replace(update, grade=None, grade_text=update.grade_text or update.grade)

    changed = tuple(replace(one, updates=tuple(map(fitting, one.updates))) for one in proposal.recommendations)
    return replace(proposal, key=key, recommendations=changed)


def dated(before: Dated, value: str) -> Dated:
    """The words stay as written; where there were none, they are the clerk's."""
    on = read_date(value, LONG_AGO).on if value else None
    return Dated(before.text or value, on, (on,) if on else ())


def read_as(dated: Dated) -> str:
    """The words, and the day they were read as."""
    on = f"{dated.on.day} {dated.on:%B %Y}" if dated.on else ""
    return f"{dated.text} (read as {on})" if on and dated.text and on != dated.text else dated.text or on
