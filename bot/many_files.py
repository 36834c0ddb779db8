"""Many files from the command line, one after the other: a bar while somebody looks, and none stops those after it."""

import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tqdm import tqdm

from storage.errors import Refusal

NOT_READ = "not read"


@dataclass(slots=True)
class Outcome:
    """Whether a file came to nothing, and then the sentence that says why."""

    trouble: str = ""


class Batch:
    """The files, and the sentences for those that came to nothing."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = paths
        self._failed: list[str] = []

    def __iter__(self) -> Iterator[Path]:
        """The bar is on standard error, and only where that is a terminal."""
        yield from tqdm(self._paths, unit="file", disable=True if len(self._paths) == 1 else None, leave=False)

    @contextmanager
    def going_on_after(self, path: Path) -> Iterator[Outcome]:
        """Whatever happens to this file is said at the end, and the next one has its turn."""
        outcome = Outcome()
        try:
            yield outcome
        except Refusal as refusal:
            outcome.trouble = refusal.sentence
        except OSError as error:
            outcome.trouble = f"{path} cannot be read ({error.strerror}). Check the name and try again."
        except Exception as error:  # noqa: BLE001 - a mistake of this program in one file is no reason to leave the others
            where = traceback.extract_tb(error.__traceback__)[-1]
            outcome.trouble = (
                f"{path} was left out: this program made a mistake over it ({type(error).__name__} in "
                f"{Path(where.filename).name}, line {where.lineno}). Nothing of it is stored. Tell who looks after the bot."
            )
        if outcome.trouble:
            self._failed.append(outcome.trouble)

    def say(self, text: str) -> None:
        tqdm.write(text, file=sys.stdout)

    def ended(self) -> int:
        """The exit status: 2 where a file came to nothing, each with its sentence."""
        for sentence in self._failed:
            print(sentence, file=sys.stderr)
        return 2 if self._failed else 0


def columns(heads: Sequence[str], rows: Sequence[Sequence[str]], *, words: int) -> Iterator[str]:
    """A table for a terminal. The first `words` columns hold words, the others figures."""
    widths = [max(len(row[at]) for row in (heads, *rows)) for at in range(len(heads))]
    for row in (heads, tuple("-" * width for width in widths), *rows):
        yield "  ".join(
            cell.ljust(width) if at < words else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
