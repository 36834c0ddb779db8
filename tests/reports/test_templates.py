"""A council's own Word template: what it may say, what it is told when it is wrong, and what is never let in."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import fields as fields_of
from importlib.resources import files

import docx
import pytest
import yaml

from storage.errors import Refusal
from storage.reporting import fields, templates
from storage.reporting.compile import compiled
from storage.reporting.layout import FORMS, form
from storage.reporting.wanted import Format
from storage.reporting.word_template import template
from tests.reports import papers, word_xml
from tests.reports.papers import HOUSE
from tests.reports.word_xml import words

GOOD = [
    "Report to the Select Committee: {{ review }}, {{ round }}",
    "{{ standing }}",
    "{%p for item in outstanding %}",
    "{{ item.name }}: {{ item.text }}",
    "{%p for update in item.updates %}",
    "{{ update.round }}: {{ update.evidence }} ({{ update.grade }}; {{ update.committee }})",
    "{%p endfor %}",
    "{%p endfor %}",
    "{%p if closed %}",
    "{%p for item in closed %}",
    "{{ item.name|upper }} {{ item.signed_off }}",
    "{%p endfor %}",
    "{%p endif %}",
]


def made(*lines: str) -> bytes:
    """A Word file with these paragraphs, as somebody would type them."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def with_part(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same file with one part changed, or added."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry, old.read(entry))
        there = old.read(name) if name in old.namelist() else b""
        new.writestr(name, change(there))
    return written.getvalue()


def told(content: bytes) -> list[tuple[int, str]]:
    return [(problem.line, problem.told) for problem in templates.inspect(content).problems]


@pytest.mark.parametrize("key", FORMS)
def test_every_form_is_an_example_without_a_problem(key: str) -> None:
    found = templates.inspect(template(form(key)))
    assert (found.problems, found.left_out) == ((), ())


def test_every_field_is_documented_and_nothing_else_is() -> None:
    about = yaml.safe_load(files("storage.reporting").joinpath("fields.yaml").read_text("utf-8"))
    kinds = {name: kind for name, kind in vars(fields).items() if name.endswith("Fields")}
    assert about.keys() == kinds.keys()
    for name, kind in kinds.items():
        assert list(about[name]) == [one.name for one in fields_of(kind)] or set(about[name]) == {
            one.name for one in fields_of(kind)
        }, name


def test_a_paper_is_made_from_a_councils_own_template() -> None:
    content = made(*GOOD)
    assert templates.check(content).left_out == ()
    paper = compiled(papers.full(), form("progress_update"), Format.DOCX, HOUSE, content)
    text = words(word_xml.part(paper.content))
    assert "Report to the Select Committee: Young Carers in Schools, July 2024" in text
    assert (
        "April 2024: By April 2024 44 of 52 schools had a lead.\nThe other eight were visited. (2 – On track; Changed"
        in text
    )
    assert "RECOMMENDATION 4 Signed off on 8 February 2024" in text
    assert "{" not in text


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("{{ reveiw }}", "There is no field “reveiw”. Did you mean “review”?"),
        ("{{ item.text }}", "There is no field “item”."),
        (
            "{% for item in outstandings %}x{% endfor %}",
            "There is no field “outstandings”. Did you mean “outstanding”?",
        ),
        ("{% for item in outstanding %}{{ item.evidnce }}{% endfor %}", "There is no field “item.evidnce”."),
        ("{% for item in outstanding %}{{ item.latest.evidnce }}{% endfor %}", "Did you mean “item.latest.evidence”?"),
        ("{% for x in review %}{{ x }}{% endfor %}", "“review” is not a list, so it cannot be repeated."),
        ("{{ review|reverse }}", "There is no filter called “reverse”."),
        ("{{ review.__class__ }}", "There is no field “review.__class__”."),
        ("{{ review.upper() }}", "it cannot have “Call”"),
        ("{% set x = 1 %}", "it cannot have “Assign”"),
        ("{{ review * 1000000 }}", "it cannot have “Mul”"),
        ("{% include 'x' %}", "it cannot have “Include”"),
        ("{% macro x() %}{% endmacro %}", "it cannot have “Macro”"),
        (
            "{% for a in outstanding %}{% for b in closed %}{{ b.text }}{% endfor %}{% endfor %}",
            "“closed” cannot be repeated for",
        ),
        (
            "{% for a in scale %}{% for b in rounds %}{% for c in history %}{% for d in scale %}{% for e in scale %}"
            "{% endfor %}{% endfor %}{% endfor %}{% endfor %}{% endfor %}",
            "4 deep, and not deeper",
        ),
        ("{{ " + "(" * 3000 + "review" + ")" * 3000 + " }}", "more within itself than I can follow"),
        ("{{ review" + "|upper" * 3000 + " }}", "more within itself than I can follow"),
        ("{% for i in outstanding %}{% endfor %}" * 1001, "more than 2,000 tags"),
        ("{" * 100_000, "more than 2,000 tags"),
        ("{{ review|attr('__class__') }}", "There is no filter called “attr”."),
        ("{{ review['__class__'] }}", "it cannot have “Getitem”"),
        ("{{ loop.cycle }}", "There is no field “loop”."),
        ("{{ review", "A tag cannot be read"),
        ("{%p for item in outstanding %}", "A tag cannot be read"),
        ("{% endfor %}", "A tag cannot be read"),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_what_was_meant(line: str, expected: str) -> None:
    found = told(made("First line", "", "Second line", line))
    assert any(expected in words for _, words in found), found
    assert all(number in (0, 3) for number, _ in found)
    with pytest.raises(Refusal, match="The template was not taken"):
        templates.check(made(line))


