"""What was wished for a chat that is not posted yet, as it was typed, so that it can be put right."""

from collections import OrderedDict
from dataclasses import replace
from datetime import datetime

from communitybot.commands.kinds import text_of
from communitybot.conversation.inbound import Value
from communitybot.livechats.commands.reading import length_typed, questions_typed
from communitybot.livechats.model.chat import Chat, Form, Pace
from communitybot.livechats.views import ChatPlan
from communitybot.moments import wall

REMEMBERED = 500  # descriptions of drafts; the oldest is forgotten first


class Drafts:
    """Remembers the description of each draft, which only its event keeps; a restart forgets them."""

    def __init__(self) -> None:
        self._descriptions: OrderedDict[str, str] = OrderedDict()

    def remember(self, chat: Chat, description: str) -> None:
        self._descriptions[chat.id] = description
        while len(self._descriptions) > REMEMBERED:
            self._descriptions.popitem(last=False)

    def description(self, chat: str) -> str | None:
        """None where it is not known any more."""
        return self._descriptions.get(chat)

    def forget(self, chat: str) -> None:
        self._descriptions.pop(chat, None)

    def plan(self, chat: Chat) -> ChatPlan:
        """The wish a draft was made from."""
        return ChatPlan(
            title=chat.title,
            starts=_local(chat.start, chat.zone),
            zone=chat.zone,
            length=chat.end - chat.start,
            hashtag=chat.hashtag,
            description=self.description(chat.id) or "",
            form=chat.form,
            pace=chat.pace,
            hosts=chat.hosts,
            questions=tuple(questions_typed(chat.questions).splitlines()),
            ahead=chat.ahead,
            introductions=chat.introductions,
            late=chat.late,
            guest=chat.guest,
            archive=chat.archiving.value != "off",
        )

    def typed(self, chat: Chat, zone: str, *, now: datetime) -> dict[str, Value]:
        """A chat as one would type it, by parameter of `/chat edit`; a start that has passed is left out."""
        known: dict[str, Value] = {
            "title": chat.title,
            "when": f"{_local(chat.start, zone):%Y-%m-%d %H:%M}" if chat.start > now else None,
            "ends": length_typed(chat.end - chat.start),
            "hashtag": f"#{chat.hashtag}" if chat.hashtag else "",
            "hosts": ", ".join(host.name for host in chat.hosts),
            "questions": questions_typed(chat.questions, chat.run.question),
            "ahead": chat.ahead,
            "pacing": chat.pace.value,
            "form": chat.form.value,
            "introductions": length_typed(chat.introductions),
            "late": length_typed(chat.late),
            "guest": chat.guest,
            "archive": chat.archiving.value != "off",
            "description": self.description(chat.id),
        }
        return {name: value for name, value in known.items() if text_of(value)}


def refitted(plan: ChatPlan, form: Form | None, pace: Pace | None) -> ChatPlan:
    """The plan in another form: what was usual for the old form gives way to what is usual for the new."""
    if form is None or form is plan.form:
        return replace(plan, pace=pace or plan.pace)
    return replace(plan, form=form, pace=pace, length=None, introductions=None)


def _local(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(wall.zone_info(zone)).replace(tzinfo=None, fold=0)
