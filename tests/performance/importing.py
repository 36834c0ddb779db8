"""`make bench`, the second part: the time of an import beside python-docx merely opening the same file and reading its cells.

Every document is new to both, so that nothing is remembered from the one before; the two take turns.
"""

import io
import random
import statistics
import time
from collections.abc import Callable

from docx import Document

from storage.importing.opening import opened
from storage.importing.reading import read

DOCUMENTS, RECOMMENDATIONS, WARM_UP, BOUND = 30, 12, 4, 3.0
WORDS = [
    "schools",
    "carers",
    "meeting",
    "panel",
    "published",
    "training",
    "officers",
    "review",
    "listened",
    "families",
    "agreed",
    "plan",
    "pilot",
    "survey",
    "waiting",
    "homes",
    "returned",
    "officers",
    "quarterly",
    "guidance",
    "partners",
    "evidence",
    "transport",
    "young",
    "people",
    "staff",
    "audit",
    "reported",
    "changed",
]
ROUNDS = ("March 2023", "March 2024")
GRADES = ("1 – Fully achieved", "2 – On track", "3 – Slipped", "4 – Not achieved")


def form(seed: int) -> bytes:
    """A progress return of an invented council: two rounds, a table for each recommendation, the key at the end."""
    chance = random.Random(seed)

    def words(count: int) -> str:
        return " ".join(chance.choices(WORDS, k=count)).capitalize() + "."

    document = Document()
    document.add_heading(f"Progress update {seed}", 1)
    _table(
        document,
        [("Review:", f"Review {words(3)}"), ("Link Officers:", "Asha Pryce / Tom Lowe"), ("Agreed:", "May 2022")],
    )
    for number in range(1, RECOMMENDATIONS + 1):
        rows = [
            (f"Recommendation {number}:", words(24)),
            ("Responsibility:", "Kim Osei"),
            ("Date:", f"{chance.randint(1, 28)} June 2023"),
            ("Agreed Action:", words(14)),
            ("Agreed Success Measure:", words(9)),
        ]
        for name in ROUNDS:
            rows.append((f"Evidence of Progress ({name}):", f"{words(40)}\n{words(30)}"))
            rows.append((f"Assessment of Progress ({name}):", chance.choice(GRADES)))
        _table(document, rows)
    _table(document, [tuple(grade.split(" – ")) for grade in GRADES])
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _table(document: object, rows: list[tuple[str, ...]]) -> None:
    table = document.add_table(rows=0, cols=2)  # type: ignore[attr-defined]
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.add_paragraph()  # type: ignore[attr-defined]


def cells_alone(content: bytes) -> int:
    """What any importer of Word must do at least."""
    return sum(
        len(cell.text) for table in Document(io.BytesIO(content)).tables for row in table.rows for cell in row.cells
    )


def whole_import(content: bytes) -> int:
    proposal = read(opened("return.docx", content))
    assert len(proposal.recommendations) == RECOMMENDATIONS, len(proposal.recommendations)
    return len(proposal.doubts)


def main() -> None:
    contents = [form(seed) for seed in range(WARM_UP + DOCUMENTS)]
    times: dict[Callable[[bytes], int], list[float]] = {cells_alone: [], whole_import: []}
    for content in contents:
        for work, took in times.items():
            start = time.perf_counter()
            work(content)
            took.append(time.perf_counter() - start)
    alone, ours = (statistics.median(took[WARM_UP:]) * 1000 for took in times.values())
    print(f"\n{DOCUMENTS} Word returns of {RECOMMENDATIONS} recommendations, each once; medians\n")
    print(f"{'(d) python-docx opens it and reads every cell':50}{alone:8.1f} ms")
    print(f"{'(e) our import: opened, understood, every doubt':50}{ours:8.1f} ms")
    print(
        f"\n(e) takes {ours / alone:.2f} of (d); the bound is {BOUND:.0f}: {'held' if ours <= BOUND * alone else 'BROKEN'}"
    )


if __name__ == "__main__":
    main()
