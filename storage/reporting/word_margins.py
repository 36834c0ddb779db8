"""The head and foot of every page: the protective marking, the page's number, and while the round is open the watermark."""

from storage.reporting.word_body import paragraph


def header() -> str:
    """The protective marking, and while the round is open the watermark behind the page."""
    watermark = (
        "<w:r><w:rPr><w:noProof/></w:rPr><w:pict>"
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
        'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
        '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
        '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
        '<v:shape id="Watermark" o:spid="_x0000_s2049" type="#_x0000_t136" alt="Draft" style="position:absolute;'
        "margin-left:0;margin-top:0;width:400pt;height:150pt;rotation:315;z-index:-251658752;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;"
        'mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="#edf0f2" stroked="f">'
        '<v:textpath style=\'font-family:"Arial";font-size:1pt\' string="DRAFT"/></v:shape></w:pict></w:r>'
    )
    marking = paragraph("{{ marking }}", "Header", "<w:rPr><w:b/><w:bCs/></w:rPr>")
    return (
        f"{paragraph('{%p if marking %}')}{marking}{paragraph('{%p endif %}')}"
        f'<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{_run("{{ review }}")}'
        f"{_run('{%r if draft %}')}{watermark}{_run('{%r endif %}')}</w:p>"
    )


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def footer(width: int) -> str:
    number = f"<w:r><w:tab/></w:r>{_run('Page ')}{_field('PAGE')}{_run(' of ')}{_field('NUMPAGES')}"
    tabs = f'<w:pPr><w:pStyle w:val="Footer"/><w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs></w:pPr>'
    words = "{{ council }}{% if marking %} · {{ marking }}{% endif %}{% if draft %} · Draft{% endif %}"
    return f"<w:p>{tabs}{_run(words)}{number}</w:p>"


def _field(name: str) -> str:
    """What Word works out for itself."""
    parts = (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {name} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    return "".join(f"<w:r>{part}</w:r>" for part in parts)
