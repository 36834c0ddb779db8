"""What a Word file must not bring with it: programs, files from elsewhere, or more than it says. Looked at, not opened."""

import io
import re
import zipfile

from storage.errors import Refusal

MOST_BYTES, MOST_UNPACKED, MOST_PARTS = 10 * 1024 * 1024, 60 * 1024 * 1024, 2_000
RUNS = re.compile(r"vbaProject|vbaData|activeX|/embeddings/|oleObject|\.bin$|\.exe$|\.js$", re.I)
EXTERNAL = re.compile(rb"<[^<>]*\bRelationship\b[^<>]*TargetMode\s*=\s*[\"']External[\"'][^<>]*>", re.I)
HYPERLINK = re.compile(rb"Type\s*=\s*[\"'][^\"']*/hyperlink[\"']", re.I)
PLAIN_ADDRESS = re.compile(rb"Target\s*=\s*[\"'](?:https?://|mailto:)", re.I)
FIELD = re.compile(rb"\b(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE|MACROBUTTON|AUTOTEXT|EMBED)\b")
FIELD_TEXT = re.compile(rb"<w:instrText[^>]*>(.*?)</w:instrText>|w:instr\s*=\s*\"([^\"]*)\"", re.S)


def check_safe(content: bytes) -> None:
    """Refuses what could run, fetch or swell. Links that a reader has to press are let be."""
    if len(content) > MOST_BYTES:
        raise Refusal("This template is larger than the 10 MB I can take. Make its pictures smaller.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _check_parts(package)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise Refusal("This is not a Word document that I can open. Save it again as .docx, and send that.") from error


def _check_parts(package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Refusal("This template unpacks to far more than a document should, so I did not open it.")
    names = {part.filename for part in parts}
    if "word/document.xml" not in names or "[Content_Types].xml" not in names:
        raise Refusal("This is not a Word document (.docx). Save the template as one, without macros.")
    if runs := sorted(name for name in names if RUNS.search(name)):
        raise Refusal(f"This template has something in it that runs or is embedded ({runs[0]}). Save it without.")
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            with package.open(part) as opened:
                _check_part(part.filename, opened.read(part.file_size + 1))


def _check_part(name: str, text: bytes) -> None:
    if b"\x00" in text[:200]:
        text = text.decode("utf-16", "ignore").encode("utf-8")
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise Refusal(
            f"This template declares entities of its own ({name}), which no Word document does. I did not open it."
        )
    if b"macroEnabled" in text:
        raise Refusal("This template can hold macros. Save it as an ordinary Word document (.docx).")
    if b"altChunk" in text:
        raise Refusal(
            "This template takes in another document when it is opened. Paste that document's text in instead."
        )
    for relation in EXTERNAL.findall(text):
        if not (HYPERLINK.search(relation) and PLAIN_ADDRESS.search(relation)):
            raise Refusal(
                f"This template fetches something from outside itself ({name}). Put it into the document instead."
            )
    instructions = b"".join(one or other for one, other in FIELD_TEXT.findall(text))
    if found := FIELD.search(instructions.replace(b" ", b" ")):
        raise Refusal(f"This template has a {found[1].decode()} field, which fetches or runs something. Take it out.")
