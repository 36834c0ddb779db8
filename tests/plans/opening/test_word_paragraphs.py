"""What a paragraph of a Word document says, and what was done to its words."""

import pytest

from storage.importing.source import Line, Mark
from tests.plans.opening.builders import only_line, opened_word, p, part, r, sdt

WINGDINGS = '<w:rFonts w:ascii="Wingdings"/>'
STYLE = '<w:style w:type="{}" w:styleId="{}"><w:name w:val="{}"/>{}</w:style>'
INSERTED = '<w:ins w:id="1" w:author="x">{}</w:ins>'
DELETED = '<w:del w:id="2" w:author="x"><w:r><w:delText>{}</w:delText></w:r></w:del>'


def line(body: str, **parts: str) -> Line:
    return only_line(opened_word(p(body), **parts))


def text(body: str, **parts: str) -> str:
    return line(body, **parts).text


def test_words_of_several_runs_are_one_text() -> None:
    assert text(r("On ") + r("tra", "<w:i/>") + r("ck")) == "On track"


@pytest.mark.parametrize(
    ("between", "expected"),
    [
        ("<w:br/>", "a\nb"),
        ("<w:cr/>", "a\nb"),
        ('<w:br w:type="page"/>', "a\nb"),
        ("<w:tab/>", "a\tb"),
        ("<w:noBreakHyphen/>", "a-b"),
        ("<w:softHyphen/>", "ab"),
        ("<w:lastRenderedPageBreak/>", "ab"),
        ("<w:t>\u00a0</w:t>", "a b"),
        ("<w:t>\u00ad</w:t>", "ab"),
        ("<w:t>\u2011</w:t>", "a-b"),
        ("<w:t>\u200b</w:t>", "ab"),
        ("<w:t>\n   </w:t>", "a    b"),
        ('<w:sym w:font="Wingdings" w:char="F0FC"/>', "a✓b"),
        ('<w:sym w:font="Wingdings" w:char="F0A8"/>', "a☐b"),
        ('<w:sym w:font="Symbol" w:char="F0B7"/>', "a•b"),
        ('<w:sym w:font="Wingdings" w:char="nonsense"/>', "ab"),
    ],
)
def test_breaks_hyphens_spaces_and_symbols(between: str, expected: str) -> None:
    assert text(f"<w:r><w:t>a</w:t>{between}<w:t>b</w:t></w:r>") == expected


def test_a_letter_of_a_picture_font_is_the_sign_it_shows() -> None:
    assert text(r("\uf0fe", WINGDINGS) + r(" done \uf0fc", WINGDINGS) + r("\u00fc", WINGDINGS)) == "☑ done ✓✓"


@pytest.mark.parametrize(
    "wrapping",
    [
        '<w:hyperlink r:id="r9">{}</w:hyperlink>',
        '<w:smartTag w:element="place">{}</w:smartTag>',
        "<w:customXml>{}</w:customXml>",
        '<w:fldSimple w:instr=" REF x ">{}</w:fldSimple>',
        "<w:bdo>{}</w:bdo>",
        "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
        "<m:oMath><m:r><m:t>Leeds</m:t></m:r></m:oMath>",
        "<w:unheardOf>{}</w:unheardOf>",
    ],
)
def test_words_are_found_in_whatever_wraps_them(wrapping: str) -> None:
    assert text(r("In ") + wrapping.format(r("Leeds")) + r(".")) == "In Leeds."


# -- tracked changes


def test_inserted_words_count_and_are_marked() -> None:
    found = line(r("due ") + INSERTED.format(r("May 2024")))
    assert found.text == "due May 2024"
    assert [(found.text[one.start : one.end], one.mark) for one in found.marks] == [("May 2024", Mark.INSERTED)]


def test_deleted_words_do_not_count_and_are_not_lost() -> None:
    found = line(r("due ") + DELETED.format("March 2024") + INSERTED.format(r("May 2024")))
    assert (found.text, found.removed) == ("due May 2024", "March 2024")


def test_a_paragraph_of_nothing_but_deleted_words_is_kept() -> None:
    found = line(DELETED.format("All of it"))
    assert (found.text, found.removed) == ("", "All of it")


def test_words_inserted_by_one_and_deleted_by_another_are_removed() -> None:
    found = line(r("a") + INSERTED.format(DELETED.format("gone")))
    assert (found.text, found.removed) == ("a", "gone")


