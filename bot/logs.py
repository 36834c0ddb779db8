"""One line of log for each thing that happened, without a word of what anybody said.

An exception's message may carry somebody's evidence, so of an exception only its type and the places it came through
are written. The person is shown a reference, and the log has the same one.
"""

import json
import logging
import secrets
import sys
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime

from aiohttp.http_exceptions import HttpProcessingError

# No 0 and O, no 1, I and L: a reference is read out over the telephone.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"

Fact = str | int | float | bool | None


def reference() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(8))


def note(logger: logging.Logger, level: int, event: str, **facts: Fact) -> None:
    """Log an event by its name, with facts that are ids, counts and codes."""
    logger.log(level, event, extra={"facts": facts})


def fault(logger: logging.Logger, event: str, error: BaseException, **facts: Fact) -> str:
    """Log what should not have happened, once, and return the reference to show for it."""
    given = reference()
    logger.error(event, exc_info=error, extra={"facts": {"reference": given, **facts}})
    return given


class OneLine(logging.Formatter):
    """Time, level, logger, event, facts as name=value, and where an exception came from."""

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        parts = [moment, record.levelname, record.name, _event(record)]
        parts += [f"{name}={_quoted(value)}" for name, value in getattr(record, "facts", {}).items()]
        if record.exc_info and record.exc_info[1] is not None:
            parts.append("error=" + _quoted(" from ".join(_chain(record.exc_info[1]))))
        return " ".join(parts)


class CallersFault(logging.Filter):
    """Bytes that are no HTTP are whoever sent them's fault and none of ours: a warning, without where it was noticed."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and isinstance(record.exc_info[1], HttpProcessingError):
            record.levelno, record.levelname = logging.WARNING, logging.getLevelName(logging.WARNING)
            record.exc_info = None
        return True


CALLERS_FAULT = CallersFault()


def heed_callers_faults() -> None:
    logging.getLogger("aiohttp.server").addFilter(CALLERS_FAULT)


def set_up(level: int = logging.INFO) -> None:
    """Everything that is logged, by anybody's library, leaves through the one formatter."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(OneLine())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    heed_callers_faults()
    # What it says at every start is of use only where a migration is being written.
    logging.getLogger("alembic").setLevel(logging.WARNING)


def _event(record: logging.LogRecord) -> str:
    """Our own events are constants. Other people's messages are kept to the template: its arguments may be anything,
    and asyncio writes whole exceptions after the first line."""
    lines = str(record.msg).splitlines()
    return _quoted(lines[0] if lines else "")


def _quoted(value: Fact) -> str:
    plain = str(value)
    return plain if plain.isascii() and plain.isprintable() and " " not in plain and plain else json.dumps(plain)


def _chain(error: BaseException) -> Iterator[str]:
    """An exception and what caused it: type and places, never the message."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield type(current).__name__ + " at " + _places(current)
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)


def _places(error: BaseException) -> str:
    """The last places a fault came through, innermost first."""
    frames = traceback.extract_tb(error.__traceback__)[-8:]
    return ", ".join(f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in reversed(frames)) or "nowhere"


def _short(path: str) -> str:
    return "/".join(path.replace("\\", "/").rsplit("/", 2)[-2:])
