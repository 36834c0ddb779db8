"""What cannot be opened is named, with what to do instead, and nothing else comes out."""

import io
import struct
import zipfile
from copy import copy

import pytest
from openpyxl import Workbook

from storage.errors import Refusal
from storage.importing.opening import opened
from storage.vocabulary import MOST_FILE_BYTES
from tests.plans.opening.builders import (
    CONTENT_TYPES,
    TYPES,
    excel,
    opened_word,
    p,
    packed,
    relationships,
    saved,
    word,
    word_parts,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def refusal(name: str, content: bytes) -> str:
    with pytest.raises(Refusal) as caught:
        opened(name, content)
    return caught.value.sentence


def old(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le") + bytes(200)


@pytest.mark.parametrize(
    ("name", "content", "says", "advises"),
    [
        ("plan.pdf", b"%PDF-1.7\n...", "is a PDF", "save it as a Word document"),
        ("plan.docx", b"\xef\xbb\xbf\n%PDF-1.4", "is a PDF", "save it as a Word document"),
        ("plan.doc", old("WordDocument"), "before 2007 (.doc)", "save it as a Word document (.docx)"),
        ("plan.docx", old("WordDocument"), "before 2007 (.doc)", "save it as a Word document (.docx)"),
        ("plan.xls", old("Workbook"), "before 2007 (.xls)", "save it as an Excel workbook (.xlsx)"),
        ("plan.docx", old("EncryptedPackage"), "protected with a password", "Take the password off"),
        ("plan.ppt", old("PowerPoint Document"), "is a presentation", "Word document"),
        ("plan.msg", old("__substg1.0_0037001F"), "is an e-mail", "document that came with it"),
        ("plan.doc", OLE, "old Office format", "save it as .docx or .xlsx"),
        ("plan.rtf", b"{\\rtf1\\ansi hello}", "rich text", "save it as a Word document"),
        ("plan.docx", b"\x89PNG\r\n\x1a\n....", "is a picture", "paste its words"),
        ("plan.jpg", b"\xff\xd8\xff\xe0....", "is a picture", "paste its words"),
        ("plan.heic", b"\x00\x00\x00\x18ftypheic....", "is a picture", "paste its words"),
        ("plan.docx", b"\x1f\x8b\x08....", "is an archive", "Unpack it"),
        ("plan.zip", packed({"plan.docx": word(p("x"))}), "is an archive", "Unpack it"),
        ("plan.docx", packed({"mimetype": "application/vnd.oasis.opendocument.text"}), "OpenDocument", ".docx"),
        ("plan.txt", b"", "is empty", "send it again"),
        ("plan.txt", b" \r\n\t\n", "is empty", "send it again"),
        ("plan.docx", word(p()), "no words", "send the document they came from"),
        ("plan.xlsx", saved(Workbook()), "no words", "send the document they came from"),
        ("plan.txt", bytes(range(256)) * 20, "not a document that I know", "Save it as one of those"),
        (
            "plan.txt",
            b"MZ\x90\x00\x03\x00\x00\x00" + bytes(100),
            "not a document that I know",
            "Save it as one of those",
        ),
        ("plan.csv", b"a,b\n\x00\x01\x02\x03,d", "not a document that I know", "Save it as one of those"),
        ("plan.doc", b"<!DOCTYPE html><html><body><p>x</p></body></html>", "is a web page", "Open it in Word"),
        ("plan.eml", b"From: a\nSubject: plan\n and more\nMIME-Version: 1.0\n\nx", "is an e-mail", "Save the document"),
        ("plan.xml", b'<?xml version="1.0"?><w:wordDocument/>', "is an XML file", "save it as .docx"),
        ("plan.txt", b"x" * (MOST_FILE_BYTES + 1), "larger than the 10 MB", "send it in parts"),
        ("plan.docx", b"PK\x03\x04 and then nothing", "cut short", "save it again"),
        ("plan.docx", b"PK\x05\x06" + bytes(18), "is an archive", "Unpack it"),
    ],
)
def test_what_it_is_and_what_to_do(name: str, content: bytes, says: str, advises: str) -> None:
    sentence = refusal(name, content)
    assert sentence.startswith(f"“{name}” ")
    assert says in sentence
    assert advises in sentence


@pytest.mark.parametrize("name", ["plan.txt", "plan.pdf", "plan", "plan.xlsx"])
def test_a_document_with_another_ones_name_is_read_for_what_it_is(name: str) -> None:
    assert [line.text for line in opened(name, word(p("words"))).lines()] == ["words"]
    assert [line.text for line in opened(name, b"words").lines()] == ["words"]


def test_a_file_name_is_shown_without_its_tricks() -> None:
    assert refusal("../../etc/\u202eplan.pdf", b"%PDF-1.7").startswith("“.._.._etc_plan.pdf” ")


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.9, 0.999])
def test_a_document_that_was_cut_short_is_damaged(share: float) -> None:
    whole = word(p("words " * 500))
    assert "cut short" in refusal("plan.docx", whole[: int(len(whole) * share)])


