"""The largest documents there may be, and larger ones: read or refused with the limit named, in less than 300 MB."""

import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from storage.errors import Refusal
from storage.importing import limits
from storage.importing.opening import opened
from tests.plans.opening.builders import excel, p, part, r, tbl, tc, tr, word

MOST_MEGABYTES = 300
# The whole program with its database and Teams' libraries needs so much more, before it opens anything, than what reads.
OF_THE_BOT = 115
WHOLE_BOT = 150
# A process of its own opens the file, so that the figure is this document's alone. What getrusage says would hold the
# memory of whoever started the process too.
STATUS = Path("/proc/self/status")
MEASURE = """
import sys
from pathlib import Path
from storage.errors import Refusal
from storage.importing.opening import opened
from storage.importing.reading import read
path = Path(sys.argv[1])
def memory(name):
    (found,) = (line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if line.startswith(name))
    return int(found) // 1024
before = memory("VmRSS")
try:
    if "read" in sys.argv:
        said = f"{len(read(opened(path.name, path.read_bytes())).recommendations)} recommendations"
    else:
        said = f"{len(list(opened(path.name, path.read_bytes()).lines()))} lines"
except Refusal as refusal:
    said = refusal.sentence
print(memory("VmHWM") - (before if "read" in sys.argv else 0), said)
"""
# The command as it is typed, and then the most memory that it had.
COMMAND = """
import sys
from pathlib import Path
from bot import cli
status = cli.main(["import", "--dry-run", "--json", sys.argv[1]])
(found,) = (line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(int(found) // 1024, file=sys.stderr)
sys.exit(status)
"""
CHANCE = random.Random(7)


def number() -> int:
    return CHANCE.randrange(10**7)


def pages_500() -> bytes:
    look = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="24"/><w:szCs w:val="24"/>'
    return word("".join(p("".join(r(f"{number()} words " * 8, look) for _ in range(6))) for _ in range(4_500)))


def many_pages() -> bytes:
    return word("".join(p(r(f"{number()}", "<w:b/><w:i/><w:u/>")) for _ in range(200_000)))


def rows_4000_in_word() -> bytes:
    return word(tbl(*(tr(str(number()), "May 2024", "G") for _ in range(4_000))))


def rows_4001_in_word() -> bytes:
    return word(tbl(*(tr(str(number()), "b") for _ in range(4_001))))


def elements_without_end() -> bytes:
    return word("".join(f"<w:p {' ' * CHANCE.randrange(5)}/>{number() % 9}" for _ in range(800_000)))


def attributes_without_end() -> bytes:
    return word("<w:p " + " ".join(f'a{index}="{number()}"' for index in range(700_000)) + "/>")


def styles_without_end() -> bytes:
    styles = "".join(f'<w:style w:styleId="s{number()}"><w:name w:val="x"/></w:style>' for _ in range(300_000))
    return word(p("x"), styles=part("styles", styles))


def a_cell_without_end() -> bytes:
    return word(tbl(tr(tc(p("".join(r(f"{number()} ") for _ in range(200_000)))))))


def letters_without_end() -> bytes:
    """One letter that needs four bytes makes all of them need four."""
    return word(
        p("".join(r("".join(f"{number()}{' ' * 40}" for _ in range(190_000)) + "\U0001f60a") for _ in range(3)))
    )


def row(index: int, columns: int) -> str:
    cells = (f'<c t="s"><v>{(index * columns + column) % 60_000}</v></c>' for column in range(columns))
    return f'<row r="{index}">{"".join(cells)}</row>'


STRINGS = "".join(f"<si><t>{'some words ' * 4}{index}</t></si>" for index in range(60_000))


def rows_4000_in_excel() -> bytes:
    return excel("".join(row(index, 12) for index in range(1, 4_001)), strings=STRINGS)


def rows_4001_in_excel() -> bytes:
    return excel("".join(row(index, 2) for index in range(1, 4_002)), strings=STRINGS)


def very_many_formatted_empty_rows() -> bytes:
    empty = (
        f'<row r="{i}" spans="1:8" s="1" customFormat="1" ht="15"><c r="A{i}" s="1"/></row>' for i in range(2, 150_000)
    )
    return excel(row(1, 3) + "".join(empty), strings=STRINGS)


def a_row_without_end() -> bytes:
    cells = "".join(f'<c s="{number()}"/>' for _ in range(700_000))
    return excel(f"<row>{cells}</row>")


def lines_of_text() -> bytes:
    return b"".join(b"%d words that go on\n" % number() for _ in range(29_000))


