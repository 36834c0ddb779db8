"""The chart in a Word document: Word's own kind, drawn as lines and not as dots, with its numbers inside it."""

from html import escape

from storage.reporting.paper import Paper
from storage.reporting.tally import Series, tally

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
# English metric units: 36,000 to a millimetre.
ACROSS, A_ROUND, AROUND, TALLEST = 165 * 36_000, 13 * 36_000, 30 * 36_000, 220 * 36_000


def drawing(id: str, paper: Paper) -> str:
    """What stands in the text: the chart in its line, with its numbers in words."""
    told = tally(paper)
    down = min(TALLEST, AROUND + A_ROUND * len(told.rounds))
    return (
        f'</w:t></w:r><w:r><w:drawing><wp:inline xmlns:wp="{WP}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{ACROSS}" cy="{down}"/><wp:docPr id="1" name="Progress by round" title="Progress by round" '
        f'descr="{escape(told.told)}"/><wp:cNvGraphicFramePr/><a:graphic xmlns:a="{A}"><a:graphicData uri="{C}">'
        f'<c:chart xmlns:c="{C}" xmlns:r="{R}" r:id="{id}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
        '<w:r><w:t xml:space="preserve">'
    )


def chart(paper: Paper) -> str:
    """Bars that lie on their side, a round each, the latest below."""
    told = tally(paper)
    series = "".join(_series(place, one, told.rounds) for place, one in enumerate(told.series))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace xmlns:c="{C}" xmlns:a="{A}" xmlns:r="{R}"><c:roundedCorners val="0"/><c:chart>'
        '<c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        '<c:barChart><c:barDir val="bar"/><c:grouping val="stacked"/><c:varyColors val="0"/>'
        f'{series}<c:gapWidth val="45"/><c:overlap val="100"/><c:axId val="1"/><c:axId val="2"/></c:barChart>'
        f"{_axis('catAx', 1, 2, 'l', 'maxMin')}{_axis('valAx', 2, 1, 'b', 'minMax')}"
        '</c:plotArea><c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend><c:plotVisOnly val="1"/></c:chart>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_letters('1A1A1A', 1200)}</c:chartSpace>"
    )


def _series(place: int, series: Series, rounds: tuple[str, ...]) -> str:
    labels = "".join(f'<c:pt idx="{n}"><c:v>{escape(label)}</c:v></c:pt>' for n, label in enumerate(rounds))
    numbers = "".join(
        f'<c:pt idx="{n}"><c:v>{number}</c:v></c:pt>' for n, number in enumerate(series.numbers) if number
    )
    name = f"<c:tx><c:v>{escape(series.name)}</c:v></c:tx>"
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/>{name}'
        f'<c:spPr><a:solidFill><a:srgbClr val="{series.colour}"/></a:solidFill>'
        '<a:ln w="12700"><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></a:ln></c:spPr><c:invertIfNegative val="0"/>'
        f'<c:dLbls><c:numFmt formatCode="0;;" sourceLinked="0"/>{_letters("FFFFFF", 1200, bold=True)}'
        '<c:dLblPos val="ctr"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
        f'<c:cat><c:strLit><c:ptCount val="{len(rounds)}"/>{labels}</c:strLit></c:cat>'
        f'<c:val><c:numLit><c:formatCode>0</c:formatCode><c:ptCount val="{len(rounds)}"/>{numbers}</c:numLit></c:val>'
        "</c:ser>"
    )


def _axis(kind: str, id: int, crosses: int, position: str, orientation: str) -> str:
    is_value = kind == "valAx"
    hidden = '<c:delete val="1"/>' if is_value else '<c:delete val="0"/>'
    return (
        f'<c:{kind}><c:axId val="{id}"/><c:scaling><c:orientation val="{orientation}"/></c:scaling>{hidden}'
        f'<c:axPos val="{position}"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>'
        f'<c:crossAx val="{crosses}"/></c:{kind}>'
    )


def _letters(colour: str, size: int, *, bold: bool = False) -> str:
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size}" b="{int(bold)}"><a:solidFill><a:srgbClr '
        f'val="{colour}"/></a:solidFill><a:latin typeface="Arial"/><a:cs typeface="Arial"/></a:defRPr></a:pPr>'
        '<a:endParaRPr lang="en-GB"/></a:p></c:txPr>'
    )
