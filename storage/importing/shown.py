"""A proposal as a person reads it in a terminal: what was understood, what is doubted, what found no place."""

import textwrap
from collections.abc import Iterator, Sequence

from storage.importing.proposal import Dated, Doubt, Proposal, ProposedRecommendation, ProposedUpdate

WIDTH = 110
LONGEST = 240


def shown(proposal: Proposal) -> str:
    return "\n".join((*_head(proposal), *_recommendations(proposal), *_doubts(proposal), *_rest(proposal)))


def _head(proposal: Proposal) -> Iterator[str]:
    yield proposal.title or proposal.file
    yield "=" * min(WIDTH, len(proposal.title or proposal.file))
    said = {
        "File": proposal.file,
        "Read as": proposal.family.value.replace("_", " "),
        "About": proposal.subject,
        "Council": proposal.organisation,
        "Link officers": ", ".join(proposal.link_officers),
        "Plan agreed": _dated(proposal.agreed),
        "Reported": _dated(proposal.reported),
        "Grades": _key(proposal),
        "Totals": _totals(proposal),
        "Numbers missing": ", ".join(proposal.missing_numbers),
    }
    for name, value in said.items():
        if value:
            yield f"{name + ':':17}{value}"
    for paragraph in proposal.introduction:
        yield from _wrapped("  | ", paragraph)


def _key(proposal: Proposal) -> str:
    levels = ", ".join(
        level.label if level.code == level.label else f"{level.code} – {level.label}" for level in proposal.key.levels
    )
    return f"{levels}{'' if proposal.key.stated else ' (not stated in the document)'}" if levels else "none found"


def _totals(proposal: Proposal) -> str:
    if not proposal.totals_stated:
        return ""
    counted = proposal.totals_counted
    return ", ".join(
        f"{name} {number} stated, {counted.get(name, 'none')} counted"
        for name, number in proposal.totals_stated.items()
    )


def _recommendations(proposal: Proposal) -> Iterator[str]:
    section = ""
    for one in proposal.recommendations:
        if one.section != section:
            section = one.section
            yield from ("", section)
        yield ""
        yield from _recommendation(one)


def _recommendation(one: ProposedRecommendation) -> Iterator[str]:
    yield from _wrapped(f"{one.number or f'({one.position})'}. ", one.text)
    yield from _wrapped("    Owners: ", ", ".join(owner.text for owner in one.owners) or "none")
    yield from _wrapped("    Due: ", _dated(one.due) or "none")
    for name, texts in (("Action", one.actions), ("Measure", one.measures)):
        for text in texts:
            yield from _wrapped(f"    {name}: ", text)
    for sub in one.sub_actions:
        yield from _wrapped(
            f"    {sub.number or '–'} ", f"{sub.text} ({sub.lead}; {sub.due.text}; {sub.grade_text or 'no grade'})"
        )
    for indicator in one.indicators:
        yield from _wrapped(
            f"    {indicator.code or '–'} ", f"{indicator.text}: {indicator.actual} against {indicator.target}"
        )
    for update in one.updates:
        yield from _update(update)


def _update(update: ProposedUpdate) -> Iterator[str]:
    read = update.grade or "none"
    written = f" (“{update.grade_text}”)" if update.grade_text and update.grade_text != update.grade else ""
    yield f"    {update.round or 'Undated'}: grade {read}{written}"
    for name, text in (
        ("Evidence", update.evidence),
        ("Explanation", update.explanation),
        ("Impact", update.impact),
        ("Next", update.future),
    ):
        if text:
            yield from _wrapped(f"      {name}: ", text)


def _doubts(proposal: Proposal) -> Iterator[str]:
    yield ""
    yield f"Doubts: {len(proposal.doubts)}"
    numbers = {one.position: one.number or f"({one.position})" for one in proposal.recommendations}
    for doubt in proposal.doubts:
        yield from _wrapped("  - ", f"{_where(doubt, numbers)}{doubt.message}{_offered(doubt.candidates)}")


def _where(doubt: Doubt, numbers: dict[int, str]) -> str:
    about = f"Recommendation {numbers[doubt.recommendation]}" if doubt.recommendation else "The document"
    return f"{about}{f', {doubt.place}' if doubt.place else ''}: "


def _offered(candidates: Sequence[str]) -> str:
    return f" Perhaps: {', '.join(candidates)}." if candidates else ""


def _rest(proposal: Proposal) -> Iterator[str]:
    yield ""
    yield f"Not placed: {len(proposal.not_placed)}"
    for one in proposal.not_placed:
        yield from _wrapped("  - ", f"{one.place}: {one.text}")


def _dated(dated: Dated) -> str:
    text = " / ".join(dated.text.split("\n"))
    return f"{text} ({dated.on.day} {dated.on:%B %Y})" if dated.on else text


def _wrapped(lead: str, text: str) -> list[str]:
    said = textwrap.shorten(" / ".join(text.split("\n")), LONGEST, placeholder=" …")
    return textwrap.wrap(f"{lead}{said}", WIDTH, subsequent_indent=" " * min(len(lead), 8)) or [lead.rstrip()]
