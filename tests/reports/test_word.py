"""The paper in Word: the form's own labels, everything that is on record, and nothing a screen reader stumbles over."""

import io
import re
from dataclasses import replace
from itertools import pairwise

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from storage.reporting.colours import CLOSED, HEAD_GROUND, LABEL_GROUND, NONE, PIECES, SHADES, SILENT
from storage.reporting.compile import compiled
from storage.reporting.layout import FORMS, form
from storage.reporting.lettering import printable
from storage.reporting.naming import House, Named
from storage.reporting.paper import Paper
from storage.reporting.wanted import Format
from tests.reports import papers, word_xml
from tests.reports.papers import HOUSE
from tests.reports.word_xml import W, facts, headings, part, rows, tables, words

NASTY = {
    "control characters": "Bell\x07 and null\x00 and escape\x1b[31m",
    "half characters": "A half \ud83d alone",
    "right to left": "זה מבחן (2 מתוך 3) and مرحبا بالعالم then English",
    "override": "file\u202egpj.exe and on",
    "mentions": "<at>Everyone</at> please",
    "markup": "<w:p><w:r><w:t>no</w:t></w:r></w:p> & \"quotes\" 'single' ]]> <!-- x -->",
    "jinja": "{{ council }} {% for x in y %} {# note #} {_{ }_} {_% %_}",
    "formula": "=HYPERLINK(\"http://x\",\"y\")\n+1\n-1\n@SUM(A1)",
    "bell marks": "one\x07two\x0cthree\x0bfour",
    "lines": "first\r\nsecond\rthird\n\n\nlast",
    "separators": "a\u2028b\u2029c\x85d",
    "tabs": "a\tb\t\tc",
    "emoji": "👩‍👧‍👦 done ✅",
    "long": "word " * 20_000,
    "one long word": "x" * 100_000,
    "spaces": "   leading and   inner  ",
}  # fmt: skip


def word(paper: Paper, key: str = "progress_update", house: House = HOUSE) -> bytes:
    return compiled(paper, form(key), Format.DOCX, house).content


@pytest.mark.parametrize("key", FORMS)
def test_every_form_opens_and_has_one_title_and_headings_that_skip_no_level(key: str) -> None:
    document = word(papers.full(), key)
    docx.Document(io.BytesIO(document))
    levels = [level for level, _ in headings(document)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(title.strip() for _, title in headings(document))


@pytest.mark.parametrize("key", FORMS)
def test_no_cell_is_empty_merged_or_split_and_every_row_has_as_many(key: str) -> None:
    document = word(papers.full(), key)
    body = part(document)
    assert not list(body.iter(f"{W}gridSpan", f"{W}vMerge", f"{W}hMerge"))
    for table in tables(document):
        grid = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        assert {len(row.findall(f"{W}tc")) for row in table.findall(f"{W}tr")} == {grid}
        assert not list(table.iterchildren(f"{W}tbl"))
    assert all(cell.strip() for row in rows(document) for cell in row)
    assert any("None given" in cell for row in rows(document) for cell in row)


@pytest.mark.parametrize("key", FORMS)
def test_a_tables_first_row_is_repeated_and_no_row_breaks_over_two_pages(key: str) -> None:
    for table in tables(word(papers.full(), key)):
        first, *rest = table.findall(f"{W}tr")
        assert first.find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in rest)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in (first, *rest))


@pytest.mark.parametrize("key", FORMS)
def test_every_table_has_the_name_of_what_it_is_about(key: str) -> None:
    paper = papers.full()
    longest = replace(paper.items[0], section='A "section" & more ' * 40)
    for table in tables(word(replace(paper, items=(longest, *paper.items[1:])), key)):
        caption = table.find(f"{W}tblPr/{W}tblCaption")
        assert caption is not None
        assert 0 < len(caption.get(f"{W}val").strip()) <= 250


