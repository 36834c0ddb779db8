"""The numbers of a document's recommendations: what is missing between them, what is there twice."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from storage.importing.proposal import ProposedRecommendation
from storage.importing.reading.doubting import Finding

NUMBER = re.compile(r"^(.*?)(\d+)\s?(?:[a-z]|\([a-z]\))?$", re.IGNORECASE)


MOST_MISSING = 0.34
SEVERAL = re.compile(r"\s*(?:&|,|\+|\band\b|\bac?\b)\s*")
PART = re.compile(r"\s*\((?:[ivx]{1,4}|[a-z])\)\s*$", re.IGNORECASE)


def missing_numbers(recommendations: Sequence[ProposedRecommendation]) -> tuple[str, ...]:
    """Whole numbers that are skipped. References of a register that runs on over many reports skip by nature."""
    found = [NUMBER.match(number) for one in recommendations for number in _each(one.number)]
    series: dict[str, dict[int, int]] = {}
    for match in found:
        if match:
            series.setdefault(match[1], {})[int(match[2])] = len(match[2])
    for prefix in list(series):
        whole = NUMBER.match(prefix.rstrip(".")) if prefix.endswith(".") else None
        if whole and whole[1] in series:  # 1.1 and 1.2 before 2 and 3: number 1 is there in its parts
            series[whole[1]].setdefault(int(whole[2]), len(whole[2]))
    gaps = {prefix: _gaps(prefix, numbers) for prefix, numbers in series.items()}
    if len(series) > 1 and 2 * sum(map(bool, gaps.values())) > len(series):
        return ()  # references of many reports, of which this document has some
    return tuple(
        gap for prefix, found in gaps.items() for gap in found if not _is_sampled(prefix, found, series[prefix])
    )


def _is_sampled(prefix: str, gaps: Sequence[str], numbers: Mapping[int, int]) -> bool:
    """References of which a third and more are not here: a choice of a register's, and no list with gaps."""
    return bool(prefix) and len(gaps) > MOST_MISSING * (len(gaps) + len(numbers))


def _each(number: str) -> list[str]:
    """ "3 & 4" are two numbers, "2 (ii)" is part of number 2."""
    return [bare for one in SEVERAL.split(number) if (bare := PART.sub("", one).strip())]


def _gaps(prefix: str, widths: Mapping[int, int]) -> list[str]:
    """`widths`: each number of the series, and with how many digits it is written."""
    first, last = min(widths), max(widths)
    runs_on = bool(prefix) and (first > 2 or (bool(re.search(r"\d", prefix)) and first != 1))
    if runs_on or len(widths) < 2 or last > 2 * len(widths) + 1:
        return []
    wide = widths[first] if len(set(widths.values())) == 1 else 0
    return [f"{prefix}{number:0{wide}d}" for number in range(1, last) if number not in widths]


def gap_finding(missing: Sequence[str]) -> list[Finding]:
    if not missing:
        return []
    numbers = f"Numbers {', '.join(missing)} are" if len(missing) > 1 else f"Number {missing[0]} is"
    return [Finding("numbering_gap", "number", f"{numbers} not in the document; perhaps signed off earlier.")]


def repeated(recommendations: Sequence[ProposedRecommendation]) -> list[tuple[int, Finding]]:
    """One number for two recommendations. Where numbers begin again in each section, only within one."""
    counted = Counter((one.section, one.number.casefold()) for one in recommendations if one.number)
    return [
        (
            one.position,
            Finding(
                "duplicate_ref",
                "number",
                f"The number {one.number} is given to {counted[one.section, one.number.casefold()]} recommendations.",
            ),
        )
        for one in recommendations
        if counted[one.section, one.number.casefold()] > 1
    ]
