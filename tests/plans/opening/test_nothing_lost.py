"""Whatever is in a document is in its source, and whatever is no document is refused: nothing else can come out."""

import random
import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.errors import Refusal
from storage.importing.opening import opened
from storage.importing.source import Cell, Source, Table
from tests.plans.opening.builders import (
    excel,
    inline,
    opened_word,
    p,
    packed,
    part,
    r,
    saved,
    sdt,
    tbl,
    tc,
    tr,
    word,
    workbook,
)

WORD = re.compile(r"w\d+")
words = st.integers(0, 10**6).map(lambda number: f"w{number}")
QUIETLY = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def words_of(source: Source) -> Counter[str]:
    lines = [*source.lines(), *source.asides]
    return Counter(WORD.findall(" ".join(f"{line.text} {line.removed}" for line in lines)))


def said_in(body: str) -> Counter[str]:
    return Counter(WORD.findall(re.sub(r"<w:instrText>.*?</w:instrText>|<[^>]*>", " ", body)))


runs = st.builds(
    r,
    words.map(lambda word: f"{word} "),
    st.sampled_from(
        ["", "<w:b/>", "<w:strike/>", "<w:vanish/>", '<w:highlight w:val="red"/>', '<w:rStyle w:val="None"/>']
    ),
)
WRAPPINGS = (
    "{}",
    '<w:ins w:id="1">{}</w:ins>',
    '<w:hyperlink r:id="x">{}</w:hyperlink>',
    "<w:smartTag>{}</w:smartTag>",
    "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
    '<w:fldSimple w:instr="REF x">{}</w:fldSimple>',
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>code</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    '<w:moveFrom w:id="2">{}</w:moveFrom>',
    "<w:ruby><w:rubyBase>{}</w:rubyBase></w:ruby>",
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><w:txbxContent><w:p>{}</w:p></w:txbxContent></w:drawing>'
    "</mc:Choice><mc:Fallback/></mc:AlternateContent></w:r>",
    "<w:r><w:pict><w:txbxContent><w:p>{}</w:p></w:txbxContent></w:pict></w:r>",
)
deleted = words.map(lambda word: f"<w:del><w:r><w:delText>{word} </w:delText></w:r></w:del>")
stretches = st.recursive(
    runs | deleted,
    lambda inner: st.builds(str.format, st.sampled_from(WRAPPINGS), st.lists(inner, max_size=3).map("".join)),
    max_leaves=6,
)
paragraphs = st.builds(
    p, st.lists(stretches, max_size=4).map("".join), st.sampled_from(["", '<w:outlineLvl w:val="0"/>', "<w:keepNext/>"])
)
CELLS = ("", '<w:gridSpan w:val="2"/>', "<w:vMerge/>", '<w:vMerge w:val="restart"/>', "<w:hMerge/>", "<w:cellDel/>")


def tables(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    cells = st.builds(tc, st.lists(inner, min_size=1, max_size=2).map("".join), st.sampled_from(CELLS))
    cells = cells | cells.map(sdt)
    rows = st.builds(
        lambda cells, how: tr(*cells, properties=how),
        st.lists(cells, min_size=1, max_size=3),
        st.sampled_from(["", "<w:tblHeader/>", "<w:hidden/>", "<w:del/>", '<w:gridBefore w:val="1"/>']),
    )
    return st.lists(rows | rows.map(sdt), min_size=1, max_size=3).map(lambda rows: tbl(*rows))


blocks = st.recursive(paragraphs, lambda inner: tables(inner) | inner.map(sdt), max_leaves=8)


@QUIETLY
@given(st.lists(blocks, min_size=1, max_size=4).map("".join), words)
def test_every_word_of_a_word_document_is_there_once(body: str, last: str) -> None:
    body += p(last)
    assert words_of(opened_word(body, header=part("hdr", p(f"{last}0")))) == said_in(body) + Counter([f"{last}0"])


@settings(QUIETLY, max_examples=25)
@given(st.lists(st.lists(words | st.just(""), min_size=1, max_size=5), min_size=1, max_size=6))
def test_every_word_of_a_table_made_by_python_docx_is_there(rows: list[list[str]]) -> None:
    document = Document()
    document.add_paragraph("w0")
    table = document.add_table(rows=len(rows), cols=5)
    for row, said in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, said, strict=False):
            cell.text = text
    assert words_of(opened("plan.docx", saved(document))) == Counter(
        ["w0", *(word for row in rows for word in row if word)]
    )