# -- Office documents that are something else


def office(content: str = "", main: str = "word/document.xml", **more: str | bytes) -> bytes:
    target = f'<Relationship Id="r1" Type="{TYPES}officeDocument" Target="{main}"/>'
    parts: dict[str, str | bytes] = {"[Content_Types].xml": CONTENT_TYPES, "_rels/.rels": relationships(target)}
    return packed(parts | {main: content} | more)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (office(main="ppt/presentation.xml"), "is a presentation"),
        (office(main="xl/workbook.bin"), "binary Excel"),
        (office("<x/>"), "damaged"),
        (office("not xml at all"), "damaged"),
        (office("<w:document>unclosed"), "damaged"),
        (packed({"[Content_Types].xml": CONTENT_TYPES}), "damaged"),
    ],
)
def test_office_documents_that_hold_no_plan(content: bytes, says: str) -> None:
    assert says in refusal("plan.docx", content)


def test_parts_need_not_lie_where_word_puts_them() -> None:
    types = CONTENT_TYPES.replace(
        "</Types>", '<Override PartName="/plan.xml" ContentType="x.presentationml.y"/></Types>'
    )
    assert "is a presentation" in refusal("plan.docx", office("<x/>", "plan.xml", **{"[Content_Types].xml": types}))
    parts = word_parts(p("words"))
    parts["plan.xml"] = parts.pop("word/document.xml")
    parts["_rels/.rels"] = str(parts["_rels/.rels"]).replace("word/document.xml", "plan.xml")
    assert [line.text for line in opened("plan.docx", packed(parts)).lines()] == ["words"]


@pytest.mark.parametrize("name", ["word/vbaProject.bin", "xl/vbaProject.bin", "word/VBAPROJECT.BIN"])
def test_a_document_with_macros_is_not_opened(name: str) -> None:
    parts = word_parts(p("words"))
    parts[name] = b"Sub AutoOpen()"
    assert "macros" in refusal("plan.docm", packed(parts))


def test_a_template_without_macros_is_read_like_a_document() -> None:
    parts = word_parts(p("words"))
    parts["[Content_Types].xml"] = CONTENT_TYPES.replace("application/xml", "application/vnd.template.main+xml")
    assert [line.text for line in opened("plan.dotx", packed(parts)).lines()] == ["words"]


