"""Counts of an answer: a chart where the client has one, and the same numbers as lines with a bar made of letters."""

from collections.abc import Sequence

from cards.elements import COLOURS, group, label, line, run
from cards.frame import Element, Room
from cards.people import more
from cards.wording import count, said, unmarked
from storage.asking.answer_views import IN_WORDS, Answer, Group, Side
from storage.query import GroupBy, Status
from storage.vocabulary import Meaning

MOST_GROUPS = 24
MOST_BARS = 12
MOST_SIDES = 6
BAR = 12

HEADS = {
    GroupBy.OWNER: "By owner",
    GroupBy.PLAN: "By plan",
    GroupBy.STATUS: "By grade",
    GroupBy.ROUND: "By round",
    GroupBy.MONTH: "By month of the due date",
}
CHART_COLOURS = {"Complete": "good", "On track": "categoricalBlue", "Slipped": "warning", "Not achieved": "attention"}


def counts(found: Answer, room: Room) -> list[Element]:
    if found.sides:
        return [label("Side by side"), *(_side(side, room) for side in found.sides[: min(MOST_SIDES, room.items)]),
                *more(len(found.sides) - min(MOST_SIDES, room.items), "side")]  # fmt: skip
    return _groups(found, room) if found.groups else []


def _groups(found: Answer, room: Room) -> list[Element]:
    head = HEADS[found.query.group_by or GroupBy.OWNER]
    shown = found.groups[: min(MOST_GROUPS, room.items)]
    most = max(one.count for one in found.groups)
    chart = [_chart(head, found.groups[: min(MOST_BARS, room.items)], room)] if len(found.groups) > 1 else []
    lines = [_group(one, most, room) for one in shown]
    return [label(head), *chart, *lines, *more(len(found.groups) - len(shown), "line")]


def _group(one: Group, most: int, room: Room) -> Element:
    name = run(f"{said(one.name, min(80, room.name))}: ", bold=True)
    return line(name, f"{one.count:,} of {one.of:,} ", run(_bar(one.count, most), colour="Accent"), spacing="None")


def _bar(number: int, most: int) -> str:
    return "█" * max(1, round(BAR * number / most)) if number and most else ""


def _chart(head: str, groups: Sequence[Group], room: Room) -> Element:
    """Clients that draw no charts are told where the numbers are; those that do show both."""
    return {
        "type": "Chart.HorizontalBar",
        "title": f"{head}, the first {len(groups)}" if len(groups) == MOST_BARS else head,
        "displayMode": "AbsoluteWithAxis",
        "data": [_datum(one, room) for one in groups],
        "fallback": {"type": "TextBlock", "text": "The numbers, as a list:", "wrap": True, "isSubtle": True},
    }


def _datum(one: Group, room: Room) -> Element:
    colour = CHART_COLOURS.get(one.name)
    return {"x": unmarked(one.name, min(40, room.name)), "y": one.count} | ({"color": colour} if colour else {})


def _side(side: Side, room: Room) -> Element:
    """One side as lines: a table would not fit a phone."""
    lines = [line(run(said(side.name, min(80, room.name)), bold=True), f": {count('recommendation', side.total)}")]
    for status, words in IN_WORDS.items():
        number = side.counts.get(status, 0)
        if number or status is not Status.NO_GRADE:
            share = f" ({round(100 * number / side.total)}%)" if side.total else ""
            mark = run(words, colour=COLOURS.get(Meaning(status.value), "")) if status is not Status.NO_GRADE else words
            lines.append(
                line(mark, f": {number:,}{share} ", run(_bar(number, side.total), subtle=True), spacing="None")
            )
    return group(lines, spacing="Medium")
