"""The kind refusal of words that could not be read."""


class Unreadable(ValueError):
    """Words that could not be read: what was understood, what stood in the way, and what works.

    Args:
        understood: a clause without a full stop, "I read *fri 25:00* as a time".
        trouble: a clause that follows "but", "no day has an hour 25".
        example: something that works, exactly as one would type it.
    """

    def __init__(self, understood: str, trouble: str, example: str) -> None:
        super().__init__(understood, trouble, example)
        self.understood = understood
        self.trouble = trouble
        self.example = example

    @property
    def sentence(self) -> str:
        """The refusal without its example, for those who set the example in their own way."""
        return f"{self.understood}, but {self.trouble}."

    def __str__(self) -> str:
        return f"{self.sentence} Try `{self.example}`."


def quoted(text: str, most: int = 40) -> str:
    """Give a person's words back, shortened to `most` characters, without control characters."""
    plain = " ".join("".join(letter if letter.isprintable() else " " for letter in text[:1000]).split())
    return f"*{plain}*" if len(plain) <= most else f"*{plain[: most - 1]}…*"