@pytest.mark.parametrize("key", FORMS)
def test_language_title_font_and_size_are_what_accessible_papers_have(key: str) -> None:
    document = word(papers.full(), key)
    styles = part(document, "word/styles.xml")
    defaults = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    assert defaults.find(f"{W}lang").get(f"{W}val") == "en-GB"
    assert {font for fonts in styles.iter(f"{W}rFonts") for font in fonts.attrib.values()} == {"Arial"}
    sizes = [int(size.get(f"{W}val")) for tree in (styles, part(document)) for size in tree.iter(f"{W}sz")]
    assert min(sizes) >= 24
    assert {one.get(f"{W}val") for tree in (styles, part(document)) for one in tree.iter(f"{W}jc")} == {"left"}
    opened = docx.Document(io.BytesIO(document))
    assert opened.core_properties.title.startswith("Young Carers in Schools: ")
    assert opened.core_properties.language == "en-GB"
    assert opened.core_properties.author == "Lowmere Council"


@pytest.mark.parametrize("key", FORMS)
def test_the_chart_has_its_numbers_in_words_and_in_a_table(key: str) -> None:
    document = word(papers.full(), key)
    (properties,) = part(document).iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr")
    told = properties.get("descr")
    assert told.startswith("Bar chart of 6 recommendations by grade in each round. January 2024: ")
    assert "July 2024: 1 fully achieved" in told or "July 2024: " in told
    assert "word/charts/progress.xml" in word_xml.names(document)
    assert ["All", "6", "6", "6"] in rows(document)


def test_letters_can_be_read_on_every_ground() -> None:
    for colour in (*PIECES.values(), NONE, SILENT, CLOSED, HEAD_GROUND):
        assert contrast(colour, "FFFFFF") >= 4.5, colour
    for colour in (*SHADES.values(), LABEL_GROUND):
        assert contrast(colour, "1A1A1A") >= 7, colour


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_progress_update_has_the_forms_own_labels_in_the_forms_own_order() -> None:
    found = facts(word(papers.full()))
    assert found[:3] == [
        ("Review:", "Young Carers in Schools"),
        ("Link Officer/s:", "Lena Marsh"),
        ("Action Plan Agreed:", "June 2023"),
    ]
    start = next(place for place, (label, _) in enumerate(found) if label == "Recommendation 1:")
    labels = [label for label, _ in found[start : start + 14]]
    assert labels[:8] == [
        "Recommendation 1:",
        "Responsibility:",
        "Date:",
        "Agreed Action:",
        "Agreed Success Measure:",
        "Evidence of Progress (January 2024):",
        "Evidence of Impact (January 2024):",
        "Assessment of Progress (January 2024): (include explanation if required)",
    ]
    evidence = [label for label in labels if label.startswith("Evidence of Progress")]
    assert evidence == [f"Evidence of Progress ({one}):" for one in ("January 2024", "April 2024", "July 2024")]
    assert ("Agreed Action:", "Write to all head teachers.\nVisit those that do not answer.") in found


def test_the_key_stands_at_the_end() -> None:
    document = word(papers.full())
    assert headings(document)[-1] == (2, "Assessment of Progress Gradings")
    assert [row[0] for row in rows(document)[-4:]] == [
        "1 – Fully achieved",
        "2 – On track",
        "3 – Slipped",
        "4 – Not achieved",
    ]


@pytest.mark.parametrize("key", FORMS)
def test_proposed_confirmed_and_changed_grades_are_told_apart_in_every_form(key: str) -> None:
    text = words(part(word(papers.full(), key)))
    assert "Proposed by the officer; not yet considered by the Committee." in text
    if key == "progress_update":
        changed = (
            "Changed by the Committee on 9 May 2024 from 1 – Fully achieved to 2 – On track.\nA full year is needed."
        )
        assert changed in text


@pytest.mark.parametrize("key", FORMS)
def test_who_answered_for_whom_and_how_often_a_date_moved_is_said_in_every_form(key: str) -> None:
    text = words(part(word(papers.full(), key)))
    assert "Update given by Asha Pryce for Mere Valley NHS Trust, with Bryn Calloway, 8 July 2024." in text
    assert "Moved once.\nFrom May 2024 to December 2024 on 1 June 2024: Two posts were empty." in text


