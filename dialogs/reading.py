"""What typed words come to for a recommendation: parts that name their field, a grade, a date, a value; the rest is plain.

Words are read the same way wherever they were typed: in the walk, beside a file, or before it was said what they are for.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cards.wording import day, shortened
from dialogs.graded import Graded, graded
from dialogs.labels import ADDED, date_trouble, labelled, value_of
from dialogs.loose_labels import loosely_labelled
from dialogs.replacing import Replaced, done_away, replaced
from storage.rules.deadlines import has_passed, mentions_date, read_date, which_year
from storage.rules.grading import scale
from storage.rules.typed_grades import near_grade, read_typed_grade
from storage.unseen import is_blank
from storage.views import Given, Grade, Response, Sheet
from storage.vocabulary import Meaning


@dataclass(frozen=True, slots=True)
class Reading:
    """`given` says itself what it is; `plain` is evidence once its writer says so; `told` is what they should know.

    `rivals` are the grades that one phrase names, `refused` why the whole of it can be nothing. `unsure` where the parts
    are to be asked about, too.
    """

    given: Given | None = None
    plain: str = ""
    told: str = ""
    rivals: tuple[Grade, ...] = ()
    refused: str = ""
    unsure: bool = False


def read(text: str, here: Sheet, today: date) -> Reading:
    """One message, with what is to be said of a new date at once."""
    what = _read(text, here, today)
    return replace(what, told=f"{what.told} {_passed(what.given, here, today)}".strip())


def _read(text: str, here: Sheet, today: date) -> Reading:
    if away := replaced(text, here, today):
        return _done_away(away)
    parts = labelled(text, here, today)
    if parts and parts.given:
        return Reading(parts.given, parts.rest, parts.left, unsure=parts.late)
    if value := value_of(text, here.indicators):
        return Reading(Given(indicators=value))
    grade = read_typed_grade(text, here.scheme)
    if grade.grade:
        return Reading(Given(grade=grade.grade.code))
    if grade.rivals:
        return Reading(
            plain=text, rivals=grade.rivals, told=f"“{text.strip()}” names more than one grade, so I set none."
        )
    if grade.off_scale:
        shown = text.strip()[:60]
        meant = f" If it is evidence, type “evidence: {shown}”." if any(map(str.isalpha, shown)) else ""
        refused = f"“{shown}” is not a grade of this plan. Choose {scale(here.scheme)}. I changed nothing.{meant}"
        return Reading(plain=text, refused=refused, told=f"“{shown}” is not a grade of this plan, so I set none.")
    if dated := _date_alone(text, today):
        return dated
    if parts:
        return Reading(plain=text, told=parts.left)
    if loose := loosely_labelled(text, here, today):
        return Reading(loose.given, loose.plain, loose.told, refused=loose.refused, unsure=loose.asks)
    if led := graded(text, here.scheme, today):
        return _led(led, text, here, today)
    if near := near_grade(text, here.scheme):
        asked = (
            f"Did you mean the grade {near.full_label}? If it is evidence, type no, then “evidence: {text.strip()}”."
        )
        return Reading(Given(grade=near.code), told=asked, unsure=True)
    return Reading(plain=text)


def _date_alone(text: str, today: date) -> Reading | None:
    dated = read_date(text, today)
    if dated.trouble == "impossible":
        refused = f"“{text.strip()}” is not a date: {dated.why}. I kept nothing of it."
        return Reading(plain=text, refused=refused, told=f"“{text.strip()}” is not a date: {dated.why}.")
    if dated.on is not None:
        return Reading(_dated(text))
    if which_year(text, today):
        return Reading(plain=text, told=date_trouble(text, text.strip(), today))
    return None


def read_all(messages: Sequence[str], here: Sheet, today: date) -> Reading:
    """Several messages that are one answer, in their order: of a grade or a date said twice, the later is meant.
    Nothing in them is refused: what can be nothing else is evidence, and that is said."""
    found = [read(one, here, today) for one in messages]
    if all(one.given is None for one in found):
        return Reading(plain="\n".join(messages), told=_once(one.told for one in found))
    given = Given()
    for one in found:
        given = _more(_more(given, one.given or Given()), _plain(one.plain))
    return Reading(given, told=_once(one.told for one in found))


def whole(reading: Reading) -> Given:
    """All of it, the plain words as evidence: what a yes records."""
    return _more(reading.given or Given(), _plain(reading.plain))


def done(here: Sheet, given: Given, today: date) -> str:
    """That it is recorded, what it was taken for, and what it took the place of."""
    is_more = not any(done_away(here.response, given))
    if is_more and given == Given(evidence=given.evidence, adding=given.adding, date_anew=given.date_anew):
        return f"Recorded as evidence for {here.short_name}. It is a draft until you submit."
    return f"Recorded for {here.short_name}: {said(here, given, today)}. It is a draft until you submit."


def _plain(words: str) -> Given:
    return Given(evidence=None if is_blank(words) else words, adding=ADDED)


def _passed(given: Given | None, here: Sheet, today: date) -> str:
    """A date of completion that is behind us is said at once; beside "fully achieved" it may be when that was."""
    on = read_date(given.anticipated, today).on if given and given.anticipated else None
    grade = here.scheme.grade(given.grade or here.response.grade) if given else None
    if on is None or not has_passed(on, today) or (grade and grade.meaning is Meaning.COMPLETE):
        return ""
    return f"{day(on)} has already passed: the anticipated date should say when this will be done."


def _done_away(away: Sequence[Replaced]) -> Reading:
    given = Given(adding=ADDED, date_anew=True)
    for one in away:
        given = _more(given, one.given)
    plain = "\n".join(one.plain for one in away if not is_blank(one.plain))
    refused = " ".join(one.refused for one in away if one.refused)
    told = _once(one.told or one.refused for one in away)
    return Reading(given, plain, told, refused=refused, unsure=any(one.asks for one in away))


def said(here: Sheet, given: Given, today: date) -> str:
    """ "grade 2 – On track (it was 3 – Slipped, by Bryn Calloway); evidence of impact"."""
    return "; ".join(_said(here, given, today))


def _said(here: Sheet, given: Given, today: date) -> Iterator[str]:
    by = f", by {here.written.by}" if here.written else ""
    if given.grade is not None:
        grade = here.scheme.grade(given.grade)
        before = f" (it was {here.grade.full_label}{by})" if here.grade and here.grade.code != given.grade else ""
        yield (
            f"grade {grade.full_label if grade else given.grade}{before}"
            if given.grade
            else f"no grade any more{before}"
        )
    if given.anticipated is not None:
        was = _as_read(here.response.anticipated, here.response.anticipated_on)
        now = _as_read(given.anticipated, read_date(given.anticipated, today).on)
        yield (f"anticipated date {now}" if now else "no anticipated date any more") + (
            f" (it was {was}{by})" if was else ""
        )
    for id, value in given.indicators.items():
        code = next((one.code for one in here.indicators if one.id == id), "") or "indicator"
        was = here.response.indicators.get(id, "")
        yield (f"{code} value {value}" if value else f"no {code} value any more") + (
            f" (it was {was}{by})" if was else ""
        )
    yield from (_of_prose(here.response, given, field) for field in NAMES if getattr(given, field) is not None)


NAMES = {"evidence": "evidence", "impact": "evidence of impact", "explanation": "explanation"}
MOST_SHOWN = 160


def _of_prose(before: Response, given: Given, field: str) -> str:
    """ "evidence", where words are added to it; else what stands there now, and what stood there before."""
    if field not in done_away(before, given):
        return NAMES[field]
    was, now = (shortened(str(getattr(one, field)), MOST_SHOWN) for one in (before, given))
    stays = f"before it was “{was}”, which stays in the record only"
    return f"{NAMES[field]} now reads “{now}”; {stays}" if now else f"no {NAMES[field]} any more; {stays}"


def date_said(response: Response, today: date) -> str:
    """What the anticipated date in its box was read as, or why it was not; "" where its words say it themselves."""
    if is_blank(response.anticipated):
        return ""
    if response.anticipated_on is None:
        why = date_trouble(response.anticipated, response.anticipated.strip()[:60], today, kept=True)
        return f"The anticipated date is kept as written: {why}" if why else ""
    read_as = _as_read(response.anticipated, response.anticipated_on)
    return f"Anticipated date: {read_as}." if read_as != response.anticipated.strip() else ""


def _as_read(words: str, on: date | None) -> str:
    """ "in two weeks, read as 1 August 2024": the day is said wherever the words are not that day already."""
    written = words.strip()
    return f"{written}, read as {day(on)}" if on and day(on).casefold() != written.casefold() else written


def _dated(text: str) -> Given:
    return Given(anticipated=text.strip().rstrip(".,; "), date_anew=True)


def _led(led: Graded, text: str, here: Sheet, today: date) -> Reading:
    impossible = f"{led.impossible} I set none." if led.impossible else ""
    if led.anticipated:
        return Reading(Given(grade=led.code, anticipated=led.anticipated, date_anew=True))
    if (parts := labelled(led.rest, here, today)) and parts.given and not parts.late:
        return Reading(_more(Given(grade=led.code), parts.given), parts.rest, parts.left)
    if led.on_its_own_line:
        return Reading(Given(grade=led.code), led.rest, impossible)
    dated = f"“new date: June {today.year + 1}”" if mentions_date(led.rest) else ""
    if led.is_sure:
        return Reading(
            Given(grade=led.code), led.words, f"It begins with a grade{_may_set(dated)}. {NO_GRADE}", unsure=True
        )
    how = f"type “grade: {led.code}”{f', and a date as {dated}' if dated else ''}."
    return Reading(
        plain=text, told=f"It begins with a grade, which is not set: to set it too, {how} {impossible}".strip()
    )


def _may_set(dated: str) -> str:
    return f"; a date in it is set only where you type it as {dated}" if dated else ""


NO_GRADE = "If it is none, type no, and then the whole of it after “evidence:”."


def _more(before: Given, after: Given) -> Given:
    """Words grow, or take the place of all before them; of a grade, a date or a value the later one is meant."""

    def grown(field: str) -> str | None:
        first, then = getattr(before, field), getattr(after, field)
        if then is not None and field not in after.adding and field in ADDED:
            return str(then)
        return f"{first}\n{then}" if first and then else first if then is None else then

    put = {one for given in (before, after) for one in ADDED - given.adding if getattr(given, one) is not None}
    return Given(
        evidence=grown("evidence"),
        impact=grown("impact"),
        explanation=grown("explanation"),
        anticipated=before.anticipated if after.anticipated is None else after.anticipated,
        grade=before.grade if after.grade is None else after.grade,
        indicators={**before.indicators, **after.indicators},
        adding=ADDED - put,
        date_anew=True,
    )


def _once(told: Iterator[str]) -> str:
    return " ".join(dict.fromkeys(one for one in told if one))
