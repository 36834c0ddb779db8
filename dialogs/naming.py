"""The names in a document in hand: the list, and saying who somebody is, with the card or by typing."""

from cards.named import PAGE, pages
from cards.named import owner as owner_card
from cards.named import owners as owners_card
from dialogs.colleagues import named_colleague
from dialogs.importing import OWNER, OWNERS, here_or_pressed, see, stand
from dialogs.speech import Reply
from dialogs.turn import Turn
from storage import people, walks
from storage.errors import Refusal
from storage.importing import choosing
from storage.importing.views import IntakeView, NamedOwner, Overtaken
from storage.rules.wording import bare_words
from storage.views import Colleague
from storage.vocabulary import OwnerChoice, OwnerKind

ALL_DONE = "Everybody is matched. Type “import” to see the whole, or “confirm” from there."
MATCHED_BY_COLLEAGUE = "A colleague has matched this name in between, so I changed nothing. This is how it stands."


OTHERWISE = "Check the name; or type their work e-mail to add them, or “outside” if Teams does not reach them."


async def show(turn: Turn, page: int | None = None, notice: str = "") -> Reply:
    intake = await here_or_pressed(turn, compared=False)
    page = min(max(page or int(turn.pressed.text("page") or 1), 1), pages(len(intake.owners), PAGE))
    await stand(turn, intake.id, f"{OWNERS} {page}")
    return Reply(owners_card(intake, page=page, notice=notice))


async def show_one(turn: Turn) -> Reply:
    if not turn.typed:
        owner_id = turn.pressed.number("owner")
        intake = await _intake_of(turn, owner_id)
        return await _draw(turn, intake, _owner(intake, owner_id))
    intake = await here_or_pressed(turn, compared=False)
    found = next((one for one in intake.owners if str(one.number) == turn.argument), None)
    if found is None:
        raise Refusal(f"No name has the number {turn.argument}. Type “owners” to see them.")
    return await _draw(turn, intake, found)


async def choose(turn: Turn) -> Reply:
    """From the card: a person of the list, an e-mail of somebody to be added, or nobody whom Teams reaches."""
    owner_id, seen, how = turn.pressed.number("owner"), turn.pressed.number("version"), turn.pressed.text("how")
    if how == "create":
        return await _chosen(turn, owner_id, seen, OwnerChoice.CREATE, email=turn.pressed.text("email"))
    if how == "outside":
        return await _chosen(turn, owner_id, seen, OwnerChoice.OUTSIDE, kind=_kind(turn.pressed.text("kind")))
    chosen = turn.pressed.text("to") or turn.pressed.text("near")
    if not chosen and (named := turn.pressed.text("to_name")):
        chosen = str(named_colleague(named, await _everybody(turn), otherwise=OTHERWISE).id)
    if not chosen.isdigit():
        raise Refusal("Choose who it is from a list, give an e-mail to add them, or press “Not in Teams”.")
    return await _chosen(turn, owner_id, seen, OwnerChoice.PERSON, person_id=int(chosen))


async def outside(turn: Turn) -> Reply:
    """The words "outside": the link officer answers."""
    one, seen = await _here(turn)
    return await _chosen(turn, one, seen, OwnerChoice.OUTSIDE)


async def take(turn: Turn, text: str) -> Reply | None:
    """Words typed at a name: an e-mail adds somebody, a question is answered elsewhere, anything else is a colleague."""
    if text.rstrip(" !.").endswith("?"):
        return None
    one, seen = await _here(turn)
    if "@" in text:
        return await _chosen(turn, one, seen, OwnerChoice.CREATE, email=text.strip())
    colleague = named_colleague(text, await _everybody(turn), otherwise=OTHERWISE)
    return await _chosen(turn, one, seen, OwnerChoice.PERSON, person_id=colleague.id)


async def same_as(turn: Turn) -> Reply:
    """The words "same as …": two names of the document are one person, who is added once."""
    owner_id, seen = await _here(turn)
    intake = await _intake_of(turn, owner_id)
    wanted = bare_words(turn.argument)
    others = [
        one for one in intake.owners if one.id != owner_id and wanted in (bare_words(one.text), bare_words(one.name))
    ]
    other = next((one for one in others if one.choice is OwnerChoice.CREATE), None)
    if other is None:
        raise Refusal(
            f"“{turn.argument[:60]}” is no name of this document that is to be added. Type “owners” to see them, or a "
            "colleague's name."
        )
    return await _chosen(turn, owner_id, seen, OwnerChoice.CREATE, email=other.email, sure=True)


async def next_one(turn: Turn) -> Reply:
    owner_id, _ = await _here(turn)
    intake = await _intake_of(turn, owner_id)
    return await _after(turn, intake, owner_id)


async def _chosen(
    turn: Turn,
    owner_id: int,
    seen: int,
    choice: OwnerChoice,
    *,
    person_id: int | None = None,
    email: str = "",
    kind: OwnerKind | None = None,
    sure: bool = False,
) -> Reply:
    now = await turn.write(
        choosing.choose,
        person=turn.person,
        moment=turn.moment,
        owner_id=owner_id,
        seen=seen,
        choice=choice,
        person_id=person_id,
        email=email,
        kind=kind,
        sure=sure,
    )
    if isinstance(now, Overtaken):
        return await _draw(turn, now.intake, _owner(now.intake, owner_id), MATCHED_BY_COLLEAGUE)
    return await _after(turn, now, owner_id)


async def _after(turn: Turn, intake: IntakeView, owner_id: int) -> Reply:
    """The next name that is asked about; when all are matched, the list."""
    asked = [one for one in intake.open_owners if one.id != owner_id]
    later = [one for one in asked if one.id > owner_id]
    if asked:
        return await _draw(turn, intake, (later or asked)[0])
    await stand(turn, intake.id, f"{OWNERS} 1")
    return Reply(owners_card(intake, notice="" if intake.open_owners else ALL_DONE))


async def _draw(turn: Turn, intake: IntakeView, one: NamedOwner, notice: str = "") -> Reply:
    await stand(turn, intake.id, f"{OWNER} {one.id} {one.version}")
    return Reply(owner_card(intake, one, await _everybody(turn), notice=notice))


async def _everybody(turn: Turn) -> tuple[Colleague, ...]:
    """A clerk may own recommendations too."""
    me = Colleague(turn.person.id, turn.person.name, turn.person.job_title)
    found = (*await turn.read(people.colleagues, person=turn.person), me)
    return tuple(sorted(found, key=lambda one: (one.name, one.id)))


async def _here(turn: Turn) -> tuple[int, int]:
    """The name that is open, and how often it had been answered when it was shown."""
    walk = await turn.read(walks.walk_of, person=turn.person)
    where, _, rest = walk.pending_text.partition(" ")
    if where != OWNER:
        raise Refusal("You have no name open. Type “owners” to see them.")
    owner_id, _, version = rest.partition(" ")
    return int(owner_id), int(version)


async def _intake_of(turn: Turn, owner_id: int) -> IntakeView:
    return await see(turn, await turn.read(choosing.intake_of, owner_id=owner_id), compared=False)


def _owner(intake: IntakeView, owner_id: int) -> NamedOwner:
    found = next((one for one in intake.owners if one.id == owner_id), None)
    if found is None:
        raise Refusal("That name is not in the document any more. Type “owners” to see those that are.")
    return found


def _kind(value: str) -> OwnerKind | None:
    return OwnerKind(value) if value in set(OwnerKind) else None
