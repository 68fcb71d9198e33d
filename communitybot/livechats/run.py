"""How a live chat runs: pure steps from one state to the next, with the time that is left shared evenly."""

from dataclasses import replace
from datetime import datetime, timedelta

from communitybot.livechats.model.chat import Chat, Form, Pace, Phase, Question, Run, Stage
from communitybot.moments import wall

CLOSING = timedelta(minutes=3)  # for summing up and thanks; a spark takes one
SPARK_CLOSING = timedelta(minutes=1)
SHORTEST = timedelta(minutes=2)  # what any question gets, even when a chat has fallen behind
WARNED = timedelta(minutes=2)  # before a question ends
FEWEST_TO_WARN = timedelta(minutes=4)  # a shorter question needs no warning
REPEATED = timedelta(minutes=6)  # a longer one is repeated half-way, for latecomers
RESTS = timedelta(hours=1)  # after its end, or from then on, a chat that rests is ended
LOST = timedelta(minutes=15)
DAY = timedelta(days=1)
LEAST_OF_A_DAY = timedelta(hours=6)  # what is left of a chat's last day; less, and its question gets another


def closing(chat: Chat) -> timedelta:
    """How long summing up takes at the end."""
    return SPARK_CLOSING if chat.form is Form.SPARK else CLOSING


def share(chat: Chat, index: int, now: datetime) -> timedelta:
    """How long the question of that number is open if it is asked now.

    Its own minutes if it has them; else the time until the closing, shared evenly among it and those after
    it that have none. Never less than two minutes, so a chat that fell behind runs over rather than rush.
    """
    question = chat.questions[index - 1]
    if question.minutes is not None:
        return timedelta(minutes=question.minutes)
    later = [each for each in chat.questions[index - 1 :] if not each.left_out]
    own = sum((timedelta(minutes=each.minutes) for each in later if each.minutes is not None), timedelta())
    free = sum(1 for each in later if each.minutes is None)
    left = chat.end - closing(chat) - now - own
    return max(left / max(free, 1), SHORTEST)


def began(chat: Chat, now: datetime) -> Chat:
    """The chat goes live: people introduce themselves, or all questions stand at once.

    Without any question they talk freely until the closing.

    What is lost by a late start is taken from the questions, and the end stays where it was, unless that
    leaves them less than two minutes each.
    """
    live = replace(chat, stage=Stage.LIVE)
    if chat.pace is Pace.AT_ONCE:
        asked = tuple(q if q.left_out else replace(q, asked=now) for q in chat.questions)
        last = max((n for n, q in enumerate(asked, 1) if not q.left_out), default=0)
        return _step(replace(live, questions=asked), Phase.QUESTION, last, now, _summed_up(chat, now))
    until = now + min(chat.introductions, max(chat.end - now, timedelta()) / 4)
    if not chat.asked:
        until = max(until, chat.end - closing(chat))
    return _step(live, Phase.INTRODUCTIONS, 0, now, until)


def following(chat: Chat) -> int | None:
    """The number of the question that is asked next; None when there is none left."""
    for number in range(chat.run.question + 1, len(chat.questions) + 1):
        if not chat.questions[number - 1].left_out:
            return number
    return None


def went_on(chat: Chat, now: datetime) -> Chat:
    """What comes next, now: the next question, else the closing, else the end."""
    if chat.run.phase is Phase.CLOSING:
        return ended(chat, now)
    number = following(chat)
    if number is None:
        return summed_up(chat, now)
    asked = replace(chat.questions[number - 1], asked=now)
    questions = (*chat.questions[: number - 1], asked, *chat.questions[number:])
    going = replace(chat, questions=questions)
    return _step(going, Phase.QUESTION, number, now, open_until(chat, number, now))


def open_until(chat: Chat, number: int, now: datetime) -> datetime:
    """Until when a question is open if it is asked now and nobody intervenes."""
    match chat.pace:
        case Pace.DAILY:
            return _next_day(replace(chat, run=replace(chat.run, question=number)), now)
        case Pace.AT_ONCE:
            return _summed_up(chat, now)
        case Pace.EVENLY:
            return now + share(chat, number, now)


def hastened(before: Chat, after: Chat, now: datetime) -> Chat:
    """The chat once it has its first questions: until then nothing ended its introductions."""
    run = after.run
    if before.asked or not after.asked or run.phase is not Phase.INTRODUCTIONS or run.since is None:
        return after
    left = max(run.since + after.introductions - now, timedelta())
    hurried = replace(run, left=left) if run.paused else replace(run, until=now + left)
    return replace(after, run=replace(hurried, step=run.step + 1))


def rests_until(chat: Chat, now: datetime) -> datetime:
    """When a chat that rests is summed up and ended, if nobody has gone on with it."""
    return max(chat.end, now) + (DAY if chat.form is Form.SLOW else RESTS)


