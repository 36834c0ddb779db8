"""Word's element and attribute names, spelled out once."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
V = "{urn:schemas-microsoft-com:vml}"

VAL = W + "val"
P, R_, T, TBL, TR, TC = W + "p", W + "r", W + "t", W + "tbl", W + "tr", W + "tc"
P_PR, R_PR, TBL_PR, TR_PR, TC_PR = W + "pPr", W + "rPr", W + "tblPr", W + "trPr", W + "tcPr"
SDT, SDT_PR, SDT_CONTENT = W + "sdt", W + "sdtPr", W + "sdtContent"
INS, DEL, MOVE_TO = W + "ins", W + "del", W + "moveTo"
ALTERNATE = MC + "AlternateContent"
TEXT_BOX = W + "txbxContent"
OFF = frozenset({"0", "false", "off", "none"})
