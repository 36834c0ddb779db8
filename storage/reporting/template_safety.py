"""What a Word file must not bring with it: programs, files from elsewhere, or more than it says. Looked at, not opened."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator

from lxml import etree

from storage.errors import Refusal

MOST_BYTES, MOST_UNPACKED, MOST_PARTS = 10 * 1024 * 1024, 60 * 1024 * 1024, 2_000
RUNS = re.compile(r"vbaProject|vbaData|activeX|/embeddings/|oleObject|\.bin$|\.exe$|\.js$", re.I)
MARKUP = (".xml", ".rels")
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".svg", ".odttf", "/")
PLAIN_ADDRESS = re.compile(r"(?:https?://|mailto:)", re.I)
ELSEWHERE = re.compile(r"[a-z][a-z\d+.-]*:|//|\\\\", re.I)
FETCHES = re.compile(
    r"\s*(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|DATABASE|MACROBUTTON|AUTOTEXT|EMBED|RD|ADDIN|CONTROL)\b",
    re.I,
)


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
    if len({name.lower() for name in names}) < len(parts):
        raise Refusal("This template has two parts of one name, which no Word document has. I did not open it.")
    if "word/document.xml" not in names or "[Content_Types].xml" not in names:
        raise Refusal("This is not a Word document (.docx). Save the template as one, without macros.")
    if runs := sorted(name for name in names if RUNS.search(name)):
        raise Refusal(f"This template has something in it that runs or is embedded ({runs[0]}). Save it without.")
    for part in parts:
        name = part.filename.lower()
        if name.endswith(MARKUP):
            with package.open(part) as opened:
                _check_part(part.filename, opened.read(part.file_size + 1))
        elif not name.endswith(PICTURES):
            raise Refusal(f"This template has something in it that I do not know ({part.filename}). Save it without.")


def _check_part(name: str, text: bytes) -> None:
    """Parsed as Word would parse it: however a word is encoded or spelt, it is looked at as what it means."""
    tree = _tree(name, text)
    if tree.getroottree().docinfo.internalDTD is not None:
        raise Refusal(
            f"This template declares entities of its own ({name}), which no Word document does. I did not open it."
        )
    elements = [one for one in tree.iter() if isinstance(one.tag, str)]
    for element in elements:
        _check_element(name, etree.QName(element).localname, element)
    for instruction in _instructions(elements):
        if found := FETCHES.match(instruction):
            raise Refusal(
                f"This template has a {found[1].upper()} field, which fetches or runs something. Take it out."
            )


def _tree(name: str, text: bytes) -> etree._Element:
    try:
        return etree.fromstring(text, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError as error:
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            raise Refusal(f"This template declares entities of its own ({name}). I did not open it.") from error
        raise Refusal("This is not a Word document that I can open. Save it again as .docx, and send that.") from error


def _check_element(name: str, kind: str, element: etree._Element) -> None:
    if any("macroenabled" in str(value).lower() for value in element.attrib.values()):
        raise Refusal("This template can hold macros. Save it as an ordinary Word document (.docx).")
    if kind == "altChunk":
        raise Refusal(
            "This template takes in another document when it is opened. Paste that document's text in instead."
        )
    if kind == "Relationship" and _fetches(element):
        raise Refusal(
            f"This template fetches something from outside itself ({name}). Put it into the document instead."
        )


def _fetches(relation: etree._Element) -> bool:
    """What stands outside the file, but for a link that a reader has to press."""
    target = relation.get("Target", "").strip()
    if relation.get("TargetMode", "").casefold() != "external" and not ELSEWHERE.match(target):
        return False
    return not (relation.get("Type", "").endswith("/hyperlink") and PLAIN_ADDRESS.match(target))


def _instructions(elements: Iterable[etree._Element]) -> Iterator[str]:
    """What fields tell Word to do, each whole, however many runs it is cut into."""
    told: list[str] = [""]
    for element in elements:
        match etree.QName(element).localname:
            case "fldSimple":
                yield from (str(value) for key, value in element.attrib.items() if str(key).endswith("instr"))
            case "fldChar" if "begin" in element.attrib.values():
                told.append("")
            case "instrText":
                told[-1] += element.text or ""
    yield from told