def tracker(rows: int) -> bytes:
    """Every cell says something else, as the cells of a tracker do."""
    heads = "Ref,Recommendation,Agreed action,Responsible officer,Target date,Revised date,Latest update,Status"
    lines = (
        f"IA-{index},Check {number()} forms {'again ' * 18},Do {number()},Officer {index % 90}x Manager,30/09/2023,"
        f"31/03/2024,Seen {number()} {'and more ' * 14},In progress"
        for index in range(rows)
    )
    return "\n".join((heads, *lines)).encode()


def a_list_of_commas() -> bytes:
    return b"a," * 3_900_000


@pytest.mark.skipif(not STATUS.exists(), reason="this system does not tell the most memory that a process had")
@pytest.mark.parametrize(
    ("make", "ending", "said"),
    [
        (pages_500, "docx", "4500 lines"),
        (many_pages, "docx", "longer than I can read at once (about 500 pages)"),
        (rows_4000_in_word, "docx", "12000 lines"),
        (rows_4001_in_word, "docx", "4,000 rows"),
        (elements_without_end, "docx", "about 500 pages"),
        (attributes_without_end, "docx", "about 500 pages"),
        (styles_without_end, "docx", "about 500 pages"),
        (letters_without_end, "docx", "8,000,000 letters"),
        (a_cell_without_end, "docx", "1 lines"),
        (rows_4000_in_excel, "xlsx", "48000 lines"),
        (rows_4001_in_excel, "xlsx", "4,000 rows"),
        (very_many_formatted_empty_rows, "xlsx", "3 lines"),
        (a_row_without_end, "xlsx", "256 columns"),
        (lines_of_text, "txt", "29000 lines"),
        (a_list_of_commas, "csv", "256 columns"),
    ],
)
def test_memory_stays_small(make: Callable[[], bytes], ending: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / f"plan.{ending}"
    path.write_bytes(make())
    done = subprocess.run([sys.executable, "-c", MEASURE, path], capture_output=True, text=True, check=True)
    megabytes, _, sentence = done.stdout.partition(" ")
    assert said in sentence
    assert int(megabytes) < MOST_MEGABYTES - OF_THE_BOT


@pytest.mark.skipif(not STATUS.exists(), reason="this system does not tell the most memory that a process had")
def test_memory_stays_small_while_a_long_tracker_is_understood(tmp_path: Path) -> None:
    """Half of the rows there may be, and so half of what may be used beside the rest of the program."""
    path = tmp_path / "tracker.csv"
    path.write_bytes(tracker(limits.MOST_ROWS // 2))
    done = subprocess.run([sys.executable, "-c", MEASURE, path, "read"], capture_output=True, text=True, check=True)
    megabytes, _, said = done.stdout.strip().partition(" ")
    assert said == f"{limits.MOST_ROWS // 2} recommendations"
    assert int(megabytes) < (MOST_MEGABYTES - WHOLE_BOT) / 2


@pytest.mark.skipif(not STATUS.exists(), reason="this system does not tell the most memory that a process had")
@pytest.mark.parametrize(
    ("make", "name", "recommendations"),
    [(rows_4000_in_excel, "plan.xlsx", 0), (lambda: tracker(limits.MOST_ROWS - 1), "plan.csv", limits.MOST_ROWS - 1)],
)
def test_the_whole_command_stays_small_over_the_longest_documents(
    make: Callable[[], bytes], name: str, recommendations: int, tmp_path: Path
) -> None:
    """As many rows and cells as there may be, all of them told as JSON: the program and everything it has loaded."""
    path = tmp_path / name
    path.write_bytes(make())
    done = subprocess.run([sys.executable, "-c", COMMAND, path], capture_output=True, text=True, check=True)
    assert len(json.loads(done.stdout)["recommendations"]) == recommendations
    assert int(done.stderr) < MOST_MEGABYTES


def test_a_part_is_weighed_while_it_is_unpacked() -> None:
    content = word("".join(f"<w:p {' ' * 60} a{number()}=''/>" for _ in range(400_000)))
    with pytest.raises(Refusal, match=f"{limits.MOST_PART_BYTES // limits.MEGABYTE} MB unpacked"):
        opened("plan.docx", content)


def test_cells_and_merged_cells_have_their_limits() -> None:
    wide = f"<row>{'<c><v>1</v></c>' * 200}</row>" * 760
    with pytest.raises(Refusal, match="100,000 cells"):
        opened("plan.xlsx", excel(wide))
    rows = "<row><c><v>1</v></c></row>" * 1_000
    merges = "".join(f'<mergeCell ref="A1:B{1000 + index}"/>' for index in range(3_000))
    with pytest.raises(Refusal, match="merged cells"):
        opened("plan.xlsx", excel(f"<sheetData>{rows}</sheetData><mergeCells>{merges}</mergeCells>"))
    with pytest.raises(Refusal, match="256 columns"):
        opened("plan.xlsx", excel('<row><c r="ZZ1"><v>1</v></c></row>'))
