"""A cell that says itself of which day it tells: "March 2025: …", "(Mar 25) …", "At 31/03/25 – …"; and one that tells of
several rounds, each under its day."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from storage.importing.reading.drafts import Draft, RoundDraft, same_round
from storage.importing.reading.labels import Field, bare
from storage.importing.reading.ledger import Ledger
from storage.importing.reading.rounds import Spotted, spot_round
from storage.importing.reading.spans import spans_of
from storage.importing.reading.strips import Passage

SENTENCE = re.compile(r"(?<=[.!?;)\"”])\s+(?=\S)")
BRACKETED = re.compile(r"[(\[]\s*([^()\[\]]{3,40}?)\s*[)\]](?:\s*[:.–—]|\s+-(?=\s))?\s*")
SIGN = re.compile(r"\s*:(?!\d)\s*|\s*[–—]\s*|\s+-\s+")
# Beside a date these only say that it is one of a report.
LEADING = frozenset({
    "", "update", "updated", "update at", "update to", "progress", "position", "progress update", "as", "position as", "status",
    "latest update", "latest", "diweddariad", "sefyllfa", "cynnydd", "ar", "ym", "end", "end of",
})  # fmt: skip
LONGEST_HEAD = 48
FEWEST = 2
ACCOUNTS = (Field.EVIDENCE, Field.ASSESSMENT, Field.IMPACT)
Told = tuple[Spotted, list[Passage]]


def by_round(passages: Sequence[Passage]) -> list[Told]:
    """Each round's own words, where the account begins with a day and goes on with another. Else nothing."""
    told = _entries(passages)
    distinct = {spotted.on for spotted, _ in told}
    return told if len(distinct) == len(told) >= FEWEST else []


def date_by_its_head(draft: Draft, ledger: Ledger) -> None:
    """Where nothing else dates what was reported, the one day at the head of an account does, and what stands beside the
    account is of that day too."""
    for here in [one for one in draft.rounds if one.spotted is None and not one.loose]:
        told = {what: entries for what in ACCOUNTS if (entries := _entries(here.values.get(what, ())))}
        days = {spotted.on for entries in told.values() for spotted, _ in entries}
        if len(days) != 1:
            continue
        for what, entries in told.items():
            ledger.take(here.values[what])
            here.values[what] = [passage for _, words in entries for passage in words]
        here.told = True
        _be_of(draft, here, next(iter(told.values()))[0][0])


def _be_of(draft: Draft, here: RoundDraft, spotted: Spotted) -> None:
    """It is of this round; where the draft has that already, it is more of it."""
    same = next((one for one in draft.rounds if same_round(one.spotted, spotted)), None)
    here.spotted = spotted
    if same is None:
        return
    for what, passages in here.values.items():
        same.values.setdefault(what, []).extend(passages)
    same.labelled |= here.labelled
    same.shade = same.shade or here.shade
    draft.rounds.remove(here)


def _entries(passages: Sequence[Passage]) -> list[Told]:
    """What follows each day, where the account begins with one."""
    told: list[Told] = []
    for passage in passages:
        labels = list(_labels(passage.text))
        if not told and (not labels or labels[0][0] > 0):
            return []
        ends = [*(start for start, _, _ in labels), len(passage.text)]
        if before := passage.text[: ends[0]].strip():
            told[-1][1].append(replace(passage, text=before))
        for (_, after, spotted), end in zip(labels, ends[1:], strict=True):
            words = passage.text[after:end].strip()
            told.append((spotted, [replace(passage, text=words, numbered="")] if words else []))
    return told if any(words for _, words in told) else []


def _labels(text: str) -> Iterator[tuple[int, int, Spotted]]:
    """Days that stand at the head of a sentence: where each begins, where its words begin. Inside a paragraph a dash is
    too little to know one by."""
    for start in (0, *(found.end() for found in SENTENCE.finditer(text))):
        if head := _head(text[start:], first=start == 0):
            yield start, start + head[0], head[1]


def _head(text: str, *, first: bool) -> tuple[int, Spotted] | None:
    """A day in brackets, or before a colon or dash, or on a line of its own: where its words begin."""
    if bracketed := BRACKETED.match(text):
        spotted = _only_a_day(bracketed[1])
        return (bracketed.end(), spotted) if spotted else None
    found = None
    for sign in SIGN.finditer(text[:LONGEST_HEAD]):
        is_sign = first or ":" in sign[0]
        spotted = _only_a_day(text[: sign.start()]) if is_sign and sign.end() < len(text) else None
        after = spans_of(text[sign.end() : sign.end() + LONGEST_HEAD])
        if spotted and not (after and after[0].start == 0 and ":" not in sign[0]):
            found = (sign.end(), spotted)
    if not found and first and len(text) <= LONGEST_HEAD and (spotted := _only_a_day(text)):
        return len(text), spotted
    return found


def _only_a_day(text: str) -> Spotted | None:
    if ":" in text or ". " in text:
        return None
    spotted, rest = spot_round(text)
    return spotted if spotted and spotted.on and bare(rest) in LEADING else None
