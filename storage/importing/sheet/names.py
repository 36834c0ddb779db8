"""Excel's element names, spelled out once."""

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
THREADED = "{http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments}"
ROW, C, V, F, IS, T, RUN, SI = S + "row", S + "c", S + "v", S + "f", S + "is", S + "t", S + "r", S + "si"
OFF = frozenset({"0", "false", "off"})
