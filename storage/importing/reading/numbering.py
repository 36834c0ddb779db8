"""The numbers of a document's recommendations: what is missing between them, what is there twice."""

import re
from collections import Counter
from collections.abc import Sequence

from storage.importing.proposal import ProposedRecommendation
from storage.importing.reading.doubting import Finding

NUMBER = re.compile(r"^(.*?)(\d+)([a-z]?)$", re.IGNORECASE)


def missing_numbers(recommendations: Sequence[ProposedRecommendation]) -> tuple[str, ...]:
    """Whole numbers that are skipped. References of a register that runs on over many reports skip by nature."""
    found = [NUMBER.match(one.number) for one in recommendations if one.number]
    series: dict[str, dict[int, int]] = {}
    for match in found:
        if match:
            series.setdefault(match[1], {})[int(match[2])] = len(match[2])
    gaps: list[str] = []
    for prefix, numbers in series.items():
        if prefix and (min(numbers) > 2 or (re.search(r"\d", prefix) and len(series) == 1 and min(numbers) != 1)):
            continue
        absent = [n for n in range(1, max(numbers)) if n not in numbers]
        if len(absent) > max(1, len(numbers)) or len(numbers) < 2:
            continue
        wide = min(numbers.values()) if len(set(numbers.values())) == 1 else 0
        gaps += [f"{prefix}{n:0{wide}d}" for n in absent]
    return tuple(gaps)


def gap_finding(missing: Sequence[str]) -> list[Finding]:
    if not missing:
        return []
    several = len(missing) > 1
    return [
        Finding(
            "numbering_gap",
            "number",
            f"{'Numbers' if several else 'Number'} {', '.join(missing)} {'are' if several else 'is'} not in the document; perhaps signed off earlier.",
        )
    ]


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
