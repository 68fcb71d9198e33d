"""The form in which a digest is made or changed."""

from communitybot.communities.hours import spell_day, spell_hour
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Choice
from communitybot.conversation.forms import FieldKind, Form, FormField
from communitybot.resources.cards.digests import NEW, WRITE
from communitybot.resources.cards.words import grades_in_words
from communitybot.resources.model.digest import Cadence, Digest, Rhythm, Wanted


def digest_form(digest: Digest | None = None) -> Form:
    """Ask what a digest holds and when it comes; what is left empty leaves nothing out."""
    wanted = digest.wanted if digest is not None else Wanted()
    rhythm = digest.rhythm if digest is not None else Rhythm()
    asked = (
        ("tags", "Tags", "Such as fractions, argumentation", ", ".join(wanted.tags)),
        ("subject", "Subjects", "Such as science, music", ", ".join(wanted.subjects)),
        ("grade", "Grades", "Such as 3-5, middle school", grades_in_words(wanted.grades)),
        ("kind", "Kinds", "Such as videos, lessons", ", ".join(kind.value for kind in wanted.kinds)),
    )
    return Form(
        title="A digest",
        action=Action(WRITE, (digest.id if digest is not None else NEW,)),
        submit="Show it",
        intro="What you leave empty leaves nothing out.",
        fields=(
            *(
                FormField(name=name, label=label, hint=hint, value=value or None)
                for name, label, hint, value in asked
            ),
            FormField(
                name="every",
                label="How often",
                kind=FieldKind.ONE_OF,
                required=True,
                choices=tuple(Choice(cadence.value, cadence.value) for cadence in Cadence),
                value=rhythm.cadence.value,
            ),
            FormField(name="day", label="Day", required=True, value=spell_day(rhythm.weekday)),
            FormField(
                name="hour",
                label="Full hour",
                required=True,
                hint="By the clocks where it is read, such as 4 pm",
                value=spell_hour(rhythm.hour),
            ),
        ),
    )
