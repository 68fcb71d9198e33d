"""What an author may want to take out of an idea before others read it."""

from collections.abc import Sequence

from communitybot.ideas.model.idea import Idea
from communitybot.people.cautions import Caution, cautions_in


def cautions_of(idea: Idea) -> Sequence[Caution]:
    """What may tell who somebody is: each kind once, where it stands first."""
    return cautions_in(
        (
            ("the title", idea.title),
            ("the need", idea.need),
            ("the approach", idea.approach),
            ("who benefits", idea.benefits),
            ("help wanted", idea.helps),
            ("the place", idea.place),
        )
    )
