"""The clerk's rounds: which plan, until when, who will be asked; then opened, with a letter to each; and closed."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date

from cards.rounds import closing, opened, to_close, to_open, which_round
from dialogs.speech import Reply
from dialogs.turn import Turn
from storage import invitations, rounds, walks
from storage.asked import Invitation, OpenRound
from storage.errors import Refusal
from storage.rules.deadlines import read_date
from storage.rules.wording import bare_words, keepable
from storage.views import Walk
from storage.vocabulary import MOST_LINE

OPENING, CLOSING = "open round", "close round"
"""What is pending while a clerk is asked whether to open a round, or to close one."""

ASIDE = "aside: "
"""Before what was pending, once something else has come after it: a typed yes is to it no more."""

WANTED = re.compile(
    r"\s*(?P<label>.*?)(?:\s+for\s+(?P<plan>.+?))?"
    r"(?:[,;]?\s+(?:and\s+)?(?:clos(?:ing|es|e)|to close|until|ending|ends)(?:\s+(?:on|by))?\s+(?P<closes>.+?))?[\s.]*",
    re.I | re.S,
)
OUT_OF_DATE = "That card is out of date, so I opened nothing. Type “open round” to begin again."
MOVED_ON = "This has moved on since that card was drawn, so I closed nothing. This is how it stands now."


@dataclass(frozen=True, slots=True)
class Wanted:
    """A round to be opened, as it was asked for; kept in the walk's row until the clerk says yes."""

    plan_id: int
    label: str
    period_on: date
    closes_on: date | None

    @property
    def kept(self) -> str:
        return f"{self.period_on}|{self.closes_on or ''}|{self.label}"

    def seen(self, invited: Invitation) -> str:
        """Names this round and all that the card said of whom it asks: its button opens that, and nothing else."""
        return _short(f"{self.plan_id}|{self.kept}|{invited}")


async def plan_round(turn: Turn) -> Reply:
    """From the card's boxes, or "open round July 2024 for … closing 31 August"; what is missing is asked for."""
    if turn.typed:
        found = WANTED.fullmatch(turn.argument)
        label, plan, closes = (found["label"], found["plan"] or "", found["closes"] or "") if found else ("", "", "")
        return await _ask(turn, label.strip(), plan.strip(), 0, closes.strip())
    pressed = turn.pressed
    chosen = pressed.number("plan") if pressed.text("plan") else 0
    return await _ask(
        turn, pressed.text("label").strip(), pressed.text("plan_name").strip(), chosen, pressed.text("closes").strip()
    )


async def open_round(turn: Turn) -> Reply:
    """Opens what was shown, and nothing else: a card that is out of date is told so."""
    walk = await turn.read(walks.walk_of, person=turn.person)
    wanted = _wanted(walk) if walk.pending.removeprefix(ASIDE) == OPENING else None
    if wanted is None:
        raise Refusal(OUT_OF_DATE)
    invited = await turn.read(invitations.invitation, person=turn.person, plan_id=wanted.plan_id)
    if not turn.typed and turn.pressed.text("seen") != wanted.seen(invited):
        raise Refusal(OUT_OF_DATE)
    await turn.write(
        invitations.open_and_invite,
        person=turn.person,
        moment=turn.moment,
        plan_id=wanted.plan_id,
        label=wanted.label,
        period_on=wanted.period_on,
        closes_on=wanted.closes_on,
    )
    await _stand(turn, "", "", None)
    return Reply(opened(invited, wanted.label))


async def round_to_close(turn: Turn) -> Reply:
    """The round that was pressed, or named: "close round July 2024 for …"; several are listed to choose from."""
    running = await turn.read(invitations.open_rounds, person=turn.person)
    if turn.pressed.text("round"):
        meant = [one for one in running if one.round.id == turn.pressed.number("round")]
    else:
        meant = _meant(running, turn.argument) if turn.typed else list(running)
    if len(meant) != 1:
        told = "" if meant or not running else "No open round of that name is yours to close."
        return Reply(to_close(meant or running, notice=told))
    return await _ask_to_close(turn, meant[0])


async def _ask_to_close(turn: Turn, one: OpenRound, notice: str = "") -> Reply:
    await _stand(turn, CLOSING, "", one.round.id)
    return Reply(closing(one, seen=_short(str(one)), notice=notice))


