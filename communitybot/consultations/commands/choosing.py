"""Which consultation is meant: by a few words of its title, or by there being only one."""

from collections.abc import Sequence

from communitybot.communities.names import fold
from communitybot.consultations.cards.lists import choice_of, which_card
from communitybot.consultations.model.consultation import Consultation, Stage
from communitybot.consultations.service import Consultations
from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Choice
from communitybot.conversation.inbound import Caller
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import Message
from communitybot.errors import NotFound

EVERY = (Stage.OPEN, Stage.COMING, Stage.CLOSED, Stage.DRAFT, Stage.CANCELLED)


class Choosing:
    """Finds the one consultation a person means, or asks which of several."""

    def __init__(self, consultations: Consultations) -> None:
        self._consultations = consultations

    async def one(
        self, caller: Caller, words: str | None, stages: Sequence[Stage], again: Action
    ) -> Consultation | Message:
        """The one meant, or a question which; the chosen one's id comes as the value of `again`.

        Without words it is the only one at the first of the stages at which there is any. One that is named
        may be at any stage: whatever is wanted of it refuses with the reason.

        Raises:
            NotFound: when there is none; it says what there is.
        """
        if words and words.strip():
            found = await self._named(caller, words.strip(), stages)
        else:
            found = await self._around(caller, stages)
        return found[0] if len(found) == 1 else which_card(found, again)

    async def suggestions(self, caller: Caller, text: str) -> Sequence[Choice]:
        found = await self._consultations.find(caller, text.strip() or None, EVERY[:4])
        return tuple(choice_of(one) for one in found[: limits.SUGGESTIONS])

    async def _named(self, caller: Caller, typed: str, stages: Sequence[Stage]) -> Sequence[Consultation]:
        for some in (stages, EVERY):
            found = await self._consultations.find(caller, typed, some)
            if found:
                exact = [one for one in found if fold(one.title) == fold(typed)]
                return exact or found
        short = one_line(typed, 60)
        there = await self._consultations.find(caller, None, EVERY[:4])
        if not there:
            raise NotFound(
                f"I know no consultation named “{short}”. There is none here yet.",
                understood=short,
                example="/consults",
                field="consultation",
            )
        names = "; ".join(one_line(one.title, 60) for one in there[:3])
        raise NotFound(
            f"I know no consultation named “{short}”. There are: {names}.",
            understood=short,
            example=one_line(there[0].title, 80),
            field="consultation",
        )

    async def _around(self, caller: Caller, stages: Sequence[Stage]) -> Sequence[Consultation]:
        for stage in stages:
            found = await self._consultations.find(caller, None, [stage])
            if found:
                return found
        raise NotFound(_none(stages), example="/consults")


def _none(stages: Sequence[Stage]) -> str:
    match stages[0]:
        case Stage.OPEN:
            return "No consultation is open here now."
        case Stage.CLOSED:
            return "No consultation has been closed here yet."
        case _:
            return "There is no such consultation here."
