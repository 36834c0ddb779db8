"""Which files are kept as evidence: by their ending and by what they begin with, which must agree."""

import unicodedata

from storage.errors import Refusal
from storage.vocabulary import MOST_FILE_BYTES, MOST_LINE

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OFFICE = "application/vnd.openxmlformats-officedocument"

# ending -> media type, and how such a file begins (nothing to look for: text)
KINDS: dict[str, tuple[str, tuple[bytes, ...]]] = {
    "pdf": ("application/pdf", (b"%PDF-",)),
    "docx": (f"{OFFICE}.wordprocessingml.document", (ZIP,)),
    "xlsx": (f"{OFFICE}.spreadsheetml.sheet", (ZIP,)),
    "pptx": (f"{OFFICE}.presentationml.presentation", (ZIP,)),
    "msg": ("application/vnd.ms-outlook", (OLE,)),
    "png": ("image/png", (b"\x89PNG\r\n\x1a\n",)),
    "jpg": ("image/jpeg", (b"\xff\xd8\xff",)),
    "jpeg": ("image/jpeg", (b"\xff\xd8\xff",)),
    "gif": ("image/gif", (b"GIF87a", b"GIF89a")),
    "txt": ("text/plain", ()),
    "csv": ("text/csv", ()),
    "tsv": ("text/tab-separated-values", ()),
    "eml": ("message/rfc822", ()),
}


def checked_type(name: str, content: bytes) -> str:
    """The media type of a file that may be kept, or a sentence that says why it may not."""
    shown = shown_name(name)
    if not content:
        raise Refusal(f"“{shown}” is empty, so there is nothing to keep. Check the file and send it again.")
    if len(content) > MOST_FILE_BYTES:
        most = MOST_FILE_BYTES // (1024 * 1024)
        raise Refusal(f"“{shown}” is larger than the {most} MB I can keep. Send a shorter one, or paste a link to it.")
    ending = name.rpartition(".")[2].casefold() if "." in name else ""
    if ending not in KINDS:
        kept = ", ".join(sorted(KINDS))
        raise Refusal(f"I cannot keep “{shown}”: I take {kept} files. Save it as one of those, or paste a link to it.")
    media_type, beginnings = KINDS[ending]
    if (beginnings and not content.startswith(beginnings)) or (not beginnings and b"\x00" in content):
        raise Refusal(
            f"“{shown}” is not what its ending .{ending} says it is, so I did not keep it. Send the original."
        )
    return media_type


def shown_name(name: str) -> str:
    """A file's name for showing: no folders, no control characters, no trick with the direction of writing."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(c for c in last if unicodedata.category(c) not in ("Cc", "Cf", "Cs"))[:MOST_LINE] or "the file"
