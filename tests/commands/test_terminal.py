"""`scrutiny-bot chat`: the bot in a terminal, beside the local page and never in its way."""

import contextlib
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot import cli
from bot.settings import Settings
from tests.builders import council

Talk = Callable[..., int]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def talk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Talk:
    """Types lines as somebody of the small council, in a record that has it."""
    database = cli._opened(Settings.read({"DATA_FOLDER": str(folder)}, local=True))
    council(database)
    database.close()

    def talked(*lines: str, as_whom: str = "asha.pryce@lowmere.example") -> int:
        typed = iter(lines)

        def read(_prompt: str) -> str:
            line = next(typed, None)
            if line is None:
                raise EOFError
            if line == "^C":
                raise KeyboardInterrupt
            return line

        monkeypatch.setattr("builtins.input", read)
        return cli.main(["chat", "--as", as_whom])

    return talked


def test_somebody_talks_to_the_bot_in_the_terminal(talk: Talk, capsys: pytest.CaptureFixture[str]) -> None:
    assert talk("update", "44 schools have a lead.", "yes", "1", "review", "submit all", "/quit", "update") == 0
    said = capsys.readouterr().out
    for words in (
        "2 recommendations for the July 2024 round",
        "Record this as evidence for rec 1?",
        "R-",
        "[Save and next]",
    ):
        assert words in said
    assert talk(as_whom="nobody@lowmere.example") == 2
    assert "Nobody in the record has the e-mail" in capsys.readouterr().err


def test_the_pages_chats_are_left_as_they_were(talk: Talk, folder: Path) -> None:
    kept = folder / "chats.json"
    kept.write_text('{"ahead": 86400.0, "chats": {}}')
    assert talk("update") == 0
    assert kept.read_text() == '{"ahead": 86400.0, "chats": {}}'
    kept.write_text("not for the terminal to judge")
    assert talk("update") == 0
    assert [path.name for path in folder.iterdir() if path.name.startswith("chats")] == ["chats.json"]
    assert kept.read_text() == "not for the terminal to judge"


def test_a_second_talk_goes_on_where_the_first_ended(talk: Talk, capsys: pytest.CaptureFixture[str]) -> None:
    assert talk("update", "44 schools have a lead.") == 0
    assert "Hello Asha Pryce" in capsys.readouterr().out
    assert talk("yes", "my actions") == 0
    said = capsys.readouterr().out
    assert "Hello Asha Pryce" not in said
    assert "44 schools" in said


def test_ctrl_c_leaves(talk: Talk, capsys: pytest.CaptureFixture[str]) -> None:
    assert talk("update", "^C", "never read") == 0
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is POSIX's")
def test_ctrl_c_at_the_prompt_ends_the_program_at_once(talk: Talk, folder: Path) -> None:
    ours, theirs = os.openpty()
    environ = {**os.environ, "DATA_FOLDER": str(folder)}
    arguments = [sys.executable, "-m", "bot", "chat", "--as", "asha.pryce@lowmere.example"]
    with subprocess.Popen(
        arguments, stdin=theirs, stdout=theirs, stderr=theirs, env=environ, start_new_session=True
    ) as program:
        os.close(theirs)
        said = "".join(_until(ours, "> "))
        _interrupt(program)
        said += "".join(_until(ours, None))
    os.close(ours)
    assert program.returncode == 0
    assert "Traceback" not in said


def _interrupt(program: "subprocess.Popen[bytes]") -> None:
    """As somebody presses Ctrl-C: again, where the program was not yet waiting for a key."""
    for _ in range(5):
        time.sleep(0.2)
        program.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            program.wait(5)
            return
    program.kill()


def _until(terminal: int, words: str | None) -> Iterator[str]:
    """What is printed, until these words are, or nothing more comes."""
    said = ""
    ends = time.monotonic() + 60
    while time.monotonic() < ends and (words is None or not said.endswith(words)):
        if not select.select([terminal], [], [], 1)[0]:
            continue
        try:
            heard = os.read(terminal, 65536).decode()
        except OSError:
            heard = ""
        if not heard:
            break
        said += heard
        yield heard
