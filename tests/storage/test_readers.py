"""Documents are read apart: giving up ends the work, colleagues' documents go on, a reader that ends is replaced."""

import asyncio
import sys
from collections.abc import AsyncIterator

import pytest

from storage.errors import Refusal
from storage.importing import apart, limits
from storage.importing.readers import Answer, Fault, Reader, Readers
from storage.importing.understanding import understood

PLAN = b"Ref,Recommendation,Owner,Due date\n1,Plant trees,Asha Pryce,May 2025\n2,Cut grass,Bryn Calloway,TBC\n"
LONG = b"".join(b"words %d of it %d\n" % (number % 3_000, number) for number in range(29_000))


@pytest.fixture
async def readers() -> AsyncIterator[Readers]:
    made = Readers()
    yield made
    made.end()


async def test_what_is_read_apart_is_what_is_read_here(readers: Readers) -> None:
    assert await readers.understood("plan.csv", PLAN) == understood("plan.csv", PLAN)
    with pytest.raises(Refusal, match="damaged"):
        await readers.understood("plan.xlsx", b"PK\x03\x04 cut short")


async def test_one_process_reads_small_documents_one_after_the_other(readers: Readers) -> None:
    await readers.understood("plan.csv", PLAN)
    (first,) = readers._idle
    await readers.understood("plan.csv", PLAN)
    assert readers._idle == [first]


async def test_giving_up_ends_the_work(readers: Readers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.importing.readers.MOST_SECONDS", 1)
    asked: list[Reader] = []
    ask = Reader.ask
    monkeypatch.setattr(Reader, "ask", lambda self, *given: asked.append(self) or ask(self, *given))
    with pytest.raises(Refusal, match="takes longer than I may wait"):
        await readers.understood("long.txt", LONG)
    (reader,) = asked
    assert not reader.is_alive
    assert readers._idle == readers._busy == []


async def test_a_short_document_does_not_wait_for_a_long_one(readers: Readers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.importing.readers.MOST_SECONDS", 5)
    long = asyncio.create_task(readers.understood("long.txt", LONG))
    await asyncio.sleep(0.2)
    assert len((await readers.understood("plan.csv", PLAN)).recommendations) == 2
    assert not long.done()
    readers.end()
    with pytest.raises(Refusal):
        await long


async def test_cheap_refusals_wait_for_nobody(readers: Readers) -> None:
    with pytest.raises(Refusal, match="is a PDF"):
        await readers.understood("plan.pdf", b"%PDF-1.7")
    assert readers._idle == readers._busy == []


async def test_who_waits_too_long_for_a_turn_is_told_so(readers: Readers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.importing.readers.MOST_WAITING", 0)
    with pytest.raises(Refusal, match="still reading other long documents"):
        await readers.understood("plan.csv", PLAN)


async def test_a_reader_that_has_ended_is_replaced(readers: Readers) -> None:
    await readers.understood("plan.csv", PLAN)
    readers._idle[0]._process.kill()
    readers._idle[0]._process.wait()
    assert len((await readers.understood("plan.csv", PLAN)).recommendations) == 2


async def test_a_reader_that_breaks_off_is_a_sentence(readers: Readers, monkeypatch: pytest.MonkeyPatch) -> None:
    ask = Reader.ask

    def broken(reader: Reader, name: str, content: bytes, seconds: float) -> object:
        reader._process.kill()
        reader._process.wait()
        return ask(reader, name, content, seconds)

    monkeypatch.setattr(Reader, "ask", broken)
    with pytest.raises(Refusal, match="broke off"):
        await readers.understood("plan.csv", PLAN)


def test_a_fault_is_told_without_a_word_of_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(name: str, content: bytes) -> None:
        raise ValueError("what Asha wrote")

    monkeypatch.setattr(apart, "understood", fails)
    (line,) = apart._read("plan.csv", PLAN)
    told = line["fault"]
    assert told.startswith("ValueError at ")
    assert "Asha" not in told


async def test_a_fault_is_a_fault_here_too(readers: Readers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Reader, "ask", lambda *_: Answer(fault="ValueError at building.py:3"))
    with pytest.raises(Fault, match="ValueError at"):
        await readers.understood("plan.csv", PLAN)


def test_no_memory_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(name: str, content: bytes) -> None:
        raise MemoryError

    monkeypatch.setattr(apart, "understood", fails)
    (line,) = apart._read("plan.csv", PLAN)
    assert "takes more memory than I may use" in line["refusal"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux holds a process to so much data")
async def test_a_reader_is_held_to_its_memory(readers: Readers, monkeypatch: pytest.MonkeyPatch) -> None:
    await readers.understood("plan.csv", PLAN)
    import resource  # noqa: PLC0415

    (reader,) = readers._idle
    bound = resource.prlimit(reader._process.pid, resource.RLIMIT_DATA)
    assert bound == (limits.MOST_MEMORY, limits.MOST_MEMORY)


async def test_secrets_are_not_passed_on(readers: Readers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APP_PASSWORD", "hush")
    seen: list[dict[str, str]] = []
    monkeypatch.setattr("subprocess.Popen", lambda *_, env, **__: seen.append(env))
    Reader()
    assert "APP_PASSWORD" not in seen[0]
