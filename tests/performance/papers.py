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
    compile_once(papers.full(6, 2))  # the template is drawn once in a program's life
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
    print(f"{'recommendations x rounds':26}{'compile':>9}{'python-docx bare':>18}{'ratio':>7}{'memory':>9}{'file':>8}")
    found: dict[int, dict[str, float]] = {}
    for number, rounds in SIZES:
        command = [sys.executable, "-m", "tests.performance.papers", str(number), str(rounds)]
        found[number] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        print(line(f"{number:,} x {rounds}", found[number]))
    small, large = found[SIZES[0][0]], found[SIZES[-1][0]]
    growth = large["compile"] / small["compile"] / (SIZES[-1][0] / SIZES[0][0])
    print()
    tell("100 x 4, against python-docx", small["compile"] / small["bare"], MOST_RATIO, "times")
    tell("100 x 4, memory above the start", small["memory"], MOST_MEGABYTES, "MB")
    tell("2,000 x 4, against 20 times 100 x 4", growth, MOST_GROWTH, "times")


def line(what: str, found: dict[str, float]) -> str:
    bare = f"{found['bare']:.2f} s" if found["bare"] else "not run"
    ratio = f"{found['compile'] / found['bare']:.2f}" if found["bare"] else "-"
    return (
        f"{what:26}{found['compile']:7.2f} s{bare:>18}{ratio:>7}{found['memory']:6.0f} MB{found['size'] / 1024:5.0f} KB"
    )


def tell(what: str, found: float, most: float, unit: str) -> None:
    print(f"{what}: {found:.2f} {unit}; the bound is {most:g}: {'held' if found <= most else 'BROKEN'}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measured(int(sys.argv[1]), int(sys.argv[2]))))
    else:
        main()