def test_moved_words_are_there_once() -> None:
    body = p(f"<w:moveFrom>{r('Train all staff')}</w:moveFrom>") + p(f"<w:moveTo>{r('Train all staff')}</w:moveTo>")
    found = only_line(opened_word(body))
    assert (found.text, found.removed) == ("Train all staff", "")


def test_words_moved_to_nowhere_are_not_lost() -> None:
    assert line(f"{r('a')}<w:moveFrom>{r('Train all staff')}</w:moveFrom>").removed == "Train all staff"


def test_what_a_run_looked_like_before_a_change_does_not_matter() -> None:
    change = '<w:rPrChange w:id="3"><w:rPr><w:strike/></w:rPr></w:rPrChange>'
    assert line(r("kept", change)).struck == ""


# -- struck through, hidden, bold


@pytest.mark.parametrize("how", ["<w:strike/>", "<w:dstrike/>", '<w:strike w:val="1"/>', '<w:strike w:val="on"/>'])
def test_struck_words_are_kept_and_marked(how: str) -> None:
    found = line(r("  Due ") + r("May ", how) + r("2024", how) + r(" June"))
    assert (found.text, found.struck) == ("Due May 2024 June", "May 2024")


@pytest.mark.parametrize("how", ["", '<w:strike w:val="0"/>', '<w:strike w:val="false"/>', '<w:dstrike w:val="off"/>'])
def test_words_that_are_not_struck_are_not_marked(how: str) -> None:
    assert line(r("May", how)).marks == ()


def test_a_style_strikes_words_through_and_direct_formatting_has_the_last_word() -> None:
    styles = part(
        "styles",
        STYLE.format("character", "Gone", "Gone", "<w:rPr><w:strike/></w:rPr>")
        + STYLE.format("character", "Goner", "Goner", '<w:basedOn w:val="Gone"/>')
        + STYLE.format("paragraph", "Old", "Old", "<w:rPr><w:strike/></w:rPr>"),
    )
    assert line(r("a") + r("b", '<w:rStyle w:val="Goner"/>'), styles=styles).struck == "b"
    body = p(r("a") + r("b", '<w:strike w:val="0"/>'), '<w:pStyle w:val="Old"/>')
    assert only_line(opened_word(body, styles=styles)).struck == "a"


def test_hidden_words_are_kept_and_marked() -> None:
    found = line(r("seen ") + r("unseen", "<w:vanish/>"))
    assert found.text == "seen unseen"
    assert [one.mark for one in found.marks] == [Mark.HIDDEN]


@pytest.mark.parametrize(
    ("body", "bold"),
    [
        (r("Date:", "<w:b/>"), True),
        (r("Date:", "<w:b/>") + r(" "), True),
        (r("Date:", "<w:b/>") + r(" May"), False),
        (r("Date:"), False),
        (r("Date:", '<w:b w:val="0"/>'), False),
    ],
)
def test_a_line_is_bold_when_all_its_words_are(body: str, bold: bool) -> None:
    assert line(body).bold is bold


def test_an_inherited_style_makes_bold() -> None:
    styles = part(
        "styles",
        STYLE.format("paragraph", "A", "A", "<w:rPr><w:b/></w:rPr>")
        + STYLE.format("paragraph", "B", "B", '<w:basedOn w:val="A"/>'),
    )
    assert only_line(opened_word(p("x", '<w:pStyle w:val="B"/>'), styles=styles)).bold


def test_styles_based_on_each_other_in_a_ring_do_no_harm() -> None:
    styles = part(
        "styles",
        STYLE.format("paragraph", "A", "A", '<w:basedOn w:val="B"/>')
        + STYLE.format("paragraph", "B", "B", '<w:basedOn w:val="A"/>'),
    )
    assert only_line(opened_word(p("x", '<w:pStyle w:val="B"/>'), styles=styles)).text == "x"


# -- headings


