"""An Office document as an archive of parts: weighed before it is unpacked and while it is, and parsed without trust.

Nothing outside the archive is ever fetched: relationships that lead out of it are not followed.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import dirname, join, normpath

from lxml import etree

from storage.importing import limits
from storage.importing.unreadable import unreadable

DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    ValueError,
    struct.error,
    OSError,
    RuntimeError,
)
CONTENT_TYPES = "[Content_Types].xml"
OVERRIDE = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# ISO's strict names of the same vocabulary, as Office saves it on request.
STRICT, TRANSITIONAL = b"http://purl.oclc.org/ooxml/", b"http://schemas.openxmlformats.org/"
STRICT_NAMES = tuple(
    (STRICT + strict, TRANSITIONAL + transitional)
    for strict, transitional in (
        (b"wordprocessingml/main", b"wordprocessingml/2006/main"),
        (b"spreadsheetml/main", b"spreadsheetml/2006/main"),
        (b"drawingml/", b"drawingml/2006/"),
        (b"officeDocument/relationships", b"officeDocument/2006/relationships"),
        (b"officeDocument/math", b"officeDocument/2006/math"),
    )
)
DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
MARKUP = re.compile(rb"<[^<>]*>")
PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Relation:
    """`kind` is the last word of the relationship's type, `target` a part's name, or an address where `outside`."""

    kind: str
    target: str
    outside: bool


class Package:
    """The parts of one document. `shown` is the file's name as a person may see it."""

    def __init__(self, shown: str, content: bytes) -> None:
        self.shown = shown
        self._nodes = self._unpacked = self._letters = 0
        self._relations: dict[str, dict[str, Relation]] = {}
        if content.count(b"PK\x01\x02") > limits.MOST_PARTS:
            raise unreadable(shown, "bomb")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except DAMAGE:
            raise unreadable(shown, "damaged") from None
        self._parts: dict[str, zipfile.ZipInfo] = {}
        self._weigh(self._zip.infolist())

    def _weigh(self, entries: list[zipfile.ZipInfo]) -> None:
        if any(entry.flag_bits & 0x1 for entry in entries):
            raise unreadable(self.shown, "password")
        if len(entries) > limits.MOST_PARTS or sum(entry.file_size for entry in entries) > limits.MOST_UNPACKED_BYTES:
            raise unreadable(self.shown, "bomb")
        if any(_too_dense(entry) for entry in entries):
            raise unreadable(self.shown, "bomb")
        if _overlapping(entries):
            raise unreadable(self.shown, "damaged")
        for entry in entries:
            name = entry.filename.replace("\\", "/").lstrip("/").casefold()
            if name in self._parts or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise unreadable(self.shown, "damaged")
            self._parts[name] = entry

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._parts

    def names(self) -> Iterator[str]:
        yield from self._parts

    def pieces(self, name: str, most: int) -> Iterator[bytes]:
        """A part, piece by piece; what is written in the archive about its size is not believed."""
        unpacked = 0
        try:
            with self._zip.open(self._parts[name.casefold()]) as part:
                while piece := part.read(PIECE):
                    unpacked += len(piece)
                    if unpacked > most:
                        raise unreadable(self.shown, "too long", f"{most // limits.MEGABYTE} MB unpacked")
                    yield piece
        except DAMAGE:
            raise unreadable(self.shown, "damaged") from None

    def data(self, name: str) -> bytes:
        return b"".join(self.pieces(name, limits.MOST_PART_BYTES))

    def xml(self, name: str) -> etree._Element | None:
        """The root of a part, None where there is no such part."""
        if name.casefold() not in self._parts:
            return None
        data = self.data(name)
        self._nodes += weight(data)
        if self._nodes > limits.MOST_NODES:
            raise unreadable(self.shown, "too long", "about 500 pages")
        self._count_letters(data)
        return parsed(self.shown, data)

    def _count_letters(self, data: bytes) -> None:
        """Only large parts are looked at closely: small ones cannot hold so many letters."""
        self._unpacked += len(data)
        if self._unpacked > limits.MOST_WORDS_LENGTH:
            self._letters += len(MARKUP.sub(b"", data))
            if self._letters > limits.MOST_WORDS_LENGTH:
                raise unreadable(self.shown, "too long", f"{limits.MOST_WORDS_LENGTH:,} letters")

    def content_type(self, name: str) -> str:
        root = self.xml(CONTENT_TYPES)
        said = (
            {one.get("PartName", "").lstrip("/").casefold(): one for one in root.iter(OVERRIDE)}
            if root is not None
            else {}
        )
        found = said.get(name.casefold())
        return "" if found is None else found.get("ContentType", "")

    def relations(self, name: str) -> dict[str, Relation]:
        """What a part ("" for the package) points at, by the id it uses."""
        if name not in self._relations:
            root = self.xml(join(dirname(name), "_rels", name.rpartition("/")[2] + ".rels"))
            found = () if root is None else root.iter(RELATIONSHIP)
            self._relations[name] = {one.get("Id", ""): _relation(name, one) for one in found}
        return self._relations[name]

    def related(self, name: str, kind: str) -> list[str]:
        """The parts of one kind that a part points at, once each, in order."""
        found = (one.target for one in self.relations(name).values() if one.kind == kind and not one.outside)
        return [target for target in dict.fromkeys(found) if target in self]


def weight(data: bytes) -> int:
    """How many nodes some XML becomes in memory at most: elements, stretches of text, and attributes, which are two."""
    elements = data.count(b"<") - data.count(b"</")
    return elements + data.count(b">") - data.count(b"><") + 2 * data.count(b"=")


def parsed(shown: str, data: bytes) -> etree._Element:
    """The root of some XML, without entities, document types or a look outside."""
    if any(doctype in data for doctype in DOCTYPES):
        raise unreadable(shown, "doctype")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(transitional(data), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from None
        raise unreadable(shown, "damaged") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise unreadable(shown, "doctype")
    return root


def transitional(data: bytes) -> bytes:
    if STRICT in data:
        for strict, usual in STRICT_NAMES:
            data = data.replace(strict, usual)
    return data


def _relation(name: str, element: etree._Element) -> Relation:
    kind, target = element.get("Type", "").rpartition("/")[2], element.get("Target", "")
    if element.get("TargetMode") == "External":
        return Relation(kind, target, True)
    return Relation(kind, normpath(join("/", dirname(name), target)).lstrip("/"), False)


def _too_dense(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > limits.RATIO_MATTERS_FROM and entry.file_size > entry.compress_size * limits.MOST_RATIO


def _overlapping(entries: list[zipfile.ZipInfo]) -> bool:
    """Whether two parts are made of the same bytes, which is how a small archive unpacks to a huge one."""
    end = -1
    for entry in sorted(entries, key=lambda one: one.header_offset):
        if entry.header_offset < end:
            return True
        end = entry.header_offset + 30 + entry.compress_size
    return False
