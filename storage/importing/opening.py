"""The one door for documents: a file's name and bytes in, a `Source` out, or a `Refusal` that says what to do instead.

What a file is, is decided by its content; its name only tells a list of values from plain text.
"""

from storage.errors import Refusal
from storage.importing import limits
from storage.importing.package import CONTENT_TYPES, Package
from storage.importing.sheet import workbook
from storage.importing.source import Source
from storage.importing.text import read_text
from storage.importing.unreadable import unreadable
from storage.importing.word import document
from storage.rules.filetypes import OLE, shown_name
from storage.vocabulary import MOST_FILE_BYTES

BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF87a", "picture"),
    (b"GIF89a", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!", "archive"),
)
# What an old Office file says of itself, in the names of its streams.
OLE_STREAMS = (
    ("EncryptedPackage", "password"),
    ("WordDocument", "old word"),
    ("Workbook", "old excel"),
    ("PowerPoint Document", "presentation"),
    ("__substg1.0_", "mail"),
    ("Book", "old excel"),
)


def opened(name: str, content: bytes) -> Source:
    """The document as it lies on the table."""
    shown = shown_name(name)
    if refusal := refused_outright(shown, content):
        raise refusal
    source = _office(shown, content) if content.startswith(b"PK") else read_text(shown, content)
    if not any(line.text.strip() or line.removed.strip() for line in (*source.lines(), *source.asides)):
        raise unreadable(shown, "wordless")
    return source


def refused_outright(shown: str, content: bytes) -> Refusal | None:
    """What its size and its first bytes say already."""
    if not content.strip():
        return unreadable(shown, "empty")
    if len(content) > MOST_FILE_BYTES:
        return unreadable(shown, "too large", str(MOST_FILE_BYTES // limits.MEGABYTE))
    if b"%PDF-" in content[:1024]:
        return unreadable(shown, "pdf")
    if content.startswith(OLE):
        streams = (what for stream, what in OLE_STREAMS if stream.encode("utf-16-le") in content)
        return unreadable(shown, next(streams, "old office"))
    if content[:4] == b"RIFF" or content[4:8] == b"ftyp":
        return unreadable(shown, "picture")
    return next((unreadable(shown, what) for begins, what in BEGINNINGS if content.startswith(begins)), None)


def _office(shown: str, content: bytes) -> Source:
    package = Package(shown, content)
    if "mimetype" in package and CONTENT_TYPES not in package:
        raise unreadable(shown, "open document")
    if CONTENT_TYPES not in package:
        raise unreadable(shown, "archive")
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in package.names()):
        raise unreadable(shown, "macros")
    main = next(iter(package.related("", "officeDocument")), "")
    if not main:
        raise unreadable(shown, "damaged")
    said = f"{package.content_type(main)} {main}"
    if main.endswith(".bin"):
        raise unreadable(shown, "binary excel")
    if "presentationml" in said or main.startswith("ppt/"):
        raise unreadable(shown, "presentation")
    is_workbook = "spreadsheetml" in said or ("wordprocessingml" not in said and main.startswith("xl/"))
    return workbook.read(package, main) if is_workbook else document.read(package, main)
