"""`scrutiny-bot report` and `scrutiny-bot templates`: the committee's paper, and councils' own templates for it."""

import argparse
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.clock import Clock
from bot.settings import Settings
from storage.database import Database
from storage.errors import Refusal
from storage.people import person_with_email
from storage.reporting import kept, templates, templates_kept
from storage.reporting.asked import wanted
from storage.reporting.compile import compiled
from storage.reporting.contents import paper
from storage.reporting.layout import FORMS, form
from storage.reporting.wanted import Asked, Format
from storage.reporting.word_template import template
from storage.views import Moment, Person

Open = Callable[[Settings], Database]


def add_commands(commands: Any, opened: Open) -> None:
    """Adds both to the program's commands. `opened` gives the record that settings name, migrated."""
    report = commands.add_parser("report", help="compile the committee's paper of a plan")
    report.add_argument("plan", metavar="PLAN", help="its title, or words that only it has")
    report.add_argument("--round", default="", metavar="ROUND", help="as of this round; left out, the latest")
    report.add_argument(
        "--form", default="", metavar="FORM", help=f"{', '.join(FORMS)}; left out, the one the plan came in"
    )
    report.add_argument("--format", default="docx", choices=[one.value for one in Format])
    report.add_argument("--out", type=Path, metavar="FILE", help="where to write it; left out, here under its own name")
    report.add_argument("--as", dest="email", default="", metavar="EMAIL", help="who compiles it")
    report.set_defaults(run=lambda given: _report(given, opened))
    kinds = commands.add_parser("templates", help="a council's own Word templates").add_subparsers(
        required=True, metavar="COMMAND"
    )
    check = kinds.add_parser("check", help="which fields of a template are unknown or missing")
    check.add_argument("file", type=Path)
    check.set_defaults(run=_check)
    example = kinds.add_parser("example", help="a form's own template, to begin from")
    example.add_argument("form", choices=FORMS)
    example.add_argument("--out", type=Path, metavar="FILE")
    example.set_defaults(run=_example)
    kinds.add_parser("fields", help="every field that a template may have").set_defaults(run=_fields)
    use = kinds.add_parser("use", help="make papers of a form from this template from now on")
    use.add_argument("file", type=Path)
    use.add_argument("--form", required=True, choices=FORMS)
    use.add_argument("--as", dest="email", default="", metavar="EMAIL", help="who chose it")
    use.set_defaults(run=lambda given: _use(given, opened))


def _report(given: argparse.Namespace, opened: Open) -> int:
    settings, moment = _settings(), _now()
    with _record(settings, opened) as database:
        person = _person(database, given.email)
        asked = Asked(given.plan, given.round, given.form, Format(given.format))
        found = database.read_now(wanted, person=person, moment=moment, asked=asked)
        read = database.read_now(paper, person=person, moment=moment, plan_id=found.plan_id, round_id=found.round_id)
        own = database.read_now(templates_kept.template_of, form=found.form)
        written = compiled(read, form(found.form), found.format, settings.house, own.content if own else None)
        path = given.out or Path(written.name)
        _write(path, written.content)
        report = database.write_now(
            kept.keep, person=person, moment=moment, paper=read, wanted=found, written=written,
            template_id=own.id if own and found.council_template else None,
        )  # fmt: skip
    print(
        f"{found.title}, as of {found.round}: {found.form_name}, {found.format.shown}{', draft' if found.draft else ''}."
    )
    print(
        f"{found.outstanding} outstanding, {found.silent} of them with no update received; {found.closed} signed off before."
    )
    print(f"{path}  ({report.size:,} bytes, kept as report {report.id})")
    return 0


def _check(given: argparse.Namespace) -> int:
    found = templates.inspect(_read(given.file))
    for problem in found.problems:
        print(f"line {problem.line}: {problem.told}" if problem.line else problem.told)
    for what in found.left_out:
        print(f"Missing: a paper made from it would not show {what}.")
    if not found.problems and not found.left_out:
        print("Every field is known, and nothing that a paper needs is missing.")
    return 2 if found.problems else 0


def _example(given: argparse.Namespace) -> int:
    path = given.out or Path(f"{given.form}.docx")
    _write(path, template(form(given.form)))
    print(f"{path}  (its fields: scrutiny-bot templates fields)")
    return 0


def _fields(given: argparse.Namespace) -> int:
    for name, _, about in templates.documented():
        print(f"{name:26} {about}")
    return 0


def _use(given: argparse.Namespace, opened: Open) -> int:
    content = _read(given.file)
    left_out = templates.check(content).left_out
    with _record(_settings(), opened) as database:
        person = _person(database, given.email)
        database.write_now(
            templates_kept.use_template,
            person=person,
            moment=_now(),
            form=given.form,
            name=given.file.name,
            content=content,
        )
    print(f"Papers in the form {given.form} are made from {given.file.name} from now on.")
    for what in left_out:
        print(f"They will not show {what}.")
    return 0


def _settings() -> Settings:
    return Settings.read(os.environ, local=not os.environ.get("APP_ID"))


def _now() -> Moment:
    clock = Clock()
    return Moment(clock.now(), clock.today())


@contextmanager
def _record(settings: Settings, opened: Open) -> Iterator[Database]:
    database = opened(settings)
    try:
        yield database
    finally:
        database.close()


def _person(database: Database, email: str) -> Person | None:
    """Whoever is named; nobody named is the server's own console, which may compile anything."""
    if not email:
        return None
    found = database.read_now(person_with_email, email=email)
    if found is None:
        raise Refusal(f"Nobody in the record has the e-mail {email}. Import them: scrutiny-bot people import FILE.csv")
    return found


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise Refusal(f"There is no file {path}.") from None
    except IsADirectoryError:
        raise Refusal(f"{path} is a folder. Name the file in it.") from None


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all: whoever opens the file finds the old one or the new one."""
    beside = path.with_name(f".{path.name[:80]}.{os.getpid()}.new")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise Refusal(f"I cannot write {path}: {error.strerror}. Nothing was written.") from error
