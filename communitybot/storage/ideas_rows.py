"""Ideas as rows and back, exact to the microsecond."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from communitybot.conversation.visible import visible
from communitybot.ideas.model.idea import (
    Author,
    Category,
    Idea,
    IdeaSettings,
    Joining,
    Member,
    Role,
    Stage,
)

_TEXTS = ("title", "need", "approach", "benefits", "helps", "place", "reason")
_SAME = (
    *("id", "community", "anonymous", "votes", "follows", "team", "lines"),
    *("created", "submitted", "published", "moved", "said", "reworded", "into", "revision"),
)
_OF_SETTINGS = tuple(field.name for field in fields(IdeaSettings))


def idea_values(idea: Idea) -> dict[str, Any]:
    """An idea as a row, without what no database keeps and no platform shows."""
    return (
        {name: getattr(idea, name) for name in _SAME}
        | {name: visible(getattr(idea, name)) for name in _TEXTS}
        | {
            "stage": idea.stage.value,
            "roles": [role.value for role in idea.roles],
            "category": idea.category.value if idea.category else None,
            "tags": [visible(tag) for tag in idea.tags],
            "authors": [[visible(author.name), author.person] for author in idea.authors],
        }
    )


def idea_of(row: Mapping[Any, Any]) -> Idea:
    return Idea(
        **{name: row[name] for name in (*_SAME, *_TEXTS)},
        stage=Stage(row["stage"]),
        roles=tuple(map(Role, row["roles"])),
        category=Category(row["category"]) if row["category"] else None,
        tags=tuple(row["tags"]),
        authors=tuple(Author(person, name) for name, person in row["authors"]),
    )


def member_values(member: Member) -> dict[str, Any]:
    return {
        "person": member.person,
        "name": visible(member.name),
        "role": member.role.value,
        "joining": member.joining.value,
        "note": visible(member.note),
        "at": member.at,
    }


def member_of(row: Mapping[Any, Any]) -> Member:
    return Member(
        person=row["person"],
        name=row["name"],
        role=Role(row["role"]),
        joining=Joining(row["joining"]),
        note=row["note"],
        at=row["at"],
    )


def settings_values(settings: IdeaSettings) -> dict[str, Any]:
    return {name: getattr(settings, name) for name in _OF_SETTINGS}


def settings_of(row: Mapping[Any, Any]) -> IdeaSettings:
    return IdeaSettings(**{name: row[name] for name in _OF_SETTINGS})
