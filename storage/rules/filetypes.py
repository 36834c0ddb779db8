"""Which files are kept as evidence: by their ending and by what they hold, which must agree."""

import io
import unicodedata
import zipfile

from storage.errors import Refusal
from storage.rules.encodings import is_text
from storage.vocabulary import MOST_FILE_BYTES, MOST_LINE

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OFFICE = "application/vnd.openxmlformats-officedocument"

# A telephone's picture begins with the length of its first box, at most a few dozen bytes, and then says what it is.
HEIC = tuple(
    bytes((0, 0, 0, length)) + b"ftyp" + brand
    for length in range(16, 100, 4)
    for brand in (b"heic", b"heix", b"heim", b"heis", b"mif1")
)

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
    "heic": ("image/heic", HEIC),
    "txt": ("text/plain", ()),
    "csv": ("text/csv", ()),
    "tsv": ("text/tab-separated-values", ()),
    "eml": ("message/rfc822", ()),
}


# Office's zips: the folder that the document itself is in. A real one has some hundreds of parts at most.
FOLDERS = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
MOST_PARTS = 20_000
PART = b"PK\x01\x02"


def checked_type(name: str, content: bytes) -> str:
    """The media type of a file that may be kept, or a sentence that says why it may not."""
    shown = shown_name(name)
    stem, _, ending = _whole(name).rpartition(".")
    if not content:
        raise Refusal(f"“{shown}” is empty, so there is nothing to keep. Check the file and send it again.")
    if len(content) > MOST_FILE_BYTES:
        most = MOST_FILE_BYTES // (1024 * 1024)
        raise Refusal(f"“{shown}” is larger than the {most} MB I can keep. Send a shorter one, or paste a link to it.")
    ending = ending.casefold()
    if ending not in KINDS:
        kept = ", ".join(sorted(KINDS))
        raise Refusal(f"I cannot keep “{shown}”: I take {kept} files. Save it as one of those, or paste a link to it.")
    if not stem.strip():
        raise Refusal(
            f"“{shown}” has no name before its .{ending}. Give the file a name that says what it is, and send it."
        )
    if not _is_what_it_says(ending, content):
        really = _really(content)
        advice = (
            f"It seems to be a .{really} file: give it that ending and send it again."
            if really
            else "Send the original."
        )
        raise Refusal(f"“{shown}” is not what its ending .{ending} says it is, so I did not keep it. {advice}")
    return KINDS[ending][0]


def _really(content: bytes) -> str:
    """The ending that would be right, where what is in it leaves no doubt. An old Office file may be any of several."""
    if content.startswith(OLE):
        return ""
    begins = (ending for ending, (_, beginnings) in KINDS.items() if beginnings and _is_what_it_says(ending, content))
    if found := next(begins, ""):
        return found
    try:
        return "txt" if is_text(content) and content.decode() and not content.startswith(ZIP) else ""
    except UnicodeDecodeError:
        return ""


def _is_what_it_says(ending: str, content: bytes) -> bool:
    beginnings = KINDS[ending][1]
    if not beginnings:
        return is_text(content)
    return content.startswith(beginnings) and (ending not in FOLDERS or _holds(content, FOLDERS[ending]))


def _holds(content: bytes, folder: str) -> bool:
    """Whether a zip lists something in this folder. Only its list is read, nothing is unpacked."""
    if content.count(PART) > MOST_PARTS:
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            names = [name.replace("\\", "/").casefold() for name in parts.namelist()]
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return False
    return any(name.startswith(folder) for name in names)


def shown_name(name: str) -> str:
    """A file's name for showing: whole, in one line, with no control character and no trick of the writing's direction."""
    return _whole(name)[:MOST_LINE] or "the file"


def _whole(name: str) -> str:
    # A name is never a path. A slash in one is shown as what Windows and OneDrive make of it.
    seen = "".join(c for c in name if unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    return seen.replace("\\", "_").replace("/", "_").strip()