def is_lost(chat: Chat, due: datetime, now: datetime) -> bool:
    """Whether nobody waits any more for what was due: the bot was away for long, and its hour is over."""
    return chat.form is not Form.SLOW and now >= chat.end and now - due > LOST


def summed_up(chat: Chat, now: datetime) -> Chat:
    """The closing, now, whatever has not been asked."""
    return _step(chat, Phase.CLOSING, chat.run.question, now, now + closing(chat))


def ended(chat: Chat, now: datetime) -> Chat:
    """The chat is over."""
    run = Run(phase=Phase.NONE, question=chat.run.question, since=now, step=chat.run.step + 1)
    return replace(chat, stage=Stage.OVER, ended=now, run=run, revision=chat.revision + 1)


def paused(chat: Chat, now: datetime) -> Chat:
    """Nothing goes on until it is resumed; what was left of the phase is kept."""
    left = max((chat.run.until or now) - now, timedelta())
    rests = replace(chat.run, until=None, left=left, step=chat.run.step + 1)
    return replace(chat, run=rests, revision=chat.revision + 1)  # its card says so


def resumed(chat: Chat, now: datetime) -> Chat:
    """It goes on with what was left of its phase; what the rest took is taken from the questions to come."""
    left = chat.run.left or timedelta()
    goes_on = replace(chat.run, until=now + left, left=None, step=chat.run.step + 1)
    return replace(chat, run=goes_on, revision=chat.revision + 1)


def extended(chat: Chat, by: timedelta, now: datetime) -> Chat:
    """The phase takes longer; later questions give some of theirs."""
    if chat.run.left is not None:
        return replace(chat, run=replace(chat.run, left=chat.run.left + by, step=chat.run.step + 1))
    until = max(chat.run.until or now, now) + by
    return replace(chat, run=replace(chat.run, until=until, step=chat.run.step + 1))


def left_out(chat: Chat, number: int) -> Chat:
    """A question that has not been asked is not asked."""
    skipped = replace(chat.questions[number - 1], left_out=True)
    return replace(chat, questions=(*chat.questions[: number - 1], skipped, *chat.questions[number:]))


def inserted(chat: Chat, question: Question) -> Chat:
    """A question that is asked next, before those that were planned."""
    here = chat.run.question
    return replace(chat, questions=(*chat.questions[:here], question, *chat.questions[here:]))


def warns_at(chat: Chat) -> datetime | None:
    """When the two-minute warning of the open question is due; None for a short or a slow one."""
    run = chat.run
    if not _alone(chat) or run.until is None or run.since is None:
        return None
    return run.until - WARNED if run.until - run.since >= FEWEST_TO_WARN else None


def repeats_at(chat: Chat) -> datetime | None:
    """When the open question is repeated for latecomers; None for a short or a slow one."""
    run = chat.run
    if not _alone(chat) or run.until is None or run.since is None:
        return None
    return run.since + (run.until - run.since) / 2 if run.until - run.since > REPEATED else None


def _alone(chat: Chat) -> bool:
    """Whether one question is open, and for minutes: not among others, nor for days."""
    return chat.form is not Form.SLOW and chat.pace is not Pace.AT_ONCE and chat.run.phase is Phase.QUESTION


def too_many(chat: Chat) -> str | None:
    """What whoever plans it should hear about its questions; None when they fit.

    Five to ten questions are typical of an hour; people need about four minutes to read one and answer.
    """
    number = len(chat.asked)
    if number > 10:
        return f"{number} questions are a lot: five to ten are usual, and people need time to answer."
    if chat.form is Form.SLOW or not number:
        return None
    each = (chat.end - chat.start - chat.introductions - closing(chat)) / number
    if each < timedelta(minutes=4):
        minutes = max(int(each / timedelta(minutes=1)), 0)
        return f"That leaves {minutes} minutes a question; at least four are kinder."
    return None


def _step(chat: Chat, phase: Phase, question: int, now: datetime, until: datetime) -> Chat:
    run = Run(phase=phase, question=question, since=now, until=until, step=chat.run.step + 1)
    return replace(chat, run=run, revision=chat.revision + 1)


def _summed_up(chat: Chat, now: datetime) -> datetime:
    """When the closing begins, so that the chat ends when it should."""
    return max(chat.end - closing(chat), now + SHORTEST)


def _next_day(chat: Chat, now: datetime) -> datetime:
    """The hour the chat began at, on the next day by its own clock; the last question ends with the chat.

    Where there are more questions than days, the last one has its day as well.
    """
    if following(chat) is None and chat.end - now > LEAST_OF_A_DAY:
        return _summed_up(chat, now)
    first = chat.start.astimezone(wall.zone_info(chat.zone)).replace(tzinfo=None)
    today = now.astimezone(wall.zone_info(chat.zone)).date()
    return wall.at(first.replace(year=today.year, month=today.month, day=today.day) + DAY, chat.zone)
