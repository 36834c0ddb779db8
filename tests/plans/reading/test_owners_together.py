"""What stays one owner though a sign stands in the name: offices, departments, and a name in two languages."""

import pytest

from storage.importing.reading.owners import read_owners


@pytest.mark.parametrize(
    ("line", "owners"),
    [
        ("Elm CCG / Office of the Police and Crime Commissioner", ["Elm CCG", "Office of the Police and Crime Commissioner"]),
        ("Elm Vale Police & Crime Commissioner", ["Elm Vale Police & Crime Commissioner"]),
        ("Adults, Health and Housing Directorate", ["Adults, Health and Housing Directorate"]),
        ("Kelder Health and Wellbeing Board", ["Kelder Health and Wellbeing Board"]),
        ("Elm Fire and Rescue Service", ["Elm Fire and Rescue Service"]),
        ("Elm Fire and Rescue Service and Kelder Council", ["Elm Fire and Rescue Service", "Kelder Council"]),
        ("Place, Growth and Environment", ["Place, Growth and Environment"]),
        ("Department of Health and Social Care", ["Department of Health and Social Care"]),
        ("Kelder Council and Elm Vale Police", ["Kelder Council", "Elm Vale Police"]),
        ("Kelder Council, Elm Vale Police and Otter NHS Trust", ["Kelder Council", "Elm Vale Police", "Otter NHS Trust"]),
        ("Finance Team and Housing Team", ["Finance Team", "Housing Team"]),
        ("Head of Law and Governance and Head of Finance", ["Head of Law and Governance", "Head of Finance"]),
        ("Yr holl asiantaethau / All agencies", ["Yr holl asiantaethau / All agencies"]),
        ("Heddlu Elm / Elm Police", ["Heddlu Elm / Elm Police"]),
    ],
)  # fmt: skip
def test_an_and_inside_a_name_parts_nothing(line: str, owners: list[str]) -> None:
    read = read_owners([line])
    assert ([one.text for one in read.owners], read.findings) == (owners, ())


@pytest.mark.parametrize(
    "line",
    [
        "Adult Social Care and Public Health",
        "Public Health and Community Safety Team",
        "Kelder Council, Elm Vale Police",
        "Office of the Police and Crime Commissioner, Kelder Council",
        "Cyngor Kelder / Elm Vale Police",
    ],
)
def test_what_may_be_one_body_or_two_is_kept_whole_and_doubted(line: str) -> None:
    read = read_owners([line])
    assert ([one.text for one in read.owners], [one.code for one in read.findings]) == ([line], ["owner_role_mixed"])


@pytest.mark.parametrize(
    ("lines", "owners"),
    [
        (["Pob ysgol", "All schools"], ["Pob ysgol / All schools"]),
        (["Heddlu Elm", "Kelder Council"], ["Heddlu Elm", "Kelder Council"]),
    ],
)
def test_lines_in_two_languages_are_one_owner_where_they_say_the_same(lines: list[str], owners: list[str]) -> None:
    assert [one.text for one in read_owners(lines).owners] == owners


def test_an_office_is_a_body_and_no_post() -> None:
    (owner,) = read_owners(["Office of the Police and Crime Commissioner"]).owners
    assert (owner.role, owner.organisation) == ("", owner.text)
