"""`scrutiny-bot import FILE...`: what the documents say, printed for people or as JSON; without --dry-run, taken in."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from bot.many_files import NOT_READ, Batch, columns
from bot.taking_in import take_in
from storage.errors import Refusal
from storage.importing.printing import as_data
from storage.importing.proposal import Proposal
from storage.importing.shown import shown
from storage.importing.understanding import understood

HEADS = ("file", "read as", "recommendations", "rounds", "doubts", "not placed")


def add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser("import", help="read plans and returns from Word, Excel, CSV or text")
    command.add_argument("files", type=Path, nargs="+", metavar="FILE")
    command.add_argument("--as", dest="email", default="", metavar="EMAIL", help="the clerk who imports them")
    command.add_argument("--dry-run", action="store_true", help="show what would be stored, and store nothing")
    command.add_argument("--json", action="store_true", help="print the proposal as JSON; of several files a line each")
    command.add_argument(
        "--yes",
        action="store_true",
        help="take in newer versions of known plans too, where words of the record give way to them",
    )
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """2 where a file could not be read, after the others were."""
    if not given.dry_run:
        return _take_in(given)
    if given.yes:
        raise Refusal("--dry-run stores nothing, so there is nothing to say --yes to. Leave one of them out.")
    batch, several = Batch(given.files), len(given.files) > 1
    rows = []
    for path in batch:
        row: tuple[str, ...] = (path.name, NOT_READ, *("" for _ in HEADS[2:]))
        with batch.going_on_after(path) as outcome:
            proposal = understood(path.name, path.read_bytes())
            row = _row(proposal)
            if given.json:
                batch.say(json.dumps(as_data(proposal), ensure_ascii=False, indent=None if several else 1))
            elif not several:
                batch.say(shown(proposal))
        if outcome.trouble and given.json and several:
            batch.say(json.dumps({"file": path.name, "error": outcome.trouble}, ensure_ascii=False))
        rows.append(row)
    if several and not given.json:
        print(*columns(HEADS, [*rows, _total(rows)], words=2), sep="\n")
    return batch.ended()


def _take_in(given: argparse.Namespace) -> int:
    if not given.email:
        raise Refusal("Say as which clerk: --as EMAIL. Or add --dry-run to see what is read, and store nothing.")
    if given.json:
        raise Refusal("--json prints what is read: it goes with --dry-run.")
    return take_in(given.files, given.email, overwriting=given.yes)


def _row(proposal: Proposal) -> tuple[str, ...]:
    rounds = {update.round for one in proposal.recommendations for update in one.updates}
    figures = (len(proposal.recommendations), len(rounds), len(proposal.doubts), len(proposal.not_placed))
    return (proposal.file, proposal.family.value.replace("_", " "), *map(str, figures))


def _total(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    return (f"{len(rows)} files", "", *(str(sum(int(row[at] or 0) for row in rows)) for at in range(2, len(HEADS))))