def test_a_field_that_word_has_cut_in_pieces_is_read_and_a_wrong_one_found() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("For ")
    for piece in ("{", "{ rev", "iew }", "} and {{ coun", "cl }}"):
        paragraph.add_run(piece).bold = piece.startswith("{ ")
    written = io.BytesIO()
    document.save(written)
    assert told(written.getvalue()) == [(1, "There is no field “councl”. Did you mean “council”?")]


def test_what_a_paper_would_not_say_is_missing_and_told() -> None:
    left_out = templates.check(made("{{ review }}")).left_out
    assert "the evidence of progress" in left_out
    assert "the grade" in left_out
    assert "what was signed off earlier" in left_out


def test_tags_that_do_not_fit_each_other_leave_no_paper() -> None:
    content = made("{%p for item in outstanding %}", "{{ item.text }}{% endfor %}")
    with pytest.raises(Refusal, match="Check it: scrutiny-bot templates check FILE"):
        compiled(papers.full(), form("progress_update"), Format.DOCX, HOUSE, content)


RELATIONS, DOCUMENT = "word/_rels/document.xml.rels", "word/document.xml"
EXTERNAL = (
    b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" '
    b'Target="%s" TargetMode="External"/></Relationships>'
)
Change = Callable[[bytes], bytes]


def related(kind: bytes, target: bytes) -> Change:
    return lambda old: old.replace(b"</Relationships>", EXTERNAL % (kind, target))


def ending(xml: bytes) -> Change:
    return lambda old: old.replace(b"<w:sectPr", xml + b"<w:sectPr", 1)


def being(content: bytes) -> Change:
    return lambda _: content


@pytest.mark.parametrize(
    ("name", "change", "expected"),
    [
        ("word/vbaProject.bin", being(b"x"), "something in it that runs"),
        ("word/embeddings/oleObject1.bin", being(b"x"), "something in it that runs"),
        ("word/activeX/activeX1.xml", being(b"<x/>"), "something in it that runs"),
        (DOCUMENT, lambda old: b'<!DOCTYPE x [<!ENTITY a "b">]>' + old, "declares entities"),
        (RELATIONS, related(b"attachedTemplate", b"http://x/y.dotm"), "fetches something"),
        (RELATIONS, related(b"image", b"https://x/y.png"), "fetches something"),
        (RELATIONS, related(b"hyperlink", b"file:///etc/passwd"), "fetches something"),
        (
            RELATIONS,
            lambda old: related(b"image", b"https://x/y.png")(old).replace(b"External", b"Exter&#110;al"),
            "fetches",
        ),
        (
            RELATIONS,
            lambda old: related(b"image", b"https://x/y")(old).replace(b' TargetMode="External"', b""),
            "fetches",
        ),
        (
            "word/_rels/HEADER1.XML.RELS",
            being(EXTERNAL[:-16].join((b"<x>", b"</x>")) % (b"image", b"//x/y")),
            "fetches",
        ),
        ("word/program.hta", being(b"<x/>"), "something in it that I do not know"),
        ("WORD/Document.xml", being(b"<x/>"), "two parts of one name"),
        (
            DOCUMENT,
            lambda old: (
                (b'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x []>' + old.split(b"?>", 1)[1])
                .decode()
                .encode("utf-16")
            ),
            "declares entities",
        ),
        (
            DOCUMENT,
            ending(
                b"<w:p><w:r><w:instrText>dde</w:instrText></w:r><w:r><w:instrText>auto c:</w:instrText></w:r></w:p>"
            ),
            "DDEAUTO",
        ),
        (DOCUMENT, ending(b"<w:p><w:fldSimple w:instr=' IncludePicture x '/></w:p>"), "INCLUDEPICTURE"),
        (DOCUMENT, ending(b'<w:altChunk r:id="x"/>'), "another document"),
        (DOCUMENT, ending(b"<w:p><w:r><w:instrText>DDEAUTO c:\\\\x</w:instrText></w:r></w:p>"), "DDEAUTO"),
        (DOCUMENT, ending(b'<w:p><w:fldSimple w:instr=" INCLUDETEXT x "/></w:p>'), "INCLUDETEXT"),
        (
            "[Content_Types].xml",
            lambda old: old.replace(b"document.main+xml", b"document.macroEnabled.main+xml"),
            "macros",
        ),
        ("word/media/big.xml", being(b" " * 70_000_000), "far more than a document should"),
        (DOCUMENT, being(b"<w:document"), "not a Word document"),
    ],
)
def test_what_could_run_fetch_or_swell_is_not_let_in(name: str, change: Change, expected: str) -> None:
    with pytest.raises(Refusal, match=expected):
        templates.check(with_part(made(*GOOD), name, change))


def test_a_link_that_a_reader_presses_is_let_be() -> None:
    templates.check(with_part(made(*GOOD), RELATIONS, related(b"hyperlink", b"https://www.lowmere.example/")))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a zip", b"%PDF-1.7", made("x")[:2000]])
def test_what_is_no_word_document_is_told_so(content: bytes) -> None:
    with pytest.raises(Refusal, match="not a Word document"):
        templates.check(content)


def test_a_zip_that_is_no_document_is_told_so() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr("hello.txt", "hello")
    with pytest.raises(Refusal, match="not a Word document"):
        templates.check(written.getvalue())
