"""`scrutiny-bot import FILE...`: what the documents say, printed for people or as JSON, before anything is stored."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tqdm import tqdm

from storage.errors import Refusal
from storage.importing.opening import opened
from storage.importing.printing import as_data
from storage.importing.proposal import Proposal
from storage.importing.reading import read
from storage.importing.shown import shown

HEADS = ("file", "read as", "recommendations", "rounds", "doubts", "not placed")


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser("import", help="read plans and returns from Word, Excel, CSV or text")
    command.add_argument("files", type=Path, nargs="+", metavar="FILE")
    command.add_argument("--dry-run", action="store_true", help="show what would be stored, and store nothing")
    command.add_argument("--json", action="store_true", help="print the proposal as JSON, one object a file")
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """2 where a file could not be read, after the others were."""
    if not given.dry_run:
        raise Refusal(
            "A plan is taken in from the chat: send the bot the file. Here, add --dry-run to see what it reads."
        )
    unreadable: list[str] = []
    proposals = []
    for proposal in _proposals(given.files, unreadable):
        proposals.append(proposal)
        if given.json:
            print(json.dumps(as_data(proposal), ensure_ascii=False, indent=None if len(given.files) > 1 else 1))
        elif len(given.files) == 1:
            print(shown(proposal))
    if len(given.files) > 1 and not given.json:
        print(*_summary(proposals), sep="\n")
    print(*unreadable, sep="\n", end="\n" if unreadable else "", file=sys.stderr)
    return 2 if unreadable else 0


def _proposals(paths: Sequence[Path], unreadable: list[str]) -> Iterator[Proposal]:
    """One after the other; the bar shows only where somebody looks, and only for several."""
    for path in tqdm(paths, unit="file", disable=True if len(paths) == 1 else None, leave=False):
        try:
            yield _proposal(path)
        except Refusal as refusal:
            unreadable.append(refusal.sentence)


def _proposal(path: Path) -> Proposal:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Refusal(f"{path} cannot be read ({error.strerror}). Check the name and try again.") from None
    return read(opened(path.name, content))


def _summary(proposals: Sequence[Proposal]) -> Iterator[str]:
    """A line a file, and one for all."""
    rows = [_row(proposal) for proposal in proposals]
    rows.append((f"{len(rows)} files", "", *(str(sum(int(row[at]) for row in rows)) for at in range(2, len(HEADS)))))
    widths = [max(len(row[at]) for row in (HEADS, *rows)) for at in range(len(HEADS))]
    for row in (HEADS, tuple("-" * width for width in widths), *rows):
        yield "  ".join(
            cell.ljust(width) if at < 2 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()


def _row(proposal: Proposal) -> tuple[str, ...]:
    rounds = {update.round for one in proposal.recommendations for update in one.updates}
    figures = (len(proposal.recommendations), len(rounds), len(proposal.doubts), len(proposal.not_placed))
    return (proposal.file, proposal.family.value.replace("_", " "), *map(str, figures))
