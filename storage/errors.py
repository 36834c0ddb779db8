"""The one kind of error a person is meant to read. Everything else that is raised is a fault."""


class Refusal(Exception):
    """A sentence for the person: what was not done, and what to do next. Raised anywhere below `bot/turn.py`."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
