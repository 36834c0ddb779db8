"""What people do in Teams becomes an event; what Teams would not send is malformed, whatever it is."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import incoming
from bot.incoming import Malformed, Unsupported
from dialogs.speech import Consented, Edited, Event, Joined, OfferedFile, Pressed, Said, Sent

Build = Callable[..., dict[str, Any]]
BOT_ID = "28:8f4f1c5e-0c6b-4bb0-9d0e-3a8f6d1f2b11"


def read(raw: dict[str, Any]) -> Event | None:
    return incoming.read(incoming.deserialise(raw), raw)


def envelope(raw: dict[str, Any]) -> incoming.Envelope:
    return incoming.envelope(incoming.deserialise(raw), raw)


def press(action: Any) -> dict[str, Any]:
    return {"type": "invoke", "name": "adaptiveCard/action", "value": {"action": action, "trigger": "manual"}}


def mention(of: str, text: str) -> dict[str, Any]:
    return {"type": "mention", "mentioned": {"id": of, "name": "x"}, "text": text}


# Who and where


def test_an_envelope_says_who_sent_it_and_where_the_answer_goes(activity: Build) -> None:
    found = envelope(activity(replyToId="1719"))
    assert found.activity_id == "1720000000001"
    assert found.conversation_id == "a:1xyz"
    assert found.conversation_kind == "personal"
    assert found.sender_id == "29:1abc"
    assert found.sender_entra_id == "0a7d3a54-3a0e-4c0f-9f3e-6c6f5d1b2a01"
    assert (found.bot_id, found.reply_to_id) == (BOT_ID, "1719")
    assert not found.is_invoke


@pytest.mark.parametrize(
    ("conversation", "kind"),
    [
        ({"conversationType": "personal"}, "personal"),
        ({"conversationType": "groupChat"}, "group"),
        ({"conversationType": "channel"}, "channel"),
        ({"conversationType": "something new"}, "group"),
        ({"isGroup": True}, "group"),
        ({}, "personal"),
    ],
)
def test_the_kind_of_place_is_known_and_a_new_kind_is_no_private_one(
    activity: Build, conversation: dict[str, Any], kind: str
) -> None:
    assert envelope(activity(conversation={"id": "19:x", **conversation})).conversation_kind == kind


def test_the_tenant_is_channel_datas_and_else_the_conversations(activity: Build) -> None:
    conversation = {"id": "a:1", "tenantId": "of-conversation"}
    assert (
        envelope(activity(conversation=conversation, channelData={"tenant": {"id": "of-data"}})).tenant_id == "of-data"
    )
    assert envelope(activity(conversation=conversation, channelData=...)).tenant_id == "of-conversation"
    assert envelope(activity(conversation={"id": "a:1"}, channelData=...)).tenant_id == ""


def test_what_no_database_keeps_is_taken_out_of_a_name(activity: Build) -> None:
    sent = read(activity(attachments=[{**sent_file("x", "txt"), "name": "Zo\ud800e\0.txt"}]))
    assert isinstance(sent, Sent)
    assert sent.files[0].name == "Zo?e?.txt"


@pytest.mark.parametrize(
    "damage",
    [
        {"id": ...},
        {"id": 5},
        {"id": "x" * 1_001},
        {"id": "a\nb"},
        {"id": "half a pair \ud800"},
        {"from_": ...},
        {"from_": [1]},
        {"from_": "Priya"},
        {"from_": {"name": "nobody"}},
        {"from_": {"id": {"id": "29:1"}}},
        {"from_": {"id": "29:1", "aadObjectId": 7}},
        {"recipient": ...},
        {"recipient": {}},
        {"conversation": ...},
        {"conversation": 5},
        {"conversation": {"id": ""}},
        {"conversation": {"id": ".."}},
        {"conversation": {"id": "a:1", "tenantId": ["t"]}},
        {"conversation": {"id": "a:1", "conversationType": {}}},
        {"serviceUrl": ...},
        {"serviceUrl": ["https://smba.trafficmanager.net"]},
        {"channelData": "x"},
        {"channelData": []},
        {"channelData": {"tenant": "t"}},
        {"channelData": {"tenant": {"id": 1}}},
        {"replyToId": []},
        {"timestamp": 20240708},
        {"entities": {}},
        {"attachments": 5},
        {"relatesTo": 5},
    ],
)
def test_an_activity_teams_would_not_send_is_malformed(activity: Build, damage: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        envelope(activity(**damage))


def test_the_reason_for_malformed_never_quotes_what_was_sent(activity: Build) -> None:
    with pytest.raises(Malformed) as malformed:
        envelope(activity(from_={"id": ["the child's name"]}))
    assert str(malformed.value) == "id is not text"


# Words


@pytest.mark.parametrize(
    "text",
    [
        "update",
        "  two spaces before and after  ",
        "line\nline",
        "<b>bold</b> & <at>Priya</at>",
        "half a pair \ud800",
        "NUL \0",
        "x" * 100_000,
        "\u202eright to left",
    ],
)
def test_typed_words_arrive_to_the_letter(activity: Build, text: str) -> None:
    assert read(activity(text=text)) == Said(text)


def test_the_mention_of_the_bot_is_taken_off_and_the_space_around_it(activity: Build) -> None:
    raw = activity(text="<at>Scrutiny</at>  my actions ", entities=[mention(BOT_ID, "<at>Scrutiny</at>")])
    assert read(raw) == Said("my actions")


def test_a_mention_of_somebody_else_stays(activity: Build) -> None:
    text = " ask <at>Sam</at> "
    assert read(activity(text=text, entities=[mention("29:sam", "<at>Sam</at>")])) == Said(text)


def test_the_bots_name_typed_out_again_stays(activity: Build) -> None:
    raw = activity(text="<at>S</at> said <at>S</at>", entities=[mention(BOT_ID, "<at>S</at>")])
    assert read(raw) == Said("said <at>S</at>")


def test_a_mention_and_no_word_more_is_still_something_said(activity: Build) -> None:
    assert read(activity(text="<at>S</at> ", entities=[mention(BOT_ID, "<at>S</at>")])) == Said("")


@pytest.mark.parametrize(
    "quiet",
    [
        {"text": ...},
        {"text": ""},
        {"text": None, "value": None},
        {"type": "typing"},
        {"type": "messageReaction", "reactionsAdded": [{"type": "like"}]},
        {"type": "messageUpdate"},
        {"type": "messageUpdate", "channelData": {"eventType": "undeleteMessage"}},
        {"type": "messageDelete", "channelData": {"eventType": "softDeleteMessage"}},
        {"type": "messageDelete"},
        {"type": "conversationUpdate", "membersAdded": [{"id": "29:other"}]},
        {"type": "conversationUpdate", "membersRemoved": [{"id": BOT_ID}]},
        {"type": "conversationUpdate", "channelData": {"eventType": "channelRenamed"}},
        {"type": "installationUpdate", "action": "remove"},
        {"type": "event", "name": "x"},
        {"type": "a kind of the future"},
    ],
)
def test_there_is_nothing_to_say_to_that(activity: Build, quiet: dict[str, Any]) -> None:
    assert read(activity(**quiet)) is None


def test_an_edit_is_told_from_the_message_it_is_of_and_from_other_edits(activity: Build) -> None:
    edit = activity(type="messageUpdate", channelData={"eventType": "editMessage"}, timestamp="2024-06-01T09:00:00Z")
    later = {**edit, "timestamp": "2024-06-01T09:05:00Z"}
    assert read(edit) == Edited()
    assert len({envelope(one).delivery for one in (activity(), edit, later)}) == 3
    assert envelope(edit).delivery == envelope(dict(edit)).delivery
    assert envelope(edit).activity_id == envelope(activity()).activity_id


@pytest.mark.parametrize(
    "joining",
    [
        {"type": "conversationUpdate", "membersAdded": [{"id": "29:other"}, {"id": BOT_ID}]},
        {"type": "installationUpdate", "action": "add"},
    ],
)
def test_the_bot_is_added(activity: Build, joining: dict[str, Any]) -> None:
    assert read(activity(**joining)) == Joined()


# Buttons


def test_a_press_carries_its_verb_and_every_value_as_a_word(activity: Build) -> None:
    data = {
        "id": 7,
        "share": 1.5,
        "keep": True,
        "drop": False,
        "none": None,
        "evidence": "Six\ninspections",
        "verb": "x",
    }
    raw = activity(**press({"type": "Action.Execute", "verb": "save", "data": data}), text=...)
    expected = {"id": "7", "share": "1.5", "keep": "true", "drop": "false", "none": "", "evidence": "Six\ninspections"}
    assert read(raw) == Pressed("save", expected)
    assert envelope(raw).is_invoke


def test_a_press_without_data_has_no_values(activity: Build) -> None:
    assert read(activity(**press({"verb": "next"}))) == Pressed("next", {})


def test_an_old_clients_submit_is_the_same_press(activity: Build) -> None:
    raw = activity(text=..., value={"verb": "save", "id": 7, "msteams": {"type": "x"}, "evidence": "Six"})
    assert read(raw) == Pressed("save", {"id": "7", "evidence": "Six"})


def nested(depth: int) -> Any:
    value: Any = "deep"
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    "action",
    [
        None,
        5,
        "save",
        [],
        {},
        {"verb": None},
        {"verb": 5},
        {"verb": ["save"]},
        {"verb": {"save": 1}},
        {"verb": ""},
        {"verb": "v" * 1_001},
        {"verb": "save", "data": "text"},
        {"verb": "save", "data": [1]},
        {"verb": "save", "data": {"id": {"id": 1}}},
        {"verb": "save", "data": {"id": [1]}},
        {"verb": "save", "data": {"id": float("inf")}},
        {"verb": "save", "data": {"id": nested(900)}},
    ],
)
def test_a_press_of_the_wrong_shape_is_malformed(activity: Build, action: Any) -> None:
    with pytest.raises(Malformed):
        read(activity(**press(action)))


@pytest.mark.parametrize("value", [None, 5, "x", [], {}, {"action": "save"}])
def test_a_press_with_no_action_is_malformed(activity: Build, value: Any) -> None:
    with pytest.raises(Malformed):
        read(activity(type="invoke", name="adaptiveCard/action", value=value))


@pytest.mark.parametrize("value", [5, "x", [], {}, {"verb": 5}, {"verb": "save", "id": {}}])
def test_a_submit_of_the_wrong_shape_is_malformed(activity: Build, value: Any) -> None:
    with pytest.raises(Malformed):
        read(activity(text=..., value=value))


@pytest.mark.parametrize("name", ["task/fetch", "composeExtension/query", "", None, ...])
def test_an_invoke_of_another_name_is_unsupported(activity: Build, name: Any) -> None:
    with pytest.raises(Unsupported):
        read(activity(type="invoke", name=name, value={}))


# Files

TEAMS_FILE = "application/vnd.microsoft.teams.file.download.info"


def sent_file(name: str, kind: str) -> dict[str, Any]:
    content = {"downloadUrl": f"https://council.sharepoint.com/download?x={name}", "fileType": kind, "uniqueId": "u"}
    return {
        "contentType": TEAMS_FILE,
        "contentUrl": "https://council.sharepoint.com/x",
        "name": name,
        "content": content,
    }


def test_sent_files_come_with_the_words_and_without_teams_own_copy_of_them(activity: Build) -> None:
    copy = {"contentType": "text/html", "content": "<p>here</p>"}
    picture = {
        "contentType": "image/*",
        "contentUrl": "https://smba.trafficmanager.net/uk/v3/attachments/1/views/original",
    }
    raw = activity(text="here", attachments=[sent_file("Log.docx", "DOCX"), sent_file("odd.xyz", "xyz"), picture, copy])
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert read(raw) == Sent(
        (
            OfferedFile("Log.docx", word, "https://council.sharepoint.com/download?x=Log.docx"),
            OfferedFile("odd.xyz", "application/octet-stream", "https://council.sharepoint.com/download?x=odd.xyz"),
            OfferedFile("picture", "image/*", "https://smba.trafficmanager.net/uk/v3/attachments/1/views/original"),
        ),
        "here",
    )


def test_the_copy_alone_is_no_file(activity: Build) -> None:
    assert read(activity(attachments=[{"contentType": "text/html", "content": "<p>update</p>"}])) == Said("update")


@pytest.mark.parametrize(
    "attachment",
    [
        {"contentType": 5},
        {"contentType": TEAMS_FILE},
        {"contentType": TEAMS_FILE, "content": "x"},
        {"contentType": TEAMS_FILE, "content": {"downloadUrl": 5}},
        {"contentType": TEAMS_FILE, "content": {"downloadUrl": "https://x/" + "x" * 8_000}},
        {"contentType": TEAMS_FILE, "content": {"downloadUrl": "https://x/", "fileType": []}},
        {"contentType": "image/png"},
        {"contentType": "image/png", "contentUrl": "https://x/", "name": "n" * 1_001},
        None,
    ],
)
def test_a_file_of_the_wrong_shape_is_malformed(activity: Build, attachment: Any) -> None:
    with pytest.raises(Malformed):
        read(activity(attachments=[attachment]))


def consent(**changes: Any) -> dict[str, Any]:
    upload = {
        "contentUrl": "https://council.sharepoint.com/Report.docx",
        "uploadUrl": "https://council.sharepoint.com/upload",
        "uniqueId": "u1",
        "name": "Report.docx",
        "fileType": "docx",
    }
    value = {"type": "fileUpload", "action": "accept", "context": {"token": "t1"}, "uploadInfo": upload}
    return {"type": "invoke", "name": "fileConsent/invoke", "value": value | changes}


def test_a_file_is_accepted_with_a_place_to_put_it(activity: Build) -> None:
    assert read(activity(**consent())) == Consented(
        accepted=True,
        token="t1",
        upload_url="https://council.sharepoint.com/upload",
        content_url="https://council.sharepoint.com/Report.docx",
        unique_id="u1",
        name="Report.docx",
    )


def test_a_file_is_declined(activity: Build) -> None:
    assert read(activity(**consent(action="decline", uploadInfo=None))) == Consented(accepted=False, token="t1")


@pytest.mark.parametrize(
    "damage",
    [
        {"action": "perhaps"},
        {"action": None},
        {"action": 1},
        {"context": None},
        {"context": "t1"},
        {"context": {"token": 5}},
        {"uploadInfo": None},
        {"uploadInfo": []},
        {"uploadInfo": {"uploadUrl": 5}},
    ],
)
def test_consent_of_the_wrong_shape_is_malformed(activity: Build, damage: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        read(activity(**consent(**damage)))


def test_consent_without_a_value_is_malformed(activity: Build) -> None:
    with pytest.raises(Malformed):
        read(activity(type="invoke", name="fileConsent/invoke", value=None))


# Anything at all

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)

GOOD: list[dict[str, Any]] = [
    {"type": "message", "text": "hello", "entities": [mention(BOT_ID, "<at>S</at>")]},
    {"type": "message", "value": {"verb": "save", "id": 1}},
    {"type": "message", "attachments": [sent_file("a.docx", "docx"), {"contentType": "image/png", "contentUrl": "h"}]},
    {"type": "conversationUpdate", "membersAdded": [{"id": BOT_ID}]},
    {"type": "installationUpdate", "action": "add"},
    press({"verb": "save", "data": {"id": 1}}),
    consent(),
]


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for key, child in inner for found in places(child, (*path, key)))]


def damaged(raw: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    copy = raw.copy()
    copy[path[0]] = damaged(raw[path[0]], path[1:], value)
    return copy


@settings(database=None, deadline=None, derandomize=True, max_examples=600)
@given(good=st.sampled_from(GOOD), data=st.data(), value=anything)
def test_whatever_is_damaged_nothing_is_raised_but_malformed_and_unsupported(
    good: dict[str, Any], data: st.DataObject, value: Any
) -> None:
    whole = {
        "id": "1",
        "serviceUrl": "https://smba.trafficmanager.net/",
        "from": {"id": "29:1", "name": "P"},
        "recipient": {"id": BOT_ID},
        "conversation": {"id": "a:1", "conversationType": "personal"},
        "channelData": {"tenant": {"id": "t"}},
        **good,
    }
    raw = damaged(whole, data.draw(st.sampled_from(places(whole)[1:])), value)
    try:
        envelope(raw)
        read(raw)
    except (Malformed, Unsupported):
        return
    json.dumps(raw)


@settings(database=None, deadline=None, derandomize=True, max_examples=300)
@given(st.dictionaries(st.sampled_from(["type", "text", "value", "name", "from", "entities"]) | st.text(), anything))
def test_no_object_at_all_breaks_the_reading(raw: dict[str, Any]) -> None:
    try:
        envelope(raw)
        read(raw)
    except (Malformed, Unsupported):
        return
