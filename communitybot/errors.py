"""The refusals a person may be told, each with what was understood, what stood in the way, and what works."""


class Refusal(Exception):
    """A polite no: the sentence a person reads, with what was understood and an example that works.

    Args:
        trouble: what stood in the way, as a whole sentence.
        understood: what was read, quoted back; left out when nothing was typed.
        example: something that works, exactly as one would type it.
        field: the name of the parameter or form field it belongs to, when there is one.
    """

    def __init__(
        self,
        trouble: str,
        *,
        understood: str | None = None,
        example: str | None = None,
        field: str | None = None,
    ) -> None:
        super().__init__(trouble)
        self.trouble = trouble
        self.understood = understood
        self.example = example
        self.field = field

    def __str__(self) -> str:
        return self.sentence()

    def sentence(self) -> str:
        """Give the refusal as plain text; adapters and cards may set the example as code."""
        parts = [self.trouble]
        if self.example is not None:
            parts.append(f"Try `{self.example}`{'' if self.example[-1:] in '.!?' else '.'}")
        return " ".join(parts)


class NotFound(Refusal):
    """There is no such thing in this community."""


class NotAllowed(Refusal):
    """The person may not do this here."""


class AlreadyDone(Refusal):
    """It has happened already, or it is too late for it."""


class Misread(Refusal):
    """The words could not be read as what was asked for."""
