"""Writes the paper as one page for a browser: nothing outside it is needed, and a screen reader can find its way."""

from functools import cache, singledispatch
from html import escape
from importlib.resources import files

from jinja2 import Template
from markupsafe import Markup

from storage.reporting.fields import Fields
from storage.reporting.filling import environment, filled
from storage.reporting.layout import Bullet, Cell, Chart, Form, Heading, Loop, Part, Row, Table, Text
from storage.reporting.paper import Paper
from storage.reporting.svg_chart import svg

_ENVIRONMENT = environment(escape)
# Tables of many columns: letters of 12 points, and ten columns beside each other on a common screen.
MANY, REMS_A_COLUMN = 6, 7.3


def html(form: Form, fields: Fields, paper: Paper) -> bytes:
    chart = Markup(svg(paper))
    return filled(_template(form), fields, chart=chart).encode("utf-8")


@cache
def _template(form: Form) -> Template:
    page = files("storage.reporting").joinpath("page.html").read_text("utf-8")
    body = "\n".join(_html(part) for part in form.parts)
    return _ENVIRONMENT.from_string(page % {"title": form.title, "body": body})


@singledispatch
def _html(part: Part) -> str:
    raise TypeError(f"a page cannot hold {type(part).__name__}")


@_html.register
def _(part: Heading) -> str:
    return f'<h{part.level} dir="auto">{part.text}</h{part.level}>'


@_html.register
def _(part: Text) -> str:
    return f'<p dir="auto"{f" class={part.style}" if part.style else ""}>{part.text}</p>'


@_html.register
def _(part: Bullet) -> str:
    return f'<li dir="auto">{part.text}</li>'


@_html.register
def _(part: Chart) -> str:
    """Wide enough that its letters can be read; where the screen is narrower, it scrolls by itself."""
    return '<div class="wide" tabindex="0" role="group" aria-label="Chart">{{ chart }}</div>'


@_html.register
def _(part: Loop) -> str:
    inside = "\n".join(_html(one) for one in part.parts)
    is_list = all(isinstance(one, Bullet) for one in part.parts)
    repeated = f"{{% {part.tag} %}}{inside}{{% {part.end} %}}"
    return f"<ul>{repeated}</ul>" if is_list else repeated


@_html.register
def _(part: Table) -> str:
    """Wider than a screen, a table scrolls by itself, and its columns stay wide enough to read; the keyboard reaches it too."""
    head = f"<thead><tr>{_cells(part.head, 'th')}</tr></thead>" if part.head else ""
    kind = "" if part.head else ' class="facts"'
    rows = "\n".join(_rows(row) for row in part.rows)
    table = f"<table{kind or _breadth(part)}>{_columns(part)}{head}<tbody>{rows}</tbody></table>"
    return f'<div class="wide" tabindex="0" role="group" aria-label="{part.about or "Table"}">{table}</div>'


def _breadth(table: Table) -> str:
    many = len(table.widths) >= MANY
    return f' style="min-width:{REMS_A_COLUMN * len(table.widths):g}rem;font-size:1rem"' if many else ""


def _columns(table: Table) -> str:
    """The form's own widths, so that tables of one kind look alike; columns that are repeated share what is there."""
    is_fixed = table.head is not None and not any(isinstance(cell, Loop) for cell in table.head.cells)
    columns = "".join(f'<col style="width:{width}%">' for width in table.widths)
    return f"<colgroup>{columns}</colgroup>" if is_fixed else ""


def _rows(row: Part) -> str:
    if isinstance(row, Row):
        return f"<tr>{_cells(row, 'td')}</tr>"
    assert isinstance(row, Loop)
    return f"{{% {row.tag} %}}{''.join(map(_rows, row.parts))}{{% {row.end} %}}"


def _cells(row: Row, kind: str) -> str:
    """The first cell of a row says what the row is about."""
    return "".join(
        _cell(cell, "th" if place == 0 else kind, "col" if kind == "th" else "row")
        for place, cell in enumerate(row.cells)
    )


def _cell(cell: Cell | Loop, kind: str, scope: str) -> str:
    if isinstance(cell, Loop):
        (inner,) = cell.parts
        assert isinstance(inner, Cell)
        return f"{{% {cell.tag} %}}{_cell(inner, kind, scope)}{{% {cell.end} %}}"
    scoped = f' scope="{scope}"' if kind == "th" else ""
    shade = f' style="background:#{{{{ {cell.shade} }}}}"' if cell.shade else ""
    return f"<{kind}{scoped}{shade}>{''.join(map(_line, cell.text.splitlines()))}</{kind}>"


def _line(line: str) -> str:
    """A paragraph of a cell; or a tag that stands alone on its line, as it would in Word."""
    return line.replace("{%p", "{%") if line.startswith("{%p") else f'<p dir="auto">{line}</p>'
