"""What was wished for a chat that is not posted yet, as it was typed, so that it can be put right."""

from dataclasses import replace
from datetime import datetime

from communitybot.commands.kinds import text_of
from communitybot.conversation.inbound import Value
from communitybot.livechats.commands.reading import length_typed, questions_typed
from communitybot.livechats.model.chat import Chat, Form, Pace
from communitybot.livechats.views import ChatPlan
from communitybot.moments import wall


def plan_of(chat: Chat, description: str) -> ChatPlan:
    """The wish a draft was made from; `description` is kept with its event."""
    return ChatPlan(
        title=chat.title,
        starts=_local(chat.start, chat.zone),
        zone=chat.zone,
        length=chat.end - chat.start,
        hashtag=chat.hashtag,
        description=description,
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


def typed(chat: Chat, zone: str, *, now: datetime, description: str = "") -> dict[str, Value]:
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
        "description": description,
    }
    return {name: value for name, value in known.items() if text_of(value)}


def refitted(plan: ChatPlan, form: Form | None, pace: Pace | None) -> ChatPlan:
    """The plan in another form: what was usual for the old form gives way to what is usual for the new."""
    if form is None or form is plan.form:
        return replace(plan, pace=pace or plan.pace)
    return replace(plan, form=form, pace=pace, length=None, introductions=None)


def _local(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(wall.zone_info(zone)).replace(tzinfo=None, fold=0)
