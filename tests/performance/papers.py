"""What a paper costs: compiling it against python-docx writing the same paragraphs and cells bare, and how that grows.

Each size is measured in a process of its own. Run: python -m tests.performance.papers
"""

import io
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import docx
import psutil

from storage.reporting.compile import compiled
from storage.reporting.layout import form
from storage.reporting.wanted import Format
from tests.reports import papers, word_xml

SIZES = ((100, 4), (500, 4), (2_000, 4))
TIMES = 5
MOST_RATIO, MOST_MEGABYTES, MOST_GROWTH = 2.0, 150.0, 1.3


def measured(number: int, rounds: int) -> dict[str, float]:
    """Seconds of compiling and of python-docx, the memory above the start, and the size of the file."""
    paper = papers.full(number, rounds)
    process = psutil.Process()
    compile_once(paper)  # the templates are read once in a program's life
    start = process.memory_info().rss
    times = [_timed(lambda: compile_once(paper)) for _ in range(TIMES if number <= 100 else 1)]
    most = max(process.memory_info().rss, _peak()) - start
    content = compile_once(paper)
    bare = _timed(lambda: write_bare(content)) if number <= 100 else 0.0
    return {"compile": statistics.median(times), "bare": bare, "memory": most / 1e6, "size": len(content)}


def compile_once(paper: Any) -> bytes:
    return compiled(paper, form("progress_update"), Format.DOCX, papers.HOUSE).content


def write_bare(content: bytes) -> None:
    """The same paragraphs and cells with python-docx and nothing else: no styles, no grounds, no heads."""
    body = word_xml.part(content).find(f"{word_xml.W}body")
    document = docx.Document()
    for block in body:
        if block.tag == f"{word_xml.W}p":
            document.add_paragraph(word_xml.words(block))
        elif block.tag == f"{word_xml.W}tbl":
            rows = [
                [word_xml.words(cell) for cell in row.iter(f"{word_xml.W}tc")] for row in block.iter(f"{word_xml.W}tr")
            ]
            table = document.add_table(len(rows), len(rows[0]))
            for row, cells in zip(table.rows, rows, strict=True):
                for cell, text in zip(row.cells, cells, strict=True):
                    cell.text = text
    document.save(io.BytesIO())


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _peak() -> int:
    """The most memory this process has had, where the system says so."""
    try:
        import resource  # noqa: PLC0415  Windows has none

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    except ImportError:
        return 0


def main() -> None:
    print("recommendations x rounds    compile   python-docx bare   ratio    memory    file")
    found = {}
    for number, rounds in SIZES:
        answer = subprocess.run(
            [sys.executable, "-m", "tests.performance.papers", str(number), str(rounds)],
            check=True,
            capture_output=True,
        )
        one = found[number] = json.loads(answer.stdout)
        ratio = f"{one['compile'] / one['bare']:.2f}" if one["bare"] else "-"
        bare = f"{one['bare']:.2f} s" if one["bare"] else "not run"
        print(
            f"{number:10} x {rounds}{one['compile']:18.2f} s{bare:>17}{ratio:>9}{one['memory']:7.0f} MB{one['size'] / 1024:7.0f} KB"
        )
    small, large = found[SIZES[0][0]], found[SIZES[-1][0]]
    growth = large["compile"] / small["compile"] / (SIZES[-1][0] / SIZES[0][0])
    print(f"\n100 x 4 costs {small['compile'] / small['bare']:.2f} of python-docx; the bound is {MOST_RATIO:.0f}: "
          f"{'held' if small['compile'] <= MOST_RATIO * small['bare'] else 'BROKEN'}")  # fmt: skip
    print(f"100 x 4 takes {small['memory']:.0f} MB above the start; the bound is {MOST_MEGABYTES:.0f} MB: "
          f"{'held' if small['memory'] <= MOST_MEGABYTES else 'BROKEN'}")  # fmt: skip
    print(f"2,000 cost {growth:.2f} times what 20 times 100 do; the bound is {MOST_GROWTH}: "
          f"{'held' if growth <= MOST_GROWTH else 'BROKEN'}")  # fmt: skip


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measured(int(sys.argv[1]), int(sys.argv[2]))))
    else:
        main()
