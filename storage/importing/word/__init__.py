"""Word documents: `document` walks the body, `paragraphs` its words, the others say what a style or a number looks like."""
