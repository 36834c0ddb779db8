"""Published documents that lie beside the checkout, read as well as was promised. Skipped where they are not there."""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from storage.importing.opening import opened
from storage.importing.printing import as_data
from storage.importing.reading import read

PLANS = Path(__file__).parents[4] / "shared" / "plans"
GOLD = {
    "childs_journey_2022.txt": "childs_journey_2022",
    "childs_journey_2022.docx": "childs_journey_2022",
    "jtai_neglect_2018.txt": "jtai_neglect_2018",
}
pytestmark = pytest.mark.skipif(not PLANS.is_dir(), reason="the published plans are not beside this checkout")


def proposal(name: str) -> dict[str, Any]:
    return as_data(read(opened(name, (PLANS / name).read_bytes())))


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", PLANS / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", GOLD)
def test_a_published_plan_is_read_with_nothing_silently_wrong(name: str, scorer: ModuleType) -> None:
    gold = scorer.load(PLANS / f"{GOLD[name]}.expected.json")
    result = scorer.score(gold, proposal(name), PLANS / name)
    fields, doubts, words = result["fields"]["all"], result["doubts"], result["words"]
    assert result["silent"] == []
    assert fields["hit"] / fields["total"] >= 0.97
    assert doubts["raised"] / doubts["total"] >= 0.9
    assert doubts["a_record"] <= 3
    assert words["found"] / words["total"] >= 0.99


def test_an_improvement_plan_is_read_with_its_actions_and_indicators() -> None:
    data = proposal("improvement_plan_2017.txt")
    recommendations = data["recommendations"]
    assert [one["number"] for one in recommendations] == [str(number) for number in range(1, 19)]
    assert {level["code"] for level in data["scheme"]["levels"]} == {"C", "G", "A", "R"}
    assert data["reported"]["date"] == "2017-06-15"
    assert data["totals"]["stated"] == {"Complete": 5, "Green": 9, "Amber": 4, "Red": 0}
    assert len(recommendations[0]["sub_actions"]) == 27
    assert len(recommendations[0]["indicators"]) == 7
    codes = {doubt["code"] for doubt in data["doubts"]}
    assert codes >= {
        "totals_mismatch",
        "lead_conflict",
        "pi_lead_spill",
        "pi_code_missing",
        "owner_name_variant",
        "rag_text_cell_conflict",
        "rag_parent_child_conflict",
        "overdue_on_track",
    }


def test_a_statement_of_action_is_read_with_its_owners_and_dates() -> None:
    data = proposal("statement_of_action_2014.txt")
    assert data["family"] == "statement_of_action"
    assert len(data["recommendations"]) == 17
    assert len({one["section"] for one in data["recommendations"]}) == 2
    sixth = data["recommendations"][5]
    assert [owner["text"] for owner in sixth["owners"]] == [
        "Assistant Director",
        "Heads of Service",
        "Head of Access and Strategic Planning",
    ]
    assert sixth["due"]["date"] == "2014-09-30"
