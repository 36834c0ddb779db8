"""Words that stand outside a Word document's body are kept aside, once, with a place that a person can find."""

from storage.importing.opening import opened
from storage.importing.source import Line, Source
from tests.plans.opening.builders import RELATIONSHIPS, TYPES, opened_word, p, part, r, tbl, tc, tr, word_parts
from tests.plans.opening.builders import packed as packed_parts


def asides(body: str, **parts: str) -> list[tuple[str, str]]:
    return [(line.text, line.place) for line in opened_word(body, **parts).asides]


BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><a:graphic><wps:txbx><w:txbxContent>{0}</w:txbxContent>'
    "</wps:txbx></a:graphic></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent>"
    "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def test_running_headers_and_footers_once_each() -> None:
    parts = {
        "header1": part("hdr", p("Action plan 2024")),
        "header2": part("hdr", p("Action plan 2024") + tbl(tr("OFFICIAL", "v2"))),
        "footer1": part("ftr", p("Page 3")),
    }
    assert asides(p("x"), **parts) == [
        ("Action plan 2024", "header"),
        ("OFFICIAL", "header"),
        ("v2", "header"),
        ("Page 3", "footer"),
    ]


def test_notes_and_comments_with_where_they_belong() -> None:
    note = '<w:footnote w:id="{}"{}>{}</w:footnote>'
    parts = {
        "footnotes": part(
            "footnotes",
            note.format(-1, ' w:type="separator"', p("<w:r><w:separator/></w:r>"))
            + note.format(2, "", p("see the audit")),
        ),
        "endnotes": part("endnotes", f'<w:endnote w:id="5">{p("the end")}</w:endnote>'),
        "comments": part("comments", f'<w:comment w:id="0" w:author="x">{p("is this so?")}{p("ask")}</w:comment>'),
    }
    body = (
        p("one")
        + tbl(tr(tc(p(r("two") + '<w:r><w:footnoteReference w:id="2"/></w:r>')), tc("three")))
        + p(r("four") + '<w:r><w:commentReference w:id="0"/></w:r>')
    )
    assert asides(body, **parts) == [
        ("see the audit", "footnote 1 at table 1, row 1"),
        ("the end", "endnote 1"),
        ("is this so?", "comment 1 at paragraph 2"),
        ("ask", "comment 1 at paragraph 2"),
    ]
    assert [line.text for line in opened_word(body, **parts).lines()] == ["one", "two", "three", "four"]


def test_a_text_box_is_read_once_though_it_is_written_twice() -> None:
    assert asides(p(r("body") + BOX.format(p("boxed")))) == [("boxed", "text box at paragraph 1")]


def test_a_text_box_that_only_the_old_drawing_has() -> None:
    body = "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    assert asides(p(r("body") + body.format(p("old box")))) == [("old box", "text box at paragraph 1")]


def test_two_boxes_with_the_same_words_are_two() -> None:
    assert len(asides(p(r("body") + BOX.format(p("Amber")) + BOX.format(p("Amber"))))) == 2


def test_tables_and_boxes_in_a_box() -> None:
    inner = tbl(tr("a", "b")) + p(BOX.format(p("deep")))
    assert [text for text, _ in asides(p(r("body") + BOX.format(inner)))] == ["a", "b", "deep"]


def test_a_document_of_nothing_but_boxes_is_read() -> None:
    assert [line.text for line in opened_word(p(BOX.format(p("boxed")))).asides] == ["boxed"]


def test_words_in_art_and_what_pictures_say_of_themselves() -> None:
    art = '<w:r><w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict></w:r>'
    picture = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="p" descr="Amber"/><a:blip/></wp:inline></w:drawing></w:r>'
    )
    source = opened_word(p(r("body") + art) + tbl(tr(tc(p(picture)))))
    assert [(line.text, line.place) for line in source.asides] == [
        ("DRAFT", "picture at paragraph 1"),
        ("Amber", "picture at table 1, row 1"),
    ]
    assert [remark.place for remark in source.remarks] == ["table 1, row 1"]


def test_what_was_not_read_is_remarked() -> None:
    body = p(r("body") + "<w:r><w:object><o:OLEObject/></w:object></w:r>") + '<w:altChunk r:id="r7"/>'
    remarks = opened_word(body).remarks
    assert [one.place for one in remarks] == ["after paragraph 1", "paragraph 1"]
    assert all("did not read" in one.sentence for one in remarks)


def test_words_of_diagrams_and_charts() -> None:
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/main"
    text = f'<x xmlns:a="{drawing}"><a:p><a:r><a:t>Step </a:t></a:r><a:r><a:t>one</a:t></a:r></a:p></x>'
    assert asides(p("body"), diagramData=text) == [("Step one", "diagram")]


def test_deleted_words_in_a_comment_are_kept_too() -> None:
    comments = part(
        "comments", f'<w:comment w:id="0">{p("<w:del><w:r><w:delText>old</w:delText></w:r></w:del>")}</w:comment>'
    )
    assert [(line.text, line.removed) for line in opened_word(p("x"), comments=comments).asides] == [("", "old")]


def test_parts_outside_the_document_are_never_fetched() -> None:
    parts = word_parts(p("body"))
    parts["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{RELATIONSHIPS}"><Relationship Id="r1" Type="{TYPES}header" TargetMode="External" '
        f'Target="http://127.0.0.1:9/header.xml"/><Relationship Id="r2" Type="{TYPES}attachedTemplate" '
        'TargetMode="External" Target="file:///etc/passwd"/><Relationship Id="r3" '
        f'Type="{TYPES}footer" Target="../../../etc/passwd"/></Relationships>'
    )
    source: Source = opened("plan.docx", packed_parts(parts))
    assert source.asides == ()
    assert list(source.lines()) == [Line("body", "paragraph 1")]
