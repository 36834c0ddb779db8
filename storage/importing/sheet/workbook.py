"""An Excel workbook becomes a `Source`: each of its sheets one table, hidden ones too."""

from lxml import etree

from storage.importing.allowance import Allowance
from storage.importing.package import Package
from storage.importing.sheet.asides import asides_of
from storage.importing.sheet.names import OFF, R_ID, SI, S
from storage.importing.sheet.strings import text_of
from storage.importing.sheet.styles import CellStyles
from storage.importing.sheet.worksheet import Worksheet
from storage.importing.source import Line, Remark, Source, Table
from storage.importing.unreadable import unreadable


def read(package: Package, main: str) -> Source:
    root = package.xml(main)
    if root is None:
        raise unreadable(package.shown, "damaged")
    styles = CellStyles(_part(package, main, "styles"), _part(package, main, "theme"))
    shared = _part(package, main, "sharedStrings")
    strings = [] if shared is None else [text_of(one) for one in shared.iter(SI)]
    properties = root.find(S + "workbookPr")
    from_1904 = properties is not None and properties.get("date1904", "0") not in OFF
    relations = package.relations(main)
    tables: list[Table] = []
    asides: list[Line] = []
    remarks: list[Remark] = []
    allowance = Allowance(package.shown)
    for sheet in root.iterfind(f"{S}sheets/{S}sheet"):
        name, relation = sheet.get("name", ""), relations.get(sheet.get(R_ID, ""))
        if relation is None or relation.outside or relation.target not in package:
            remarks.append(Remark("This sheet is missing from the file.", f"sheet “{name}”"))
        elif relation.kind != "worksheet":
            remarks.append(Remark("This sheet is a chart, and I did not read it.", f"sheet “{name}”"))
        else:
            read_sheet = Worksheet(package, relation.target, name, styles, strings, from_1904, allowance)
            table = read_sheet.table()
            if table:
                tables.append(table)
                if sheet.get("state", "visible") != "visible":
                    remarks.append(Remark("This sheet is hidden; I read it too.", read_sheet.place))
            asides += asides_of(package, relation.target, read_sheet.place, read_sheet.margins.running)
            remarks += read_sheet.remarks()
    return Source(package.shown, tuple(tables), tuple(asides), tuple(remarks))


def _part(package: Package, main: str, kind: str) -> etree._Element | None:
    found = package.related(main, kind)
    return package.xml(found[0]) if found else None
