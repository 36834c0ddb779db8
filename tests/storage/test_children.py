"""What is asked about as a child's name or case, and what is left alone. Names and numbers are invented."""

import pytest

from storage.rules.children import possible_child


@pytest.mark.parametrize(
    "text",
    [
        "Zoë (9) settled well.",
        "José (12) moved school.",
        "Siân's mother was told.",
        "Jayden, 14, was found.",
        "JAYDEN (14) was found.",
        "Ella (4 yrs) was placed.",
        "Max (14yrs) came home.",
        "Max (age 14) came home.",
        "Max [14] came home.",
        "Since then Amir is 14.",
        "Max, who is 14, came home.",
        "Support for a six-year-old girl began.",
        "Two 15-year-olds were met.",
        "A 15 year old boy was met.",
        "a 6yo boy was met",
        "The review of Child J was held.",
        "Child A (aged 7) was seen.",
        "A plan for young person JS is in place.",
        "The boy (14) was seen.",
        "Max and his mum came.",
        "The family lives at 42 Church Street.",
        "The child was moved to TS18 1AB.",
        "Details are in case 123456.",
        "See Mosaic 1234567.",
        "NHS number: 943 476 5919",
        "Her date of birth was wrong.",
        "The child called Ella was moved.",
        "The mother of Ella was told.",
        "The child, Ella, was moved.",
        "Felicity (14) was found.",
        "Trinity (14) was found.",
        "Marion, 14, was found.",
        "Moses (14) was found.",
        "Anders (9) was found.",
        "Sterling (14) was found.",
        "Clement (14) was found.",
        "Summer (14) was found.",
        "Jayden(14) was found.",
        "JS (14) was found.",
        "J.S. (14) was found.",
        "JS, 14, was found.",
        "Jayden (male, 14) was found.",
        "Adam, 15 was found.",
        "Sam (Year 9) was moved.",
        "The boy Liam Doyle was placed.",
    ],
)
def test_what_may_give_a_child_away_is_asked_about(text: str) -> None:
    assert possible_child(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ofsted (4) visited.",
        "Bristol (3) sites were opened.",
        "It closed on Friday (5).",
        "Phase (2) has begun.",
        "Nurses (4) were appointed.",
        "Kelderby's parents forum met twice.",
        "42 Church Street is the hub.",
        "The child protection team met.",
        "Child SEN services were reviewed.",
        "All 14 schools took part, and 12 reported.",
        "In March, 14 staff were trained.",
        "The target is 14.",
        "Children aged 14 to 18 may apply.",
        "Young people have a say in the new plan.",
        "Families of the estate were asked.",
        "Parents of the pupils were written to.",
        "The average is 9, and falling.",
        "Year 11 pupils (15) were asked.",
        "Staff in case 3 of the study agreed.",
        "A child A level class was opened.",
        "Pupils (Year 9) were asked.",
        "IT (4) was bought.",
        "The baby Clinic Hub opened.",
        "Carers (12) were asked.",
    ],
)
def test_what_gives_nobody_away_is_left_alone(text: str) -> None:
    assert possible_child(text) == ""


def test_a_long_text_of_names_and_spaces_takes_no_time() -> None:
    assert possible_child("Max " * 20_000 + "and") == ""
    assert possible_child("a" * 40_000 + " " * 40_000) == ""
