"""What is typed beside a file says what the file is for; several files in one message are each taken and asked about."""

import pytest

from tests.conversations.conftest import Town
from tests.officer import told

PDF = b"%PDF-1.7\nminutes"


def files_of(town: Town, number: str) -> list[str]:
    return [file.name for file in town.council.sheet("cleo", number).files]


@pytest.mark.parametrize(
    "words",
    [
        "file for 2",
        "this is for rec 2",
        "evidence for recommendation 2",
        "For rec. 2.",
        "Rec 2",
        "Here's the evidence for #2",
    ],
)
async def test_a_caption_says_which_the_file_is_for(town: Town, words: str) -> None:
    await town.asha.says("update")
    asked = told(await town.asha.sends("minutes.pdf", PDF, "application/pdf", words))
    assert "Attach this file to rec 2?" in asked
    after = told(await town.asha.says("yes"))
    assert "kept as evidence for rec 2" in after
    assert "Record this" not in after, "the caption is nobody's evidence"
    assert (files_of(town, "1"), files_of(town, "2")) == ([], ["minutes.pdf"])
    assert "Record this" not in told(await town.asha.says("open 1"))
    assert town.council.sheet("asha", "2").response.evidence == ""


async def test_a_caption_counts_outside_a_walk_too(town: Town) -> None:
    await town.asha.joins()
    asked = told(await town.asha.sends("minutes.pdf", PDF, "application/pdf", "file for 2"))
    assert "Attach this file to rec 2?" in asked
    assert "recorded" not in asked
    await town.asha.says("yes")
    assert files_of(town, "2") == ["minutes.pdf"]


async def test_what_follows_a_caption_is_held_for_the_same_one(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.sends("minutes.pdf", PDF, "application/pdf", "For rec 2: We met 12 heads in May.")
    assert "for rec 2?" in told(await town.asha.says("yes"))
    await town.asha.says("yes")
    assert town.council.sheet("asha", "2").response.evidence == "We met 12 heads in May."
    assert town.council.sheet("asha", "1").response.evidence == ""


async def test_a_number_that_is_nobodys_is_asked_about(town: Town) -> None:
    await town.asha.says("update")
    asked = told(await town.asha.sends("minutes.pdf", PDF, "application/pdf", "file for 77"))
    assert "none of yours has the number 77" in asked
    assert "Which recommendation is this file for?" in asked
    assert files_of(town, "1") == []


async def test_words_with_a_year_are_no_caption(town: Town) -> None:
    await town.asha.says("update")
    words = "For 2024: we met 12 heads."
    assert "rec 1" in told(await town.asha.sends("minutes.pdf", PDF, "application/pdf", words))
    await town.asha.says("yes")
    await town.asha.says("yes")
    assert town.council.sheet("asha", "1").response.evidence == words


async def test_where_a_file_went_is_said_beside_a_question_about_another(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.sends("minutes.pdf", PDF, "application/pdf")
    await town.asha.says("We held 12 panels.")
    after = told(await town.asha.says("file for 2"))
    assert "kept as evidence for rec 2" in after
    assert "for rec 1?" in after
    assert files_of(town, "2") == ["minutes.pdf"]


async def test_each_of_several_files_is_taken_and_asked_about(town: Town) -> None:
    await town.asha.says("update")
    asked = told(await town.asha.sends_several({"one.pdf": PDF, "two.txt": b"plain", "three.pdf": PDF + b"3"}))
    assert "your 3 files" in asked
    assert "one.pdf" in asked
    assert "two.txt" in told(await town.asha.says("yes"))
    assert "three.pdf" in told(await town.asha.says("file for 2"))
    await town.asha.says("no")
    assert (files_of(town, "1"), files_of(town, "2")) == (["one.pdf"], ["two.txt"])


async def test_a_caption_is_for_all_files_of_its_message(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.sends_several({"one.pdf": PDF, "two.pdf": PDF + b"2"}, "these are for rec 2")
    await town.asha.says("yes")
    await town.asha.says("yes")
    assert sorted(files_of(town, "2")) == ["one.pdf", "two.pdf"]


async def test_one_bad_file_is_no_reason_to_leave_the_others(town: Town) -> None:
    await town.asha.says("update")
    asked = told(await town.asha.sends_several({"run.exe": b"MZ", "one.pdf": PDF}, "We met 12 heads."))
    assert "did not take “run.exe”" in asked
    assert "one.pdf" in asked
    assert "We met 12 heads." in told(await town.asha.says("yes"))
    await town.asha.says("yes")
    assert files_of(town, "1") == ["one.pdf"]
    assert town.council.sheet("asha", "1").response.evidence == "We met 12 heads."


async def test_where_none_can_be_taken_each_is_named_and_the_words_are_asked_about(town: Town) -> None:
    await town.asha.says("update")
    asked = told(await town.asha.sends_several({"run.exe": b"MZ", "b.pdf": b"MZ"}, "We met 12 heads."))
    assert "run.exe" in asked
    assert "b.pdf" in asked
    assert "Record this as evidence for rec 1?" in asked


async def test_more_than_one_message_can_bring_is_named_to_be_sent_again(town: Town) -> None:
    await town.asha.says("update")
    asked = told(await town.asha.sends_several({f"paper{n}.pdf": PDF + bytes((n,)) for n in range(12)}))
    assert "your 10 files" in asked
    assert "“paper10.pdf” and “paper11.pdf”" in asked


async def test_several_files_delivered_twice_are_there_once(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.sends_several({"one.pdf": PDF, "two.pdf": PDF + b"2"})
    await town.teams.redeliver("asha")
    await town.asha.says("yes")
    await town.asha.says("yes")
    assert sorted(files_of(town, "1")) == ["one.pdf", "two.pdf"]


async def test_a_telephones_picture_is_taken_by_what_it_holds(town: Town) -> None:
    await town.asha.says("update")
    assert "photo.heic" in told(await town.asha.sends("photo.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"))
    await town.asha.says("yes")
    assert files_of(town, "1") == ["photo.heic"]
    assert "not what its ending" in told(await town.asha.sends("other.heic", b"\xff\xd8\xff\xe0 a jpeg"))


async def test_the_caption_of_a_file_that_is_refused_is_nobodys_evidence(town: Town) -> None:
    await town.asha.says("update")
    refused = told(await town.asha.sends("run.exe", b"MZ", text="file for 2"))
    assert "I cannot keep" in refused
    assert "Record this" not in refused
    held = told(await town.asha.sends("run.exe", b"MZ", text="For rec 2: we met 12 heads."))
    assert "for rec 2?" in held


async def test_which_a_file_is_for_can_be_typed_after_it_in_the_same_words(town: Town) -> None:
    await town.asha.says("update")
    await town.asha.sends("minutes.pdf", PDF, "application/pdf")
    assert "kept as evidence for rec 2" in told(await town.asha.says("this is for rec 2"))
    assert files_of(town, "2") == ["minutes.pdf"]
