"""Who answers: parted only where that is plain, kept as written with a doubt where it is not."""

import pytest

from storage.importing.reading.owners import read_owners, split_lead


@pytest.mark.parametrize(
    ("lines", "owners"),
    [
        (["Asha Pryce / Tom Lowe"], ["Asha Pryce", "Tom Lowe"]),
        (["Asha Pryce and Tom Lowe"], ["Asha Pryce", "Tom Lowe"]),
        (["Asha Pryce; Tom Lowe"], ["Asha Pryce", "Tom Lowe"]),
        (["Asha Pryce, Tom Lowe and Kim Osei"], ["Asha Pryce", "Tom Lowe", "Kim Osei"]),
        (["ASHA PRYCE/TOM LOWE"], ["ASHA PRYCE", "TOM LOWE"]),
        (["Asha Pryce", "Tom Lowe"], ["Asha Pryce", "Tom Lowe"]),
        (["Asha Pryce, Head of Housing and Repairs"], ["Asha Pryce, Head of Housing and Repairs"]),
        (["Asha Pryce AD"], ["Asha Pryce AD"]),
        (["Asha Pryce (Head of Service) / Kim Osei"], ["Asha Pryce (Head of Service)", "Kim Osei"]),
        (["Service Manager, Review"], ["Service Manager, Review"]),
        (["AD - Safeguarding"], ["AD - Safeguarding"]),
        (["Head of Safeguarding and Review"], ["Head of Safeguarding and Review"]),
        (["Assistant Director / Heads of Service"], ["Assistant Director", "Heads of Service"]),
        (["Director of Place and Head of Housing"], ["Director of Place", "Head of Housing"]),
        (
            ["Director of Adults and Communities and Head of Finance"],
            ["Director of Adults and Communities", "Head of Finance"],
        ),
        (["Head of HR and Organisational Development"], ["Head of HR and Organisational Development"]),
        (["Head of Housing and Fosterley NHS Trust"], ["Head of Housing", "Fosterley NHS Trust"]),
        (["Head of Housing and Cllr Kim Osei"], ["Head of Housing", "Cllr Kim Osei"]),
        (["Performance and Quality subgroup"], ["Performance and Quality subgroup"]),
        (["All agencies"], ["All agencies"]),
        (["Steering group (council, police, health)"], ["Steering group (council, police, health)"]),
        (["Head of", "Early Help"], ["Head of Early Help"]),
        (["Carers' Forum with Therapies Lead"], ["Carers' Forum", "with Therapies Lead"]),
        (["Asha Pryce a / and Tom Lowe"], ["Asha Pryce", "Tom Lowe"]),
        (["Kelder Vale NHS Foundation Trust"], ["Kelder Vale NHS Foundation Trust"]),
        (["Pennaeth Gwasanaeth / Head of Service"], ["Pennaeth Gwasanaeth / Head of Service"]),
    ],
)
def test_owners_are_parted_only_where_that_is_plain(lines: list[str], owners: list[str]) -> None:
    read = read_owners(lines)
    assert ([owner.text for owner in read.owners], read.findings) == (owners, ())


@pytest.mark.parametrize(
    ("line", "code", "owners"),
    [
        ("Asha Pryce Deputy Director Hub manager", "owner_role_mixed", ["Asha Pryce Deputy Director", "Hub manager"]),
        ("Asha Pryce Tom Lowe", "owner_role_mixed", ["Asha Pryce", "Tom Lowe"]),
        ("Head of Parks and Green Meadows", "owner_role_mixed", ["Head of Parks and Green Meadows"]),
        ("Head of Law and Democratic Services", "owner_role_mixed", ["Head of Law and Democratic Services"]),
        ("All agencies (council, police,", "owner_truncated", ["All agencies (council, police"]),
        ("Head of Service and", "owner_truncated", ["Head of Service and"]),
        ("TBC", "owner_tbc", ["TBC"]),
        ("N/A", "owner_not_applicable", ["N/A"]),
    ],
)
def test_an_owner_that_is_not_plain_is_kept_and_doubted(line: str, code: str, owners: list[str]) -> None:
    read = read_owners([line])
    assert [owner.text for owner in read.owners] == owners
    assert [one.code for one in read.findings] == [code]