def test_iso_strict_documents_are_read() -> None:
    parts = word_parts(p("words") + p("Aims", '<w:outlineLvl w:val="0"/>'))
    strict = {name: text.decode() if isinstance(text, bytes) else text for name, text in parts.items()}
    for usual, iso in (
        (
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
        (TYPES.rstrip("/"), "http://purl.oclc.org/ooxml/officeDocument/relationships"),
    ):
        strict = {name: text.replace(usual, iso) for name, text in strict.items()}
    assert [(line.text, line.level) for line in opened("plan.docx", packed(strict)).lines()] == [
        ("words", 0),
        ("Aims", 1),
    ]


# -- archives and XML made to do harm


def test_an_archive_with_a_password_on_its_parts() -> None:
    content = bytearray(word(p("words")))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(signature)
        while at >= 0:
            content[at + offset] |= 1
            at = content.find(signature, at + 4)
    assert "password" in refusal("plan.docx", bytes(content))


def test_a_part_that_unpacks_to_more_than_it_should() -> None:
    parts = word_parts(p("words"))
    parts["word/document.xml"] = b"<a>" + b" " * 40_000_000
    assert "unpacks to far more" in refusal("plan.docx", packed(parts))


def test_a_part_that_lies_about_its_size() -> None:
    content = bytearray(packed(word_parts(p("words")) | {"word/document.xml": b"<a>" + b" " * 3_000_000}))
    at = content.find(struct.pack("<I", 3_000_003))
    while at >= 0:
        content[at : at + 4] = struct.pack("<I", 100)
        at = content.find(struct.pack("<I", 3_000_003), at)
    assert "damaged" in refusal("plan.docx", bytes(content))


def test_many_parts_made_of_the_same_bytes() -> None:
    one = io.BytesIO()
    with zipfile.ZipFile(one, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr("big.xml", b" " * 1_000_000)
        info = archive.infolist()[1]
        for index in range(50):
            twin = copy(info)
            twin.filename = f"b{index:02}.xml"
            archive.filelist.append(twin)
    assert "damaged" in refusal("plan.docx", one.getvalue())


def test_more_parts_than_a_document_has() -> None:
    parts: dict[str, str | bytes] = {f"word/media/{index}.xml": "x" for index in range(4_000)}
    assert "unpacks to far more" in refusal("plan.docx", packed(word_parts(p("words")) | parts))


def test_two_parts_of_one_name() -> None:
    assert "damaged" in refusal("plan.docx", packed(word_parts(p("words")) | {"WORD/Document.xml": "<x/>"}))


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    "prolog",
    [
        f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>',
        '<!DOCTYPE x [<!ENTITY l11 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY l11 "x">]>',
        '<!DOCTYPE x [<!ENTITY % e SYSTEM "http://127.0.0.1:9/x"> %e;]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_never_worked_out(prolog: str, encoding: str) -> None:
    body = word_parts("<w:p><w:r><w:t>&l11;</w:t></w:r></w:p>")["word/document.xml"]
    assert isinstance(body, str)
    text = f'<?xml version="1.0" encoding="{encoding}"?>{prolog}' + body.partition("?>")[2]
    sentence = refusal("plan.docx", packed(word_parts("") | {"word/document.xml": text.encode(encoding)}))
    assert "no Word or Excel writes" in sentence


CONTROL = ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>")
TABLE = ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>")


@pytest.mark.parametrize(("opens", "closes", "depth"), [(*CONTROL, 10), (*CONTROL, 120), (*TABLE, 5), (*TABLE, 80)])
def test_what_is_nested_deeply_is_read(opens: str, closes: str, depth: int) -> None:
    assert [line.text for line in opened_word(opens * depth + p("deep") + closes * depth).lines()] == ["deep"]


@pytest.mark.parametrize(
    ("opens", "closes", "depth"), [(*CONTROL, 140), (*CONTROL, 50_000), (*TABLE, 90), (*TABLE, 50_000)]
)
def test_what_is_nested_beyond_sense_is_refused(opens: str, closes: str, depth: int) -> None:
    assert "damaged" in refusal("plan.docx", word(opens * depth + p("deep") + closes * depth))


def test_a_refusal_tells_nothing_of_the_programs_inside() -> None:
    for content in (b"PK\x03\x04", office("<x"), old("WordDocument")):
        sentence = refusal("plan.docx", content)
        assert not any(word in sentence for word in ("Error", "zip", "lxml", "Traceback", "line 1"))


@pytest.mark.parametrize("before", [10, 65_510, 65_525, 200_000])
def test_a_document_type_anywhere_in_a_worksheet_is_refused(before: int) -> None:
    """Also after the first piece that is read of it, and where two pieces meet."""
    rows = '<sheetData><row r="1"><c t="inlineStr"><is><t>Plant trees</t></is></c></row></sheetData>'
    content = excel(f"<!--{'x' * before}--><!DOCTYPE x>{rows}")
    assert "an XML document type" in refusal("plan.xlsx", content)
