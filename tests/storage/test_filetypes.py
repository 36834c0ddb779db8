"""What is kept as evidence is what it says it is, and is shown under the whole of its name."""

import contextlib
import io
import random
import re
import zipfile

import pytest

from storage.errors import Refusal
from storage.rules.filetypes import checked_type, shown_name
from storage.vocabulary import MOST_LINE


def zipped(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as parts:
        for name in names:
            parts.writestr(name, "<xml/>")
    return file.getvalue()


WORD = zipped("[Content_Types].xml", "_rels/.rels", "word/document.xml")
SHEET = zipped("[Content_Types].xml", "xl/workbook.xml")
SLIDES = zipped("[Content_Types].xml", "ppt/presentation.xml")


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("Log.docx", WORD, "wordprocessingml"),
        ("LOG.DOCX ", WORD, "wordprocessingml"),
        ("Old.docx", zipped("Word\\document.xml"), "wordprocessingml"),
        ("July.v2.xlsx", SHEET, "spreadsheetml"),
        ("Talk.pptx", SLIDES, "presentationml"),
        ("note.txt", "Siân said so".encode(), "text/plain"),
        ("note.txt", "Siân said so".encode("utf-16"), "text/plain"),
        ("note.txt", "Siân said so".encode("utf-16-le"), "text/plain"),
        ("list.csv", "Ref,Owner\n1,Siân".encode("utf-32"), "text/csv"),
        ("scan.pdf", b"%PDF-1.7", "application/pdf"),
    ],
)
def test_a_file_that_is_what_it_says_is_kept(name: str, content: bytes, kind: str) -> None:
    assert kind in checked_type(name, content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Log.docx", b"PK\x03\x04 not a docx"),
        ("Log.docx", SHEET),
        ("Log.xlsx", SLIDES),
        ("Log.pptx", WORD),
        ("Log.docx", zipped("photos/1.jpg", "notes/word/a.txt")),
        ("Log.docx", WORD[:-30]),
        ("Log.docx", b"PK\x03\x04" + b"PK\x01\x02" * 30_000),
        ("Log.pdf", WORD),
        ("note.txt", b"\x00\x01"),
        ("note.txt", b"words\x00 and words"),
        ("note.txt", "words\x00 and words".encode("utf-16")),
    ],
)
def test_a_file_that_is_something_else_is_not(name: str, content: bytes) -> None:
    with pytest.raises(Refusal, match="is not what its ending"):
        checked_type(name, content)


@pytest.mark.parametrize(
    ("name", "content", "advice"),
    [
        ("Log.xlsx", WORD, "It seems to be a .docx file: give it that ending"),
        ("Log.docx", "Siân said so".encode(), "It seems to be a .txt file: give it that ending"),
        ("Log.txt", b"\x00\x01", "Send the original."),
        ("Log.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "Send the original."),
        ("Log.docx", b"PK\x03\x04 cut short", "Send the original."),
    ],
)
def test_what_it_seems_to_be_is_said(name: str, content: bytes, advice: str) -> None:
    with pytest.raises(Refusal, match=re.escape(advice)):
        checked_type(name, content)


def test_no_damage_to_a_zip_is_a_fault() -> None:
    chance = random.Random(7)
    for _ in range(400):
        broken = bytearray(WORD)
        for _ in range(chance.randint(1, 6)):
            broken[chance.randrange(4, len(broken))] = chance.randrange(256)
        with contextlib.suppress(Refusal):
            checked_type("Log.docx", bytes(broken))


@pytest.mark.parametrize("name", [".txt", " .txt", "\u200b.txt", "\t.txt"])
def test_a_file_without_a_name_is_sent_back_for_one(name: str) -> None:
    with pytest.raises(Refusal, match="has no name before its"):
        checked_type(name, b"words")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("<b>hi</b>[x](http://e).txt", "<b>hi<_b>[x](http:__e).txt"),
        ("../../etc/Log.docx", ".._.._etc_Log.docx"),
        ("C:\\Users\\Kim\\Log.docx", "C:_Users_Kim_Log.docx"),
        ("evil\u202etxt.exe", "eviltxt.exe"),
        ("a\nb.txt", "ab.txt"),
        ("", "the file"),
        ("x" * 999, "x" * MOST_LINE),
    ],
)
def test_a_name_is_shown_whole_and_is_no_path(name: str, shown: str) -> None:
    assert shown_name(name) == shown
