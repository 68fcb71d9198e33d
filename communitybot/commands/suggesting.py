"""What fits while a parameter is being typed: what its feature suggests, else its fixed choices."""

from collections.abc import Awaitable, Callable, Sequence

from communitybot.commands.collect import Collected
from communitybot.commands.words import clean
from communitybot.conversation import limits
from communitybot.conversation.controls import Choice
from communitybot.conversation.inbound import Asked, Caller


async def suggested(
    collected: Collected, asked: Asked, who: Callable[[], Awaitable[Caller]]
) -> Sequence[Choice]:
    """Values for what has been typed so far; `who` finds out who asks, where that matters."""
    name = " ".join(asked.command.casefold().removeprefix("/").split())
    text = clean(asked.text[: limits.TYPED_TEXT]).strip()
    suggester = collected.suggestions.get((name, asked.parameter))
    if suggester is not None:
        return list(await suggester(await who(), text))
    command = collected.command(name)
    parameter = command.spec.parameter(asked.parameter) if command else None
    choices = parameter.choices if parameter else ()
    sought = text.casefold()
    return [choice for choice in choices if sought in choice.label.casefold() or sought in choice.value]