@pytest.mark.parametrize(
    ("style", "level"),
    [
        (STYLE.format("paragraph", "S", "heading 2", ""), 2),
        (STYLE.format("paragraph", "S", "Überschrift 3", ""), 3),
        (STYLE.format("paragraph", "S", "Title", ""), 1),
        (STYLE.format("paragraph", "S", "Mine", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'), 2),
        (STYLE.format("paragraph", "S", "Mine", '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>'), 0),
        (
            STYLE.format("paragraph", "S", "heading 1", "")
            + STYLE.format("paragraph", "T", "T", '<w:basedOn w:val="S"/>'),
            1,
        ),
        (STYLE.format("paragraph", "S", "Normal", ""), 0),
    ],
)
def test_a_heading_is_known_by_its_style(style: str, level: int) -> None:
    used = "T" if 'w:styleId="T"' in style else "S"
    found = only_line(opened_word(p("Aims", f'<w:pStyle w:val="{used}"/>'), styles=part("styles", style)))
    assert found.level == level


def test_a_paragraph_may_be_a_heading_by_itself() -> None:
    assert only_line(opened_word(p("Aims", '<w:outlineLvl w:val="0"/>'))).level == 1


# -- fields and form controls

FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
CODE = "<w:r><w:instrText> REF bookmark \\h </w:instrText></w:r>"


def test_a_field_is_its_result_and_never_its_code() -> None:
    body = (
        r("see ") + FIELD.format("begin") + CODE + FIELD.format("separate") + r("page 4") + FIELD.format("end") + r(".")
    )
    assert text(body) == "see page 4."


def test_a_field_inside_a_fields_code_is_code() -> None:
    inner = FIELD.format("begin") + CODE + FIELD.format("separate") + r("hidden") + FIELD.format("end")
    body = FIELD.format("begin") + CODE + inner + FIELD.format("separate") + r("shown") + FIELD.format("end")
    assert text(body) == "shown"


def test_words_after_a_field_that_nobody_closed_are_not_lost() -> None:
    assert text(r("a ") + FIELD.format("begin") + CODE + r("b c")) == "a b c"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("<w:checkBox><w:checked/></w:checkBox>", "☒ done"),
        ('<w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox>', "☐ done"),
        ('<w:checkBox><w:default w:val="1"/></w:checkBox>', "☒ done"),
        (
            '<w:ddList><w:result w:val="1"/><w:listEntry w:val="Red"/><w:listEntry w:val="Green"/></w:ddList>',
            "Green done",
        ),
        ('<w:ddList><w:result w:val="7"/><w:listEntry w:val="Red"/></w:ddList>', "done"),
    ],
)
def test_an_older_form_field_gives_its_value(data: str, expected: str) -> None:
    begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'
    assert text(begin + CODE + FIELD.format("end") + r(" done")) == expected


@pytest.mark.parametrize(
    ("content", "properties", "expected"),
    [
        (r("Green"), "<w:dropDownList/>", "Green"),
        (r("☒"), '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>', "☒"),
        ("", '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>', "☒"),
        ("", '<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>', "☐"),
        (
            "",
            '<w:dropDownList w:lastValue="2"><w:listItem w:displayText="On track" w:value="2"/></w:dropDownList>',
            "On track",
        ),
        (r("31 March 2024"), '<w:date w:fullDate="2024-03-31T00:00:00Z"/>', "31 March 2024"),
    ],
)
def test_a_content_control_gives_its_value(content: str, properties: str, expected: str) -> None:
    assert text(r("Grade: ") + sdt(content, properties)) == f"Grade: {expected}"


PROMPT_STYLE = part("styles", STYLE.format("character", "Platzhalter", "Placeholder Text", ""))
PROMPT = '<w:rStyle w:val="Platzhalter"/>'


def test_a_prompt_that_nobody_answered_is_no_answer() -> None:
    control = sdt(r("Click to enter text.", PROMPT), "<w:showingPlcHdr/>")
    source = opened_word(p("Date:") + p(control) + p(control), styles=PROMPT_STYLE)
    assert [one.text for one in source.lines()] == ["Date:"]
    assert [one.text for one in source.asides] == ["Click to enter text."]


def test_an_answer_in_a_control_that_still_says_it_shows_its_prompt_is_an_answer() -> None:
    control = sdt(r("May 2024"), "<w:showingPlcHdr/>")
    assert only_line(opened_word(p(control), styles=PROMPT_STYLE)).text == "May 2024"


def test_an_emoji_is_a_letter_though_it_is_written_twice() -> None:
    emoji = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="w16se"/><mc:Fallback><w:rPr/></mc:Fallback></mc:AlternateContent>'
        '<mc:AlternateContent><mc:Choice Requires="w16se"><x:symEx xmlns:x="urn:x" x:char="1F60A"/></mc:Choice>'
        "<mc:Fallback><w:t>😊</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert text(r("going well ") + emoji + r("!")) == "going well 😊!"


def test_alternatives_are_read_once() -> None:
    choice = (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{p("new")}</mc:Choice><mc:Fallback>{p("old")}</mc:Fallback>'
    )
    assert only_line(opened_word(choice + "</mc:AlternateContent>")).text == "new"
