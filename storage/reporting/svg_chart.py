"""The chart on a page: bars of progress by round, drawn as lines, with their numbers in words for who cannot see them."""

from collections.abc import Iterator
from html import escape

from storage.reporting.paper import Paper
from storage.reporting.tally import Series, Tally, tally

ACROSS, LABELS, BAR, GAP, LEGEND = 760, 150, 34, 16, 26
IN_A_ROW = 3


def svg(paper: Paper) -> str:
    told = tally(paper)
    bars = len(told.rounds) * (BAR + GAP)
    down = bars + LEGEND * -(-len(told.series) // IN_A_ROW) + 10
    drawn = "".join([*_bars(told), *_legend(told.series, bars + 10)])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {ACROSS} {down}" aria-label="{escape(told.told)}" '
        f'font-family="Arial, Helvetica, sans-serif" font-size="16"><title>{escape(told.told)}</title>{drawn}</svg>'
    )


def _bars(told: Tally) -> Iterator[str]:
    most = max((sum(one.numbers[place] for one in told.series) for place in range(len(told.rounds))), default=0) or 1
    for place, label in enumerate(told.rounds):
        top = place * (BAR + GAP)
        place_of_label = f'x="{LABELS - 12}" y="{top + BAR / 2 + 6:.0f}" text-anchor="end"'
        yield f'<text {place_of_label} fill="#1a1a1a">{escape(label[:22])}</text>'
        left = float(LABELS)
        for one in told.series:
            width = (ACROSS - LABELS) * one.numbers[place] / most
            if width:
                yield _piece(left, top, width, one, one.numbers[place])
            left += width


def _piece(left: float, top: int, width: float, series: Series, number: int) -> str:
    """White between two pieces tells them apart without their colours."""
    letters = (
        f'<text x="{left + width / 2:.1f}" y="{top + BAR / 2 + 6:.0f}" text-anchor="middle" fill="#fff" font-weight="bold">'
        f"{number}</text>"
    )
    return (
        f'<rect x="{left:.1f}" y="{top}" width="{width:.1f}" height="{BAR}" fill="#{series.colour}" stroke="#fff" '
        f'stroke-width="2"/>{letters if width > 18 else ""}'
    )


def _legend(series: tuple[Series, ...], top: int) -> Iterator[str]:
    for place, one in enumerate(series):
        left, down = (place % IN_A_ROW) * (ACROSS // IN_A_ROW), top + (place // IN_A_ROW) * LEGEND
        yield (
            f'<rect x="{left}" y="{down}" width="16" height="16" fill="#{one.colour}"/>'
            f'<text x="{left + 24}" y="{down + 14}" fill="#1a1a1a">{escape(one.name)}</text>'
        )
