"""A doubt in the making: what was seen, before it is known which recommendation it is about."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from storage.importing.proposal import Doubt

MOST_LISTED = 4
MOST_OF_A_KIND = 2


@dataclass(frozen=True, slots=True)
class Finding:
    code: str
    field: str
    message: str
    candidates: tuple[str, ...] = ()
    place: str = ""
    round: str = ""

    def about(self, position: int | None, place: str) -> Doubt:
        return Doubt(self.code, self.message, position, self.field, self.place or place, self.round, self.candidates)


def quoted(text: str, most: int = 90) -> str:
    """Words of the document inside a sentence for the clerk."""
    said = " / ".join(text.split("\n"))
    return f"“{said}”" if len(said) <= most else f"“{said[: most - 1].rstrip()}…”"


def condensed(findings: Sequence[Finding]) -> list[Finding]:
    """One doubt of a kind for a recommendation, however many rows it has."""
    kinds: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        kinds[finding.code].append(finding)
    return [replace(same[0], message=_told(same)) for same in kinds.values()]


def of_many_rows(findings: Sequence[Finding]) -> list[Finding]:
    """What is doubted of row after row beneath a recommendation is one doubt about them all; of a row or two, each."""
    kinds: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        kinds[finding.code].append(finding)
    found: list[Finding] = []
    for same in kinds.values():
        about_all = [replace(one, field=one.field.partition("[")[0], candidates=()) for one in same]
        found += condensed(about_all) if len(same) > MOST_OF_A_KIND else same
    return found


def _told(same: Sequence[Finding]) -> str:
    more = f" And {len(same) - MOST_LISTED} more." if len(same) > MOST_LISTED else ""
    return " ".join(one.message for one in same[:MOST_LISTED]) + more
