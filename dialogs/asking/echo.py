"""A query in words, whole and with its dates written out: what the answer says it understood, and what reads back as it."""

from collections.abc import Iterable

from storage.query import (
    LATEST,
    ME,
    PREVIOUS,
    Comparison,
    Filters,
    Format,
    GroupBy,
    Kind,
    Missing,
    Movement,
    OrderBy,
    Period,
    Query,
    Since,
    Status,
)
from storage.rules.deadlines import MONTHS

STATUS = {
    Status.COMPLETE: "complete",
    Status.ON_TRACK: "on track",
    Status.SLIPPED: "slipped",
    Status.NOT_ACHIEVED: "not achieved",
    Status.NO_GRADE: "ungraded",
}
MISSING = {
    Missing.EVIDENCE: "evidence",
    Missing.IMPACT: "impact",
    Missing.OWNER: "owner",
    Missing.DUE: "due date",
    Missing.GRADE: "grade",
}
ORDER = {
    OrderBy.DUE: "due date",
    OrderBy.UPDATED: "last update",
    OrderBy.COUNT: "number",
    OrderBy.OWNER: "owner",
    OrderBy.RECOMMENDATION: "recommendation number",
}
FORMAT = {
    Format.XLSX: "as a spreadsheet",
    Format.DOCX: "as a Word document",
    Format.CSV: "as a CSV file",
    Format.PDF: "as a PDF",
}
OPENING = {
    Kind.COUNT: "how many",
    Kind.SHOW: "show",
    Kind.WHO_NOT_RESPONDED: "who has not responded for",
    Kind.REPORT: "report on",
    Kind.UPDATE: "update",
    Kind.REMIND: "remind about",
}
MONTH_NAMES = {
    number: name.title() for name, number in MONTHS.items() if len(name) > 4 or name in ("may", "june", "july")
}


def echo(query: Query) -> str:
    """One sentence, beginning with a capital letter, without a full stop."""
    if query.kind is Kind.HELP:
        return "Help"
    said = " ".join(part for part in (_opening(query), ", ".join(_parts(query))) if part)
    return said[0].upper() + said[1:]


def filter_words(filters: Filters, name: str) -> str:
    """One filter in words, for the chip that takes it off."""
    one = Filters(**{name: getattr(filters, name)})
    if one.recommendations:
        return _numbered(one)
    return (_status(one) or " ".join(_filters(one))).strip()


def _numbered(filters: Filters) -> str:
    numbers = sorted(filters.recommendations, key=lambda one: (len(one), one))
    return f"recommendation{'s' if len(numbers) > 1 else ''} {listed(numbers, 'and')}"


def _opening(query: Query) -> str:
    noun = _numbered(query.filters) if query.filters.recommendations else "recommendations"
    named = " ".join(part for part in (_status(query.filters), noun) if part)
    match query.kind:
        case Kind.COMPARE:
            return f"compare {_compared(query.compare or Comparison())} for {named}{_moved(query.direction)}"
        case Kind.CHANGES:
            moved = {Movement.BETTER: "what got better", Movement.WORSE: "what got worse", None: "what changed"}
            return f"{moved[query.direction]}{_since(query.since)} for {named}"
        case Kind.UPDATE:
            return f"update {named}" + (f" as {STATUS[query.set_status]}" if query.set_status else "")
        case Kind.LIST:
            return named
        case kind:
            return f"{OPENING[kind]} {named}"


def _parts(query: Query) -> Iterable[str]:
    yield from _filters(query.filters)
    if query.group_by:
        yield f"by {'grade' if query.group_by is GroupBy.STATUS else query.group_by}"
    if query.order:
        way = "descending" if query.order.descending else "ascending"
        yield f"sorted by {ORDER[query.order.by]} {way}"
    if query.limit is not None:
        yield f"top {query.limit}"
    if query.format:
        yield FORMAT[query.format]


def _status(filters: Filters) -> str:
    if filters.status == frozenset(Status) - {Status.COMPLETE}:
        return "not complete"
    return listed([STATUS[one] for one in Status if one in filters.status], "or")


def _filters(filters: Filters) -> Iterable[str]:
    if filters.overdue is not None:
        yield "overdue" if filters.overdue else "not overdue"
    if filters.owners:
        others = sorted(filters.owners - {ME})
        owned = [f"owned by {_or(others)}"] if others else []
        yield " or ".join((["assigned to me"] if ME in filters.owners else []) + owned)
    if filters.plans:
        yield f"in {_or(sorted(filters.plans))}"
    if filters.due:
        yield f"due {period_words(filters.due)}"
    if filters.updated:
        yield f"updated {period_words(filters.updated)}"
    if filters.rounds:
        yield f"in {_or(f'the {round_words(one)}' for one in sorted(filters.rounds))}"
    if filters.text:
        yield f"mentioning “{filters.text}”"
    if filters.missing:
        yield f"with no {_or(MISSING[one] for one in Missing if one in filters.missing)}"
    if filters.but_owners:
        others = [name for name in sorted(filters.but_owners) if name != ME]
        yield f"except {_or(others + (['mine'] if ME in filters.but_owners else []))}"
    if filters.but_plans:
        yield f"except {_or(sorted(filters.but_plans))}"


def period_words(period: Period) -> str:
    start, end = (f"{day.day} {day:%B %Y}" if day else "" for day in (period.from_on, period.to_on))
    if start and end:
        return f"on {start}" if start == end else f"from {start} to {end}"
    return f"by {end}" if end else f"from {start} onwards"


def round_words(id: str) -> str:
    """ "July 2024 round", "latest round"."""
    if id in (LATEST, PREVIOUS):
        return f"{id} round"
    year, month = id.split("-")
    return f"{MONTH_NAMES[int(month)]} {year} round"


def _since(since: Since | None) -> str:
    if since is None:
        return ""
    if since.round:
        return f" since the {round_words(since.round)}"
    return f" since {since.on.day} {since.on:%B %Y}" if since.on else ""


def _compared(compare: Comparison) -> str:
    rounds = [f"the {round_words(one)}" for one in sorted(compare.rounds)]
    return " and ".join([*rounds, *sorted(compare.plans), *sorted(compare.owners)])


def _moved(direction: Movement | None) -> str:
    return {Movement.BETTER: " that got better", Movement.WORSE: " that got worse", None: ""}[direction]


def _or(words: Iterable[str]) -> str:
    return " or ".join(words)


def listed(words: list[str], joint: str) -> str:
    """ "a", "a or b", "a, b or c"."""
    return f" {joint} ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
