"""Who has put which mark under which message, so that marks cleared all at once are told one by one."""

from collections import OrderedDict

from communitybot.conversation.addresses import MessageRef
from communitybot.conversation.inbound import Reacted, Who

MOST = 10_000  # ours: messages whose reactions are remembered
Marks = dict[tuple[str, str], Who]


class Reactions:
    """Remembers reactions heard since the start; Discord tells of a moderator's clearing without names."""

    def __init__(self) -> None:
        self._known: OrderedDict[MessageRef, Marks] = OrderedDict()

    def put(self, told: Reacted) -> None:
        marks = self._known.setdefault(told.ref, {})
        self._known.move_to_end(told.ref)
        marks[told.who.account.person, told.mark] = told.who
        while len(self._known) > MOST:
            self._known.popitem(last=False)

    def take(self, ref: MessageRef, person: str, mark: str) -> Who | None:
        """Forget one reaction; who it was, where it was heard."""
        return self._known.get(ref, {}).pop((person, mark), None)

    def clear(self, ref: MessageRef, mark: str | None = None) -> list[Reacted]:
        """Forget the reactions to a message, all or those of one mark; give them as taken back."""
        marks = self._known.get(ref, {})
        gone = [(key, who) for key, who in marks.items() if mark in {None, key[1]}]
        for key, _ in gone:
            del marks[key]
        return [Reacted(who=who, ref=ref, mark=key[1], on=False) for key, who in gone]