@pytest.mark.parametrize(
    ("line", "name", "role", "organisation"),
    [
        ("Asha Pryce AD", "Asha Pryce", "AD", ""),
        ("Asha Pryce Director", "Asha Pryce", "Director", ""),
        ("Kelder Vale NHS Foundation Trust", "", "", "Kelder Vale NHS Foundation Trust"),
        ("Orrin Moor University Hospital", "", "", "Orrin Moor University Hospital"),
        ("Asha Pryce Headteacher Kelder School", "Asha Pryce", "Headteacher Kelder School", ""),
        ("Asha Pryce, Head of Inclusion", "Asha Pryce", "Head of Inclusion", ""),
        ("Head of Inclusion (Asha Pryce)", "Asha Pryce", "Head of Inclusion", ""),
        ("Siân O'Neill-Jones", "Siân O'Neill-Jones", "", ""),
        ("Head of People Resources", "", "Head of People Resources", ""),
        ("Northmoor Police", "", "", "Northmoor Police"),
        ("HDFT", "", "", "HDFT"),
    ],
)
def test_a_person_a_role_and_a_body_are_told_apart(line: str, name: str, role: str, organisation: str) -> None:
    (owner,) = read_owners([line]).owners
    assert (owner.text, owner.name, owner.role, owner.organisation) == (line, name, role, organisation)


@pytest.mark.parametrize(
    ("lines", "parts"),
    [
        (["Asha Pryce / Tom Lowe"], {"Asha Pryce": "lead", "Tom Lowe": "joint"}),
        (["Primary care", "Supported by Elm CCG"], {"Primary care": "lead", "Supported by Elm CCG": "supporting"}),
        (["Asha Pryce (lead), Tom Lowe (support)"], {"Asha Pryce (lead)": "lead", "Tom Lowe (support)": "supporting"}),
    ],
)
def test_the_part_that_each_plays_is_read(lines: list[str], parts: dict[str, str]) -> None:
    assert {owner.text: owner.part.value for owner in read_owners(lines).owners} == parts


@pytest.mark.parametrize(
    ("heading", "lead"),
    [
        ("Keep children safe. (ASHA PRYCE/TOM LOWE)", "ASHA PRYCE/TOM LOWE"),
        ("Keep children safe (Children's Continuous Improvement)", ""),
        ("Keep children safe (see Annex)", ""),
    ],
)
def test_people_in_brackets_after_a_heading_lead_it(heading: str, lead: str) -> None:
    assert split_lead(heading) == lead


@pytest.mark.parametrize(
    "post",
    ["Rough Sleeping Co-ordinator", "Empty Homes Officer", "Head of Parks", "Blue Badge Manager", "Town Centre Lead",
     "Night Shelter Supervisor", "Domestic Abuse Coordinator", "Private Rented Sector Lead"],
)  # fmt: skip
def test_a_post_made_of_words_is_one_post_and_nobodys_name(post: str) -> None:
    (owner,) = read_owners([post]).owners
    assert (owner.text, owner.name, owner.role) == (post, "", post)


@pytest.mark.parametrize(
    "cell", [["Asha Pryce; Asha Pryce"], ["Asha Pryce", "Asha Pryce"], ["Asha Pryce / ASHA PRYCE"]]
)
def test_who_is_named_twice_in_one_cell_is_one_owner(cell: list[str]) -> None:
    assert len(read_owners(cell).owners) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Merefield Parent Carer Voice",
        "Grace Ward Youth Voice",
        "Healthwatch Kelder Vale",
        "Mary Hope Partnership",
        "Citizens Advice Kelderby",
        "Rowan House Day Centre",
        "Grwp Llais Ieuenctid Powys",
        "Kelder Disability Coalition",
    ],
)
def test_a_body_whose_words_look_like_names_is_one_body(text: str) -> None:
    read = read_owners([text])
    assert [(one.text, one.name, one.organisation) for one in read.owners] == [(text, "", text)]
    assert read.findings == ()


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("Asha Pryce and Youth Voice", [("Asha Pryce", ""), ("", "Youth Voice")]),
        ("Youth Voice and Healthwatch Merefield", [("", "Youth Voice"), ("", "Healthwatch Merefield")]),
        ("Merefield Parent Carer Voice, Sunita Bhogal", [("Sunita Bhogal", "Merefield Parent Carer Voice")]),
        ("Kim Young", [("Kim Young", "")]),
        ("Tom Day", [("Tom Day", "")]),
    ],
)
def test_people_beside_bodies_stay_people(text: str, owners: list[tuple[str, str]]) -> None:
    assert [(one.name, one.organisation) for one in read_owners([text]).owners] == owners


@pytest.mark.parametrize("text", ["Private Sector Housing Lead", "Private Rented Sector Team Leader"])
def test_a_post_that_begins_as_a_name_does_is_nobodys_name(text: str) -> None:
    (owner,) = read_owners([text]).owners
    assert (owner.name, owner.role) == ("", text)


def test_a_letter_before_a_slash_is_part_of_a_rank() -> None:
    assert [owner.text for owner in read_owners(["D/Supt Morfydd Beynon"]).owners] == ["D/Supt Morfydd Beynon"]
    assert [owner.text for owner in read_owners(["Huw Parry/Ines Vaughan"]).owners] == ["Huw Parry", "Ines Vaughan"]
