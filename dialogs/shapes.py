"""The shapes of what a command takes with it, for the table of commands: a number, a reason, whose, which paper."""

CALLED = r"(?:rec(?:ommendation)?\.?\s*|number\s*|no\.?\s*|#)?"
DIGITS = r"(?:item \d{1,4}|(?:[a-z]{1,4}[/.-]?)?\d{1,4}(?:[./-]\d{1,4}){0,3}[a-z]{0,2})"
NUMBER = f"{CALLED}({DIGITS})"
# "1 of Damp and Mould", for somebody whom two plans ask under that number.
NUMBER_OR_OF_PLAN = rf"{CALLED}({DIGITS}(?: (?:of|in|from) .{{2,300}})?)"
# A reason must be marked as one: "Keep: staff informed" is somebody's evidence, "keep, because …" is not.
WHY = r"(?:\s*(?:[,:;–—-]\s*)?because\b\s*(.*))?"

# Whose grade, date and values count where both answers are used: "use both, my grade and date".
WHOSE = r"(?:my|their|new|later|old|earlier)(?:(?:,? and|,)? (?:grade|date|values?))*|mine|theirs"

KEEP = (
    r"keep((?: (?:it|all|them all|everything|(?:question |number |no\.? ?|#)?\d{1,2}))?(?: with these reasons)?"
    r"(?:\s*(?:[,:;–—-]\s*)?because\b\s*.*)?)"
)

# "report", "report for missing children", "compile the committee report on damp as of July as PDF"
REPORT = (
    r"(?:(?:can you |could you )?(?:compile|make|prepare|produce|build|create|print|export|get|give|send)(?: me)? )?"
    r"(?:the |a |an |my |this )?(?:committee |committee's |progress |update |word |excel |pdf )?"
    r"(?:report|paper)(?: (?:for|on|of|about|as) (.{2,300}))?"
)

# As the help shows them; every other way of saying so is read where words are (`dialogs/replacing.py`).
FORM_FIELD = r"(?:evidence(?: of impact)?|impact|explanation|(?:new |anticipated )?date|grade)"
REPLACED = rf"replace the {FORM_FIELD} with: .+"
EMPTIED = rf"clear the {FORM_FIELD}"
UNDO = (
    r"undo(?: (?:it|that|this|(?:(?:my|the) )?(?:last )?(?:one|change|message|answer|entry)"
    r"|(?:(?:my|the) )?last|what i (?:typed|said|wrote)(?: last)?))?|take that back|revert(?: (?:it|that))?"
)
