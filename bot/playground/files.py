"""The files of the playground: those people attach, and those the bot puts where they agreed to have them.

It plays OneDrive. A file is found by an id nobody can guess; its name is for showing and never a path.
"""

import asyncio
import uuid
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

LARGEST_FILE = 25 * 1024 * 1024
MOST_FILES = 100


@dataclass(frozen=True, slots=True)
class Place:
    """Where one file is or will be."""

    unique_id: str
    name: str

    @property
    def path(self) -> str:
        return f"playground/files/{self.unique_id}/{quote(self.name, safe='', errors='replace')}"


class Files:
    """On disk beside the transcripts, or in memory when nothing is to be kept."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._contents: dict[str, bytes] = {}
        self._expected: set[str] = set()

    async def put(self, name: str, content: bytes) -> Place:
        place = Place(str(uuid.uuid4()), name)
        await self._write(place.unique_id, content)
        return place

    def expect(self, name: str) -> Place:
        """Somewhere for the bot to upload to, once."""
        place = Place(str(uuid.uuid4()), name)
        self._expected.add(place.unique_id)
        return place

    async def upload(self, unique_id: str, content: bytes) -> bool:
        """Whether anybody had agreed to a file there."""
        if unique_id not in self._expected:
            return False
        await self._write(unique_id, content)
        self._expected.discard(unique_id)
        return True

    async def read(self, unique_id: str) -> bytes | None:
        if self._folder is None:
            return self._contents.get(unique_id)
        path = self._folder / str(uuid.UUID(unique_id))
        return await asyncio.to_thread(path.read_bytes) if path.is_file() else None

    async def _write(self, unique_id: str, content: bytes) -> None:
        if self._folder is not None:
            await asyncio.to_thread(_write, self._folder, unique_id, content)
            return
        self._contents[unique_id] = content
        for oldest in list(self._contents)[:-MOST_FILES]:
            del self._contents[oldest]


def _write(folder: Path, unique_id: str, content: bytes) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / unique_id).write_bytes(content)
    for oldest in sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime)[:-MOST_FILES]:
        oldest.unlink(missing_ok=True)
