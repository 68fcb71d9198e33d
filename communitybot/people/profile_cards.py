"""A person's own profile: what stands in it, who may find them by it, and how to change either."""

from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Choice, Look, Select
from communitybot.conversation.forms import Form, FormField
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import (
    Block,
    Bullets,
    Controls,
    Field,
    Fields,
    Heading,
    Message,
    message,
    paragraph,
    small,
)
from communitybot.conversation.text import Strong, Text, say
from communitybot.people.model import Profile
from communitybot.people.profile import BRINGS, SUBJECTS, TAUGHT
from communitybot.people.profile_service import ShownProfile, Suggestion

OPEN, CHANGE, PICK = "my.profile", "my.profile_change", "my.profile_pick"
FIND, CLEAR = "my.profile_find", "my.profile_clear"
TITLE = 60
SUGGESTED = 3

MAY = (
    "Teams here see your name with what fits, and may invite you. “Stop being found” takes it back at once; "
    "“Clear my profile” forgets all of it."
)
MAY_NOT = (
    "Only you see this. If you let colleagues find you, teams here see your name with what fits and may "
    "invite you; one press here takes it back."
)


def profile_card(shown: ShownProfile, *, said: str = "") -> Message:
    """Everything in it as it is now; three picks to start, and what could use its person."""
    profile = shown.profile
    blocks: list[Block] = [Heading("Your profile")]
    if said:
        blocks.append(paragraph(said))
    if profile.empty:
        blocks.append(paragraph("Nothing stands here yet. All of it is up to you; three picks are a start."))
    else:
        blocks.append(Fields(_fields(profile)))
    consent = "Colleagues may find you." if profile.findable else "Colleagues cannot find you."
    blocks.append(paragraph(Strong(consent), " ", MAY if profile.findable else MAY_NOT))
    suggestions = list(shown.suggestions[:SUGGESTED])
    if suggestions:
        blocks += [paragraph(Strong("Ideas that could use you")), Bullets(tuple(map(_line, suggestions)))]
    views = tuple(_view(one) for one in suggestions)
    rows = [*_picks(profile), Controls(_row(profile)), *([Controls(views)] if views else [])]
    return message(*blocks, *rows, small("Please name no student. ", "Only you see this card."))


def cleared_card(*, was: bool) -> Message:
    """Confirm that nothing is kept."""
    words = "Cleared. Nothing of your profile is kept, and nobody finds you." if was else "Nothing is kept."
    return message(paragraph(words), Controls((Button("Begin again", Action(OPEN)),)))


def profile_form(profile: Profile) -> Form:
    """All of it in one form; what is left empty stays, "none" empties it."""
    return Form(
        title="Your profile",
        action=Action("command.form", ("my+profile",)),
        submit="Keep",
        intro="Nothing here is required, and none empties a line. Please name no student.",
        fields=(
            FormField(
                name="level",
                label="Levels I teach",
                hint="Such as elementary, middle",
                value=", ".join(level.value for level in profile.levels) or None,
            ),
            FormField(
                name="subjects",
                label="Subjects",
                hint="Such as science, music",
                value=", ".join(profile.subjects) or None,
            ),
            FormField(name="place", label="Place", hint="A town is enough", value=profile.place or None),
            FormField(
                name="bring",
                label="What I can bring",
                hint="Skills and roles in your words, such as mentoring, researcher",
                value=", ".join(profile.brings) or None,
            ),
        ),
    )


def _fields(profile: Profile) -> tuple[Field, ...]:
    lines = (
        ("Levels I teach", ", ".join(level.value for level in profile.levels)),
        ("Subjects", ", ".join(profile.subjects)),
        ("Place", profile.place),
        ("What I can bring", ", ".join(profile.brings)),
    )
    return tuple(Field(name, say(one_line(value, 400) or "Not said")) for name, value in lines)


def _picks(profile: Profile) -> list[Controls]:
    """One list for each part in which nothing stands."""
    parts = (
        ("levels", "I teach", tuple(level.value for level in TAUGHT), bool(profile.levels)),
        ("subjects", "A subject of mine", SUBJECTS, bool(profile.subjects)),
        ("brings", "What I can bring", BRINGS, bool(profile.brings)),
    )
    return [
        Controls(
            (Select(label, Action(PICK, (name,)), tuple(Choice(one, _capital(one)) for one in offered)),)
        )
        for name, label, offered, known in parts
        if not known
    ]


def _row(profile: Profile) -> tuple[Button, ...]:
    write = Button("Write it" if profile.empty else "Change it", Action(CHANGE))
    if profile.findable:
        return (write, Button("Stop being found", Action(FIND, ("off",))), _clear())
    find = Button("Let colleagues find me", Action(FIND, ("on",)), Look.EXPECTED)
    return (write,) if profile.empty else (find, write, _clear())


def _clear() -> Button:
    return Button("Clear my profile", Action(CLEAR), Look.GRAVE)


def _line(one: Suggestion) -> Text:
    return say(Strong(one_line(one.title, 80)), ": ", one_line(", ".join(one.reasons), 160))


def _view(one: Suggestion) -> Button:
    return Button(f"View {one_line(one.title, TITLE)}", one.view)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
