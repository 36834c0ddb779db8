"""The process that reads documents for the bot: one after the other from its input, what was understood to its output.

It can be killed while it reads, holds no secret and no database, and takes its memory with it when it ends. `readers.py`
starts it: a line of JSON says the name and size of a document, whose bytes follow; lines of JSON are the answer.
"""

import contextlib
import json
import os
import signal
import sys
import traceback
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from storage.errors import Refusal
from storage.importing import kept, limits
from storage.importing.understanding import understood
from storage.importing.unreadable import unreadable
from storage.rules.filetypes import shown_name


def main() -> None:
    questions, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever else is printed is no answer
    _bound_memory()
    while heading := questions.readline():
        asked = json.loads(heading)
        _bound_time(asked["seconds"])
        _answer(answers, _read(asked["name"], questions.read(asked["size"])))
        _bound_time(0)


def _answer(answers: BinaryIO, lines: Iterator[Mapping[str, Any]]) -> None:
    for line in lines:
        answers.write(json.dumps(line).encode() + b"\n")
    answers.flush()


def _read(name: str, content: bytes) -> Iterator[Mapping[str, Any]]:
    """A proposal in its parts, or one line that says why there is none."""
    try:
        proposal = understood(name, content)
    except Refusal as refusal:
        yield {"refusal": refusal.sentence}
    except MemoryError:
        yield {"refusal": unreadable(shown_name(name), "too heavy").sentence, "ends": True}
    except Exception as error:  # noqa: BLE001 - told to who asked, without a word of the document
        where = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
        yield {"fault": f"{type(error).__name__} at {' < '.join(reversed(where[-6:]))}"}
    else:
        yield from kept.in_parts(proposal)


def _bound_memory() -> None:
    """The last resort, where the system has such a bound: the limits on documents keep well below it."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - Windows has none

        resource.setrlimit(resource.RLIMIT_DATA, (limits.MOST_MEMORY, limits.MOST_MEMORY))


def _bound_time(seconds: int) -> None:
    """Who asked kills it in time; this is for when they are gone."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds * 2)


if __name__ == "__main__":
    main()