async def close_round(turn: Turn) -> Reply:
    walk = await turn.read(walks.walk_of, person=turn.person)
    round_id = walk.pending_id if turn.typed else turn.pressed.number("round")
    if round_id is None:
        raise Refusal("Which round? Type “close round” to see those that are open.")
    running = await turn.read(invitations.open_rounds, person=turn.person)
    now = next((one for one in running if one.round.id == round_id), None)
    if now and not turn.typed and turn.pressed.text("seen") != _short(str(now)):
        return await _ask_to_close(turn, now, MOVED_ON)
    closed = await turn.write(rounds.close_round, person=turn.person, moment=turn.moment, round_id=round_id)
    await _stand(turn, "", "", None)
    running = await turn.read(invitations.open_rounds, person=turn.person)
    return Reply(to_close(running, notice=f"The {closed.label} round is closed."))


async def yes(turn: Turn) -> Reply:
    walk = await turn.read(walks.walk_of, person=turn.person)
    return await (open_round if walk.pending == OPENING else close_round)(turn)


async def no(turn: Turn) -> Reply:
    walk = await turn.read(walks.walk_of, person=turn.person)
    told = "Nothing was opened." if walk.pending == OPENING else "Nothing was closed."
    await _stand(turn, "", "", None)
    return Reply(notice=told)


async def is_asked(turn: Turn) -> bool:
    """Whether the last question to this clerk was about a round."""
    return (await turn.read(walks.walk_of, person=turn.person)).pending in (OPENING, CLOSING)


async def _ask(turn: Turn, label: str, plan: str, chosen: int, closes: str) -> Reply:
    plans = await turn.read(invitations.plans_to_run, person=turn.person)
    if not label or not (plan or chosen or len(plans) == 1):
        if not plans:
            raise Refusal("There is no plan you may open a round for. Import one first: send me its file.")
        missing = "Say what the round is called, and for which plan." if label or plan or closes else ""
        return Reply(which_round(plans, notice=missing))
    plan_id = chosen or (
        (await turn.read(invitations.plan_meant, person=turn.person, words=plan))[0] if plan else plans[0][0]
    )
    wanted = _read(turn, plan_id, keepable(label, "round's name", MOST_LINE), closes)
    invited = await turn.read(invitations.invitation, person=turn.person, plan_id=plan_id)
    await _stand(turn, OPENING, wanted.kept, plan_id)
    return Reply(to_open(invited, wanted.label, wanted.closes_on, seen=wanted.seen(invited), today=turn.moment.today))


def _read(turn: Turn, plan_id: int, label: str, closes: str) -> Wanted:
    """The closing date must be certain, or nobody could be held to it; one without a year is the next of its name."""
    today = turn.moment.today
    closes_on = None
    if closes:
        closes_on = read_date(closes, today).on or _without_year(closes, today)
        if closes_on is None:
            raise Refusal(
                f"“{closes[:60]}” is not a date I am sure of. Type it like 31 August {today.year}. Nothing was opened."
            )
        if closes_on < today:
            raise Refusal("That closing date has passed. Give a later one; nothing was opened.")
    period_on = read_date(label, today).on or closes_on or today
    return Wanted(plan_id, label, period_on, closes_on)


def _without_year(words: str, today: date) -> date | None:
    years = (today.year, today.year + 1)
    dates = [read_date(f"{words} {year}", today).on for year in years]
    return next((on for on in dates if on is not None and on >= today), None)


def _meant(running: tuple[OpenRound, ...], words: str) -> list[OpenRound]:
    wanted = set(bare_words(words)) - {"for", "the", "of", "round"}
    return [one for one in running if wanted <= set(bare_words(one.round.label)) | set(bare_words(one.plan_title))]


def _wanted(walk: Walk) -> Wanted | None:
    period, _, rest = walk.pending_text.partition("|")
    closes, _, label = rest.partition("|")
    if walk.pending_id is None or not label:
        return None
    return Wanted(walk.pending_id, label, date.fromisoformat(period), date.fromisoformat(closes) if closes else None)


def _short(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:12]


async def _stand(turn: Turn, pending: str, text: str, id: int | None) -> None:
    walk = await turn.read(walks.walk_of, person=turn.person)
    there = Walk(walk.recommendation_id, walk.round_id, False, pending, text, id)
    await turn.write(walks.stand, person=turn.person, moment=turn.moment, walk=there)
