"""Answers a file of questions as the bot would, on a fresh record of their world: a line of JSON for each.

    python tests/asking/evaluate.py QUERIES.jsonl [--world WORLD.json] > predictions.jsonl

Each sentence goes the way of words typed in a chat: the names that its asker may see, the understanding, the answer.
"""

import argparse
import json
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from dialogs.asking.index import index
from dialogs.asking.lexicon import lexicon
from dialogs.asking.outcome import NotAQuestion, Outcome, Question, Understood
from dialogs.asking.understanding import understand
from storage.asking.answering import answer
from storage.asking.names import names
from storage.query import Filters, Kind, Names, Period, Query
from storage.views import Person
from tests.asking import world as worlds
from tests.asking.world import World

ANSWERED = frozenset({Kind.LIST, Kind.COUNT, Kind.SHOW, Kind.COMPARE, Kind.CHANGES, Kind.WHO_NOT_RESPONDED})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("queries", type=Path)
    parser.add_argument("--world", type=Path)
    asked = parser.parse_args()
    beside = asked.queries.parent / "world.json"
    shared = Path(__file__).resolve().parents[3] / "shared" / "asking" / "world.json"
    world = worlds.read(asked.world or (beside if beside.exists() else shared))
    with tempfile.TemporaryDirectory() as folder:
        loaded = worlds.load(world, Path(folder))
        for line in asked.queries.read_text(encoding="utf-8").splitlines():
            if line.strip():
                print(json.dumps(predicted(loaded, json.loads(line)), ensure_ascii=False))
        loaded.database.close()


@dataclass(frozen=True, slots=True)
class Asked:
    outcome: Outcome
    ms: float


def predicted(world: World, question: dict[str, Any]) -> dict[str, Any]:
    person = world.people[question.get("as_user", "manager")]
    before = ask(world, person, question["previous"], None).outcome if question.get("previous") else None
    asked = ask(world, person, question["text"], before.query if isinstance(before, Understood) else None)
    return {"id": question["id"], "got": told(asked.outcome), "ms": round(asked.ms, 3)}


def ask(world: World, person: Person, text: str, previous: Query | None) -> Asked:
    known: Names = world.database.read_now(names, person=person)
    lexicon(), index(known)  # as the bot does before its loop takes the words up
    began = time.perf_counter()
    outcome = understand(text, known, world.today, previous)
    ms = (time.perf_counter() - began) * 1000
    if isinstance(outcome, Understood) and outcome.query.kind in ANSWERED:
        world.database.read_now(answer, person=person, today=world.today, query=outcome.query)
    return Asked(outcome, ms)


def told(outcome: Outcome) -> dict[str, Any]:
    match outcome:
        case Understood(query=query):
            return _query(query)
        case Question(slot=slot, candidates=candidates, draft=draft):
            drawn = _query(draft) if draft else {"kind": Kind.LIST.value}
            return {**drawn, "clarify": {"slot": slot.value, "candidates": list(candidates)}}
        case NotAQuestion():
            return {"kind": "unknown"}


def _query(query: Query) -> dict[str, Any]:
    told: dict[str, Any] = {"kind": query.kind.value, "filters": _filters(query.filters)}
    if query.group_by:
        told["group_by"] = query.group_by.value
    if query.order:
        told["order"] = {"by": query.order.by.value, "dir": "desc" if query.order.descending else "asc"}
    if query.limit is not None:
        told["limit"] = query.limit
    if since := query.since:
        told["since"] = f"round:{since.round}" if since.round else f"date:{since.on}"
    if query.direction:
        told["direction"] = query.direction.value
    if compare := query.compare:
        sides = {"round": compare.rounds, "plan": compare.plans, "owner": compare.owners}
        told["compare"] = {name: sorted(found) for name, found in sides.items() if found}
    if query.set_status:
        told["set"] = {"status": query.set_status.value}
    if query.format:
        told["format"] = query.format.value
    return told


def _filters(filters: Filters) -> dict[str, Any]:
    sets = {
        "status": filters.status,
        "owner": filters.owners,
        "plan": filters.plans,
        "round": filters.rounds,
        "missing": filters.missing,
    }
    told: dict[str, Any] = {name: sorted(map(str, found)) for name, found in sets.items() if found}
    if filters.recommendations:
        told["recommendation"] = [int(one) if one.isdigit() else one for one in sorted(filters.recommendations)]
    if filters.overdue is not None:
        told["overdue"] = filters.overdue
    for name, period in (("due", filters.due), ("updated", filters.updated)):
        if period:
            told[name] = _period(period)
    if filters.text:
        told["text"] = filters.text
    left_out = {"owner": filters.but_owners, "plan": filters.but_plans}
    if any(left_out.values()):
        told["exclude"] = {name: sorted(found) for name, found in left_out.items() if found}
    return told


def _period(period: Period) -> dict[str, str]:
    ends = {"from": period.from_on, "to": period.to_on}
    return {name: day.isoformat() for name, day in ends.items() if day}


if __name__ == "__main__":
    main()
