"""What a build machine runs: it goes on to the tests where all that they can use is there, and nowhere else."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

RUN = Path(__file__).parents[1] / ".ci" / "run"
THERE = (
    "chromium",
    "make",
    "soffice",
    "pdftoppm",
    "python3",
    "psql",
    "pg_lsclusters",
    "pg_ctlcluster",
    "apt-get",
    "sleep",
)


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder of programs that write down how they were called, and do nothing else."""
    for name in ("bash", "dirname"):
        (tmp_path / name).symlink_to(str(shutil.which(name)))
    for name in THERE:
        program(tmp_path, name)
    return tmp_path


def program(machine: Path, name: str, then: str = "exit 0") -> None:
    there = machine / name
    there.write_text(f'#!{shutil.which("bash")}\necho "{name} $*" >>"{machine}/called"\n{then}\n')
    there.chmod(0o755)


def run(machine: Path, **more: str) -> tuple[int, str, list[str]]:
    environment = {"PATH": str(machine), "HOME": os.environ.get("HOME", "/"), **more}
    done = subprocess.run(
        [str(shutil.which("bash")), str(RUN)],
        check=False,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.returncode, done.stderr, (machine / "called").read_text().splitlines()


def test_where_everything_is_there_the_tests_are_run(machine: Path) -> None:
    code, said, called = run(machine)
    assert (code, said) == (0, "")
    assert called[-1] == "make test"


def test_where_no_postgresql_answers_the_build_fails_with_a_sentence(machine: Path) -> None:
    program(machine, "psql", "exit 2")
    code, said, called = run(machine, TEST_POSTGRESQL="postgresql://127.0.0.1:1/test")
    assert code == 1
    assert said.startswith("No PostgreSQL answers")
    assert "make test" not in called


def test_where_the_usual_address_lets_nobody_in_the_build_fails_too(machine: Path) -> None:
    program(machine, "psql", "exit 2")
    code, said, called = run(machine)
    assert code == 1
    assert "No PostgreSQL answers" in said
    assert "make test" not in called


def test_where_there_is_no_browser_after_the_install_the_build_fails_with_a_sentence(machine: Path) -> None:
    (machine / "chromium").unlink()
    code, said, called = run(machine)
    assert any(line.startswith("apt-get install") and "chromium" in line for line in called)
    assert code == 1
    assert "no chromium" in said
    assert "make test" not in called
