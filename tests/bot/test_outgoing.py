"""What the bot says becomes exactly the JSON that Teams wants."""

import pytest

from bot import outgoing, wire
from bot.incoming import Envelope
from cards.frame import Card
from dialogs.speech import Consented, FileOffer, Reply
from storage import json_text

CARD = Card({"type": "AdaptiveCard", "version": "1.5", "body": []}, "3 recommendations for you")
FILE = FileOffer("t1", "Report July 2024.docx", 2_048, "The report as it stands today")


@pytest.fixture
def envelope() -> Envelope:
    return Envelope(
        activity_id="17",
        conversation_id="a:1",
        conversation_kind="personal",
        service_url="https://smba.trafficmanager.net/uk/",
        tenant_id="t",
        sender_id="29:1",
        sender_entra_id="e",
        bot_id="28:b",
        reply_to_id="",
        is_invoke=False,
        delivery="17",
    )


def addressed(**more: object) -> dict[str, object]:
    return {
        "type": "message",
        "from": {"id": "28:b"},
        "recipient": {"id": "29:1"},
        "conversation": {"id": "a:1"},
        "replyToId": "17",
        "locale": "en-GB",
        **more,
    }


def test_a_notice_is_a_message_whose_marks_are_not_read_as_markdown(envelope: Envelope) -> None:
    assert outgoing.message(Reply(notice="2 * 3"), envelope) == [addressed(text="2 * 3", textFormat="plain")]


def test_a_card_goes_with_its_line_for_notifications(envelope: Envelope) -> None:
    attachment = {"contentType": "application/vnd.microsoft.card.adaptive", "content": CARD.content}
    assert outgoing.message(Reply(card=CARD), envelope) == [addressed(summary=CARD.summary, attachments=[attachment])]


def test_words_and_card_are_one_message_and_suggestions_go_to_the_person(envelope: Envelope) -> None:
    (message,) = outgoing.message(Reply(card=CARD, notice="Saved.", suggestions=("next", "stop")), envelope)
    assert message["text"] == "Saved."
    assert len(message["attachments"]) == 1
    assert message["suggestedActions"] == {
        "to": ["29:1"],
        "actions": [
            {"type": "imBack", "title": "next", "value": "next"},
            {"type": "imBack", "title": "stop", "value": "stop"},
        ],
    }


def test_the_offer_of_a_file_stands_alone_after_the_words(envelope: Envelope) -> None:
    words, offer = outgoing.message(Reply(notice="Here it is.", file=FILE), envelope)
    assert words["text"] == "Here it is."
    assert offer["attachments"] == [
        {
            "contentType": "application/vnd.microsoft.teams.card.file.consent",
            "name": "Report July 2024.docx",
            "content": {
                "description": "The report as it stands today",
                "sizeInBytes": 2_048,
                "acceptContext": {"token": "t1"},
                "declineContext": {"token": "t1"},
            },
        }
    ]


def test_a_reply_that_says_nothing_sends_nothing(envelope: Envelope) -> None:
    assert outgoing.message(Reply(), envelope) == []
    assert outgoing.message(Reply(suggestions=("next",)), envelope) == []


def test_a_press_is_answered_with_the_card_that_takes_its_place() -> None:
    expected = {"statusCode": 200, "type": "application/vnd.microsoft.card.adaptive", "value": CARD.content}
    assert outgoing.invoke_body(Reply(card=CARD)) == expected


def test_a_press_is_answered_with_a_sentence_that_leaves_the_card() -> None:
    expected = {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": "Already saved."}
    assert outgoing.invoke_body(Reply(notice="Already saved.")) == expected


def test_what_the_answer_to_a_press_has_no_room_for_is_sent_beside_it(envelope: Envelope) -> None:
    assert outgoing.beside(Reply(notice="Already saved."), envelope) == []
    assert outgoing.beside(Reply(card=CARD), envelope) == []
    words, offer = outgoing.beside(Reply(card=CARD, notice="And your file:", file=FILE), envelope)
    assert words["text"] == "And your file:"
    assert "attachments" not in words
    assert offer["attachments"][0]["name"] == FILE.name


def test_a_delivered_file_is_shown_where_it_was_offered(envelope: Envelope) -> None:
    consented = Consented(True, "t1", "https://x/up", "https://x/Report.DOCX", "u1", "Report.DOCX")
    info = {
        "contentType": "application/vnd.microsoft.teams.card.file.info",
        "contentUrl": "https://x/Report.DOCX",
        "name": "Report.DOCX",
        "content": {"uniqueId": "u1", "fileType": "docx"},
    }
    assert outgoing.delivered(consented, envelope) == addressed(attachments=[info])


def test_half_a_surrogate_pair_travels(envelope: Envelope) -> None:
    (message,) = outgoing.message(Reply(notice="\ud800"), envelope)
    assert wire.read(json_text.encoded(message)) == message
