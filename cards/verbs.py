"""The verbs of every button: the contract between a card, which carries one, and the router, which gives it a dialog."""

from enum import StrEnum


class Verb(StrEnum):
    START = "start"
    LATER = "later"
    HELP = "help"
    MY_ACTIONS = "my_actions"

    OPEN = "open"
    SAVE_AND_NEXT = "save_and_next"
    SAVE_DRAFT = "save_draft"
    SKIP = "skip"
    BACK = "back"
    STOP = "stop"

    KEEP = "keep"
    USE_MINE = "use_mine"
    USE_BOTH = "use_both"
    USE_THEIRS = "use_theirs"

    REVIEW = "review"
    SUBMIT_ALL = "submit_all"

    CONFIRM = "confirm"
    DISCARD = "discard"
    ATTACH_TO = "attach_to"
    DETACH = "detach"
    GET_FILE = "get_file"

    NOT_MINE = "not_mine"
    HAND_OVER = "hand_over"
    HAND_TO_CLERK = "hand_to_clerk"
    ACCEPT_OFFER = "accept_offer"
    DECLINE_OFFER = "decline_offer"

    TO_REVIEW = "to_review"
    OPEN_ANSWER = "open_answer"
    ACCEPT_ANSWER = "accept_answer"
    RETURN_ANSWER = "return_answer"
    ASSIGN = "assign"

    REPORT = "report"
    REPORT_AS = "report_as"
    COMPILE = "compile"
    REPORTS = "reports"
    GET_REPORT = "get_report"
    COMPARE_REPORTS = "compare_reports"
