"""How large a document may be. Chosen so that opening one stays well under 300 MB of memory and a few seconds of work.

A council's longest plans have some 150 pages and 1,500 rows; whoever sends far more than that is asked to send it in
parts: with its comparison to the plan it is a version of, it has to fit into the bot beside everything else.
"""

MEGABYTE = 1024 * 1024

# The archive of an Office document, before anything is unpacked and while it is.
MOST_PARTS = 3_000
MOST_UNPACKED_BYTES = 250 * MEGABYTE
MOST_PART_BYTES = 30 * MEGABYTE
MOST_SHEET_BYTES = 200 * MEGABYTE
# Deflate cannot do better than about 1,000 to 1; a page of empty table cells reaches 100 to 1.
MOST_RATIO = 400
RATIO_MATTERS_FROM = 2 * MEGABYTE

# Elements, attributes and stretches of text that may be in memory at a time: about 120 bytes each.
MOST_NODES = 1_200_000

# What a person would call the length of it.
MOST_ROWS = 4_000
MOST_CELLS = 100_000
MOST_LINES = 30_000
MOST_WORDS_LENGTH = 8_000_000
MOST_COLUMNS = 256
MOST_MERGED = 50_000

# What the process that reads may ask of the system for its data, where the system can hold it to that.
MOST_MEMORY = 270 * MEGABYTE
