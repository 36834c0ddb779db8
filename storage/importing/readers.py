"""Documents read in processes of their own: who sends a short one never waits for a long one, and giving up ends the work.

A process that has read a small document stands ready for the next, so that an ordinary import starts none.
"""

import asyncio
import contextlib
import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from storage.errors import Refusal
from storage.importing import kept, limits
from storage.importing.opening import refused_outright
from storage.importing.proposal import Proposal
from storage.rules.filetypes import shown_name

AT_ONCE = 2
MOST_SECONDS = 60
# Until its turn comes and it is read.
MOST_WAITING = 150
# A process that read more than this has grown, and makes room.
STAYS_BELOW = limits.MEGABYTE
TOO_LONG = (
    "Reading that document takes longer than I may wait, so I have imported nothing. Split it, or save just the pages "
    "with the plan's table, and send that."
)
BUSY = (
    "I am still reading other long documents, and the turn of yours did not come in time. I kept nothing of it: send it "
    "again in a few minutes."
)
BROKE_OFF = (
    "Reading that document broke off, so I have imported nothing. Open it in Word or Excel, save it again and send me "
    "that; or save just the pages with the plan's table, and send those."
)
ROOT = Path(__file__).parents[2]
# Nothing else of the bot's surroundings, which hold its secrets, is for a process that opens strangers' documents.
PASSED_ON = ("SYSTEMROOT", "TEMP", "TMP", "TZ")
LOG = logging.getLogger(__name__)


class Fault(Exception):
    """A mistake in the reader: what kind and where, never what the document says."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A proposal, or why there is none. `ends`: the process is of no more use."""

    proposal: Proposal | None = None
    refusal: str = ""
    fault: str = ""
    ends: bool = False


class Reader:
    """One process. It is asked one document at a time."""

    def __init__(self) -> None:
        passed = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "storage.importing.apart"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**passed, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        )

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, name: str, content: bytes, seconds: float) -> Answer:
        """What it says; it is killed where it has not said all of it in time."""
        late = threading.Event()
        timer = threading.Timer(seconds, self._give_up, (late,))
        timer.start()
        try:
            self._tell(name, content, seconds)
            return _heard(self._lines())
        except (OSError, EOFError, ValueError):
            self.end()
            if not late.is_set():
                LOG.error("a reader of documents ended by itself (%s)", self._process.returncode)
            return Answer(refusal=TOO_LONG if late.is_set() else BROKE_OFF, ends=True)
        finally:
            timer.cancel()

    def _tell(self, name: str, content: bytes, seconds: float) -> None:
        assert self._process.stdin is not None
        heading = {"name": name, "size": len(content), "seconds": max(1, int(seconds))}
        self._process.stdin.write(json.dumps(heading).encode() + b"\n" + content)
        self._process.stdin.flush()

    def _lines(self) -> Iterator[dict[str, Any]]:
        assert self._process.stdout is not None
        while line := self._process.stdout.readline():
            yield json.loads(line)
        raise EOFError

    def _give_up(self, late: threading.Event) -> None:
        late.set()
        self._process.kill()

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # what it was not told any more is of no use to it
                    pipe.close()


def _heard(lines: Iterator[dict[str, Any]]) -> Answer:
    first = next(lines)
    if "refusal" in first or "fault" in first:
        return Answer(**first)
    return Answer(kept.of_parts(chain((first,), lines)))


class Readers:
    """As many processes as read at once, started when they are wanted."""

    def __init__(self) -> None:
        self._waiting = ThreadPoolExecutor(AT_ONCE, "document")
        self._lock = threading.Lock()
        self._idle: list[Reader] = []
        self._busy: list[Reader] = []

    async def understood(self, name: str, content: bytes) -> Proposal:
        """What a document says, or the sentence that says why that is not known. Cheap refusals wait for nobody."""
        if refusal := refused_outright(shown_name(name), content):
            raise refusal
        work = asyncio.get_running_loop().run_in_executor(self._waiting, self._read, name, content)
        try:
            return await asyncio.wait_for(work, MOST_WAITING)
        except TimeoutError:
            raise Refusal(BUSY) from None

    def end(self) -> None:
        """Ends every process, whatever it is reading."""
        with self._lock:
            ending, self._idle = [*self._idle, *self._busy], []
        for reader in ending:
            reader.end()

    def _read(self, name: str, content: bytes) -> Proposal:
        reader = self._take()
        answer = Answer(ends=True)
        try:
            answer = reader.ask(name, content, MOST_SECONDS)
        finally:
            self._put_back(reader, stays=not answer.ends and len(content) < STAYS_BELOW)
        if answer.proposal is not None:
            return answer.proposal
        if answer.refusal:
            raise Refusal(answer.refusal)
        raise Fault(answer.fault)

    def _take(self) -> Reader:
        with self._lock:
            while self._idle and not self._idle[-1].is_alive:
                self._idle.pop().end()
            reader = self._idle.pop() if self._idle else Reader()
            self._busy.append(reader)
        return reader

    def _put_back(self, reader: Reader, *, stays: bool) -> None:
        with self._lock:
            self._busy.remove(reader)
            if stays and reader.is_alive:
                self._idle.append(reader)
        if not stays:
            reader.end()


READERS = Readers()
