"""One line for each thing that happened, and never a word of what anybody said."""

import logging

import pytest

from bot import logs

SAID = "the child's name is Sam"


@pytest.fixture
def line(caplog: pytest.LogCaptureFixture) -> logs.OneLine:
    caplog.set_level(logging.DEBUG)
    return logs.OneLine()


def breaks(said: str) -> None:
    try:
        int(said)
    except ValueError as error:
        raise KeyError(said) from error


def test_an_event_is_one_line_with_its_facts(line: logs.OneLine, caplog: pytest.LogCaptureFixture) -> None:
    logs.note(logging.getLogger("bot.web"), logging.WARNING, "request refused", status=401, reason="no token")
    written = line.format(caplog.records[0])
    assert written.endswith(' WARNING bot.web "request refused" status=401 reason="no token"')


def test_a_fault_says_what_and_where_but_not_what_was_said(
    line: logs.OneLine, caplog: pytest.LogCaptureFixture
) -> None:
    try:
        breaks(SAID)
    except KeyError as error:
        reference = logs.fault(logging.getLogger("bot.turn"), "turn failed", error, activity="17")
    written = line.format(caplog.records[0])
    assert f"reference={reference} activity=17" in written
    assert "KeyError at bot/test_logs.py" in written
    assert "from ValueError at" in written
    assert "breaks" in written
    assert "Sam" not in written
    assert "\n" not in written


def test_what_another_library_logs_is_kept_to_its_template(
    line: logs.OneLine, caplog: pytest.LogCaptureFixture
) -> None:
    logger = logging.getLogger("asyncio")
    logger.error("Task exception was never retrieved\nfuture: <Task exception=ValueError(%r)>", SAID)
    logger.warning("refused: %s", SAID)
    first, second = (line.format(record) for record in caplog.records)
    assert first.endswith('"Task exception was never retrieved"')
    assert second.endswith('"refused: %s"')


def test_a_line_break_cannot_make_a_line_of_its_own(line: logs.OneLine, caplog: pytest.LogCaptureFixture) -> None:
    logs.note(logging.getLogger("bot"), logging.INFO, "event", name="a\nINFO forged", half="\ud800", nothing="")
    written = line.format(caplog.records[0])
    assert "\n" not in written
    assert written.isascii()


def test_causes_that_go_round_in_a_circle_end(line: logs.OneLine, caplog: pytest.LogCaptureFixture) -> None:
    first, second = ValueError(SAID), TypeError(SAID)
    first.__cause__, second.__cause__ = second, first
    logs.fault(logging.getLogger("bot"), "fault", first)
    assert line.format(caplog.records[0]).endswith('error="ValueError at nowhere from TypeError at nowhere"')


def test_a_reference_can_be_read_out_over_the_telephone() -> None:
    references = {logs.reference() for _ in range(200)}
    assert len(references) == 200
    assert all(len(reference) == 8 and not set(reference) & set("01OIL") for reference in references)


def test_everybody_writes_through_the_one_formatter(capsys: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    try:
        logs.set_up()
        logging.getLogger("sqlalchemy").error("bad parameters: %s", SAID)
        written = capsys.readouterr().err
    finally:
        root.handlers[:], root.level = handlers, level
    assert written.count("\n") == 1
    assert "Sam" not in written
