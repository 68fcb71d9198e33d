"""Resources for tests of the store, made in one line each."""

from datetime import UTC, datetime, timedelta

from communitybot.resources.model.resource import Resource, Sharer, State

AT = datetime(2026, 12, 1, 12, tzinfo=UTC)


def resource(name, title="Fraction games", *, community="c1", days=0, person="p1", **given):
    """A shared resource; `days` is how long after the first day it was shared."""
    at = AT + timedelta(days=days)
    state = given.pop("state", State.SHARED)
    return Resource(
        id=name,
        community=community,
        title=title,
        state=state,
        sharer=Sharer(person, f"Name of {person}"),
        added=at,
        shared=None if state is State.DRAFT else at,
        **given,
    )