merges = st.tuples(st.integers(0, 5), st.integers(1, 8), st.integers(0, 3), st.integers(0, 3)).map(
    lambda at: f'<mergeCell ref="{"ABCDEF"[at[0]]}{at[1]}:{"ABCDEFGHI"[at[0] + at[2]]}{at[1] + at[3]}"/>'
)


@QUIETLY
@given(st.lists(st.lists(words | st.just(""), max_size=5), max_size=7), st.lists(merges, max_size=5), words)
def test_every_word_of_a_sheet_is_there_however_its_cells_are_merged(
    rows: list[list[str]], merged: list[str], last: str
) -> None:
    sheet = "".join(f"<row>{''.join(inline(word) for word in row)}</row>" for row in [*rows, [last]])
    content = excel(f"<sheetData>{sheet}</sheetData><mergeCells>{''.join(merged)}</mergeCells>")
    source = opened("plan.xlsx", content)
    assert words_of(source) == Counter([last, *(word for row in rows for word in row if word)])
    for cell, after in neighbours(source):
        assert cell.column + cell.span == after.column


@QUIETLY
@given(
    st.lists(st.sampled_from(["\t", "\n", "|", ",", ";", '"', " ", "-", "•", "\r", "w1", "w2"])).map("".join),
    st.booleans(),
)
def test_every_word_of_a_text_is_there(text: str, listed: bool) -> None:
    source = opened("plan.csv" if listed else "plan.txt", f"w0 {text}".encode())
    assert words_of(source) == Counter(WORD.findall(f"w0 {text}"))


def neighbours(source: Source) -> Iterator[tuple[Cell, Cell]]:
    for block in source.blocks:
        for row in block.rows if isinstance(block, Table) else ():
            yield from zip(row.cells, row.cells[1:], strict=False)


# -- bytes that no program wrote


def _seeds() -> dict[str, bytes]:
    document = Document()
    document.add_heading("Plan", 1)
    document.add_paragraph("one", style="List Number")
    document.add_table(rows=2, cols=2, style="Table Grid").cell(0, 0).merge(document.tables[0].cell(1, 1)).text = "wide"
    return {
        "plan.docx": saved(document),
        "small.docx": word(p(r("words", "<w:strike/>")) + tbl(tr("a", "b"))),
        "plan.xlsx": saved(workbook([["Ref", "Due"], [1, 0.5]])),
        "plan.csv": "Ref,Action\n1,“Train”\n".encode(),
        "plan.txt": "Date:\tMay – June\n| a | b |\n".encode("utf-16"),
    }


SEEDS = _seeds()


@pytest.mark.parametrize("name", SEEDS)
@pytest.mark.parametrize("seed", range(60))
def test_bytes_changed_at_random_give_a_source_or_a_refusal(name: str, seed: int) -> None:
    chance, content = random.Random(f"{name}{seed}"), bytearray(SEEDS[name])
    for _ in range(chance.choice([1, 3, 30])):
        at = chance.randrange(len(content))
        change = chance.randrange(3)
        content[at : at + (change == 1) + (change == 0) * chance.randrange(40)] = bytes(
            chance.randrange(256) for _ in range(chance.randrange(1, 4))
        )
    try:
        assert isinstance(opened(name, bytes(content)), Source)
    except Refusal as refused:
        assert refused.sentence.startswith(f"“{name}” ")  # noqa: PT017


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.parametrize("name", ["small.docx", "plan.xlsx"])
def test_xml_changed_at_random_gives_a_source_or_a_refusal(name: str, seed: int) -> None:
    """The archive is whole, so that the change reaches the readers behind it."""
    chance = random.Random(f"{name}{seed}")
    try:
        assert isinstance(opened(name, _garbled(SEEDS[name], chance)), Source)
    except Refusal as refused:
        assert refused.sentence.startswith(f"“{name}” ")  # noqa: PT017


def _garbled(content: bytes, chance: random.Random) -> bytes:
    with ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([name for name in parts if name.endswith((".xml", ".rels"))])
    text = parts[name].decode()
    values = re.findall(r'"([^"]*)"', text) or ["x"]
    for _ in range(chance.choice([1, 2, 10])):
        old = chance.choice(values)
        new = chance.choice(["", "-1", "0", "9" * 12, "9" * 5000, "nan", "%1%2%3", "x", "٣", "A1:B", "%%%", *values])
        text = text.replace(f'"{old}"', f'"{new}"', chance.choice([1, -1]))
    return packed(parts | {name: text.encode()})
