"""What a form remembers of where it was opened: travels in its private metadata, seen by nobody."""

import json
from dataclasses import replace

from adapters.slack.inbound import Spot
from communitybot.conversation.addresses import BadAddress, MessageRef, PersonAddress, PlaceAddress


def memo(spot: Spot) -> str:
    """Write a spot down; what is only good for three seconds is left out."""
    kept = {
        "place": str(spot.place),
        "url": spot.response_url,
        "message": str(spot.message) if spot.message is not None else None,
        "pressed": spot.pressed,
        "private": spot.private,
        "home": spot.at_home,
    }
    return json.dumps({name: value for name, value in kept.items() if value})


def recalled(text: str, person: PersonAddress, trigger: str | None) -> Spot:
    """Read it back; anything unreadable, or of another workspace, becomes the person's own private place."""
    alone = Spot(person=person, place=PlaceAddress("slack", person.space, person.person), trigger=trigger)
    try:
        kept = json.loads(text or "{}")
        place = PlaceAddress.parse(kept["place"])
        message = MessageRef.parse(kept["message"]) if kept.get("message") else None
    except (ValueError, KeyError, TypeError, AttributeError, BadAddress):
        return alone
    if place.space != person.space or (message is not None and message.place.space != person.space):
        return alone
    return replace(
        alone,
        place=place,
        message=message,
        response_url=kept.get("url"),
        pressed=bool(kept.get("pressed")),
        private=bool(kept.get("private")),
        at_home=bool(kept.get("home")),
    )
