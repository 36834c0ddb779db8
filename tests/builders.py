"""A small council for tests: people in every role and one plan, added by the operations that the bot itself uses."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from storage import people, plans, rounds, sheets, submissions, updates
from storage.agreed import AgreedIndicator, AgreedOwner, AgreedPlan, AgreedRecommendation
from storage.database import Database
from storage.doorstep import look
from storage.people import ListedPerson
from storage.rules.schemes import known
from storage.views import Given, Moment, MovedOn, Overtaken, Person, Receipt, Reference, Sheet
from storage.vocabulary import Family, OwnerKind, Part, Role

TENANT = "7c0f5a10-3b1e-4a6b-9a51-0d2f6f8c1e01"
NOW = datetime(2024, 7, 8, 9, 30, tzinfo=UTC)
TITLE = "Young Carers in Schools"

IDS = {
    "asha": "0a0a0a0a-0000-4000-8000-000000000001",
    "bryn": "0a0a0a0a-0000-4000-8000-000000000002",
    "lena": "0a0a0a0a-0000-4000-8000-000000000003",
    "mo": "0a0a0a0a-0000-4000-8000-000000000004",
    "cleo": "0a0a0a0a-0000-4000-8000-000000000005",
    "ada": "0a0a0a0a-0000-4000-8000-000000000006",
    "tess": "0a0a0a0a-0000-4000-8000-000000000007",
}
NAMES = {
    "asha": "Asha Pryce",
    "bryn": "Bryn Calloway",
    "lena": "Lena Marsh",
    "mo": "Mo Adeyemi",
    "cleo": "Cleo Farrant",
    "ada": "Ada Quill",
    "tess": "Tess Byrne",
}


def moment(days: float = 0) -> Moment:
    at = NOW + timedelta(days=days)
    return Moment(at, at.date())


def email(key: str) -> str:
    return f"{NAMES[key].replace(' ', '.').lower()}@lowmere.example"


def listed() -> tuple[ListedPerson, ...]:
    """Asha and Bryn own recommendations, Lena is link officer, Mo a manager, Cleo a clerk, Ada administrator, Tess nothing."""
    roles = {"lena": Role.LINK_OFFICER, "mo": Role.MANAGER, "cleo": Role.CLERK, "ada": Role.ADMINISTRATOR}
    return tuple(
        ListedPerson(
            name=name,
            email=email(key),
            entra_id=IDS[key],
            job_title="Team manager" if key not in roles else roles[key].replace("_", " "),
            service="Children",
            roles=((roles[key], "", "Children" if key == "mo" else ""),) if key in roles else (),
        )
        for key, name in NAMES.items()
    )


def owner(key: str, part: Part = Part.LEAD) -> AgreedOwner:
    return AgreedOwner(NAMES[key], part=part, email=email(key))


OUTSIDER = AgreedOwner("Mere Valley NHS Trust", OwnerKind.ORGANISATION, organisation="Mere Valley NHS Trust")


def plan() -> AgreedPlan:
    return AgreedPlan(
        title=TITLE,
        family=Family.PROGRESS_UPDATE,
        scheme=known("scrutiny"),
        service="Children",
        agreed_text="June 2023",
        agreed_on=date(2023, 6, 30),
        recommendations=(
            AgreedRecommendation(
                "Every school names a lead for young carers.",
                number="1",
                actions=("Write to all head teachers.",),
                measures=("A lead in at least 40 schools.",),
                owners=(owner("asha"),),
                due_text="May 2024",
                due_on=date(2024, 5, 31),
            ),
            AgreedRecommendation(
                "Young carers are asked what helps them.",
                number="2",
                actions=("Hold a survey.",),
                owners=(owner("asha"), owner("bryn", Part.JOINT)),
                due_text="December 2024",
                due_on=date(2024, 12, 31),
                indicators=(AgreedIndicator("Surveys returned", code="YC 1", target="60%"),),
            ),
            AgreedRecommendation(
                "School nurses know which pupils are carers.",
                number="3",
                owners=(OUTSIDER,),
                due_text="Ongoing",
            ),
            AgreedRecommendation("Transport passes are offered.", owners=(owner("bryn"),), due_text="TBC"),
        ),
    )


@dataclass(frozen=True, slots=True)
class Council:
    """The record with people in it, one plan, and its July 2024 round open."""

    database: Database
    people: dict[str, Person]
    plan_id: int
    round_id: int
    recommendations: dict[str, int] = field(default_factory=dict)

    def sheet(self, who: str, which: str, round_id: int | None = None) -> Sheet:
        return self.database.read_now(
            sheets.sheet,
            person=self.people[who],
            recommendation_id=self.recommendations[which],
            round_id=round_id or self.round_id,
        )

    def save(
        self, who: str, which: str, based_on: int | None = None, days: float = 0, **given: str
    ) -> Sheet | Overtaken | MovedOn:
        return self.database.write_now(
            updates.save,
            person=self.people[who],
            moment=moment(days),
            recommendation_id=self.recommendations[which],
            round_id=self.round_id,
            based_on=based_on,
            given=Given(**given),  # type: ignore[arg-type]
        )

    def saved(self, who: str, which: str, based_on: int | None = None, days: float = 0, **given: str) -> Sheet:
        result = self.save(who, which, based_on, days, **given)
        assert isinstance(result, Sheet)
        return result

    def submit(self, who: str, days: float = 0) -> Receipt:
        ready = self.database.read_now(submissions.ready, person=self.people[who], today=moment(days).today)
        receipt = self.database.write_now(
            submissions.submit, person=self.people[who], moment=moment(days), seen=submissions.fingerprint(ready)
        )
        assert receipt is not None
        return receipt

    def round_called(self, label: str, period_on: date, days: float = 0) -> int:
        return self.database.write_now(
            rounds.open_round,
            person=self.people["cleo"],
            moment=moment(days),
            plan_id=self.plan_id,
            label=label,
            period_on=period_on,
        ).id

    def close_round(self, days: float = 0) -> None:
        self.database.write_now(
            rounds.close_round, person=self.people["cleo"], moment=moment(days), round_id=self.round_id
        )

    def in_round(self, round_id: int) -> "Council":
        return replace(self, round_id=round_id)


def council(database: Database, agreed: AgreedPlan | None = None) -> Council:
    database.write_now(people.import_people, person=None, moment=moment(-400), people=listed())
    known_people = {
        key: found for key in NAMES if (found := database.read_now(people.person_with_email, email=email(key)))
    }
    plan_id = database.write_now(
        plans.add_plan, person=known_people["cleo"], moment=moment(-400), plan=agreed or plan()
    )
    empty = Council(database, known_people, plan_id, 0)
    return replace(
        empty,
        round_id=empty.round_called("July 2024", date(2024, 7, 31)),
        recommendations=database.read_now(plans.recommendation_ids, plan_id=plan_id),
    )


def who_is(database: Database, entra_id: str) -> Person | None:
    """Whom the program knows by this sign-in."""
    nowhere = Reference("", "", "", "", "")
    return database.read_now(look, entra_id=entra_id, delivery="", reference=nowhere, moment=moment()).person