def test_what_nobody_answered_says_so_and_what_was_signed_off_is_listed() -> None:
    document = word(papers.full())
    assert ("Evidence of Progress (July 2024):", "No update received") in facts(document)
    signed_off = "Signed off on 8 February 2024 (January 2024).\nWith thanks.\nLast grade: 1 – Fully achieved"
    assert ["4", "That every school names a lead for young carers (4).", signed_off] in rows(document)
    assert (3, "Unnumbered recommendation (item 3)") in headings(document)
    text = words(part(document))
    for said in ("What has changed since April 2024", "From 2 – On track to 3 – Slipped (Recommendation 2)",
                 "Two posts were empty; moved for the first time (Recommendation 2)"):  # fmt: skip
        assert said in text


def test_a_draft_is_marked_until_its_round_is_closed() -> None:
    open_, closed = papers.full(), papers.full(rounds=papers.rounds(3, closed=True))
    header = part(word(open_), "word/header1.xml")
    assert 'string="DRAFT"' in re.sub(r"\s+", " ", str(_xml(header)))
    assert 'alt="Draft"' in _xml(header)
    assert "OFFICIAL" in words(header)
    assert "DRAFT" not in _xml(part(word(closed), "word/header1.xml"))
    assert "The July 2024 round is closed." in words(part(word(closed)))
    assert "OFFICIAL" not in words(part(word(closed, house=House("Lowmere Council")), "word/header1.xml"))


def _xml(element: object) -> str:
    return str(etree.tostring(element, encoding="unicode"))  # type: ignore[arg-type]


def test_a_paper_without_names_names_nobody() -> None:
    asked = papers.rounds(1)
    of_bryn = papers.reported(asked[0], on_behalf_of="Bryn Calloway")
    for key, paper in [
        *((key, papers.full()) for key in FORMS),
        *((key, papers.paper((papers.item(1, asked, reported={1: of_bryn}),), asked)) for key in FORMS),
    ]:
        document = word(paper, key, House("Lowmere Council", "", Named.JOB_TITLES))
        text = "\n".join(
            words(part(document, name)) for name in ("word/document.xml", "word/header1.xml", "word/footer1.xml")
        )
        for name in ("Asha Pryce", "Lena Marsh", "Bryn Calloway", "Zed Unknown"):
            assert name not in text, (key, name)
    assert ("Responsibility:", "Team Manager / Mere Valley NHS Trust (joint)") in facts(
        word(papers.full(), house=House("Lowmere Council", "", Named.JOB_TITLES))
    )


@pytest.mark.parametrize("key", FORMS)
@pytest.mark.parametrize("name", NASTY)
def test_whatever_people_wrote_is_text_and_all_of_it_is_there(name: str, key: str) -> None:
    if key != "progress_update" and len(NASTY[name]) > 10_000 and key != "improvement_plan":
        pytest.skip("the long texts are tried in two of the forms")
    document = word(papers.said_everywhere(NASTY[name]), key)
    docx.Document(io.BytesIO(document))
    shown = words(part(document))
    for line in re.split("\r\n|[\r\n\v\f\x85\u2028\u2029]", NASTY[name]):
        expected = re.sub("[\x00-\x08\x0e-\x1f]", lambda found: chr(0x2400 + ord(found[0])), line).replace(
            "\ud83d", "\ufffd"
        )
        assert expected in shown, expected[:80]
    assert all(cell.strip() for row in rows(document) for cell in row)


def test_the_same_paper_is_the_same_file() -> None:
    assert word(papers.full()) == word(papers.full())


def test_the_files_name_is_fit_for_any_system() -> None:
    paper = papers.full(title='Homes / "Places": <a> look\\back?')
    name = compiled(paper, form("tracker"), Format.DOCX, HOUSE).name
    assert name == "Homes Places a look back - Tracker - July 2024 (draft).docx"
    assert (
        compiled(paper, form("tracker"), Format.XLSX, HOUSE).name
        == "Homes Places a look back - Updates - July 2024 (draft).xlsx"
    )


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(codec=None), max_size=200))
def test_any_text_at_all_can_be_printed_and_opened(text: str) -> None:
    document = word(papers.said_everywhere(text))
    docx.Document(io.BytesIO(document))
    assert all(cell.strip() for row in rows(document) for cell in row)
    for line in printable(text).split("\n"):
        assert line in words(part(document))
