"""What the picture of a page shows is told in words, and the picture itself is never fetched or shown."""

import json
from dataclasses import replace

from hostile.lists import of

from communitybot.conversation.limits import weight
from communitybot.resources.cards.card import resource_card
from communitybot.resources.cards.preview import preview_card
from communitybot.resources.cards.view import view_card
from communitybot.resources.keeping.formats.jsons import Json
from communitybot.resources.keeping.formats.sheet import Sheet
from communitybot.resources.keeping.formats.writing import About
from communitybot.resources.model.resource import SHOWS_MOST
from communitybot.resources.prefilling import filled
from communitybot.resources.previews import Preview
from communitybot.resources.views import Seen
from tests.resources.sharing.school import PAGE, resource, words

PICTURED = replace(PAGE, image="https://videos.example.org/strips.png", image_alt="Two paper strips")
SHOWN = "Its picture shows: Two paper strips"


def test_what_a_picture_shows_is_told_in_private_and_in_the_json_alone():
    made, told = filled(resource(), PICTURED)
    assert (made.picture, made.shows) == ("https://videos.example.org/strips.png", "Two paper strips")
    assert "picture" not in told

    preview = words(preview_card(Preview(resource=made, zone="UTC")))
    view = words(view_card(Seen(resource=made, notes=(), mine=False, moderates=False)))
    assert SHOWN in preview
    assert SHOWN in view
    public = resource_card(made, zone="UTC")
    assert SHOWN not in words(public)
    for card in (preview, view, str(public)):
        assert "strips.png" not in card

    exports = []
    for kind in (Json, Sheet):
        writer = kind(About(community="School"))
        writer.add(made)
        exports.append(writer.ended(more=False).decode())
    [one] = json.loads(exports[0])["resources"]
    assert (one["picture"], one["picture_shows"]) == (made.picture, made.shows)
    assert "strips.png" not in exports[1]
    # Looked at again, what is known stays; a page without a picture tells nothing.
    assert filled(made, replace(PICTURED, image_alt="Another")) == (made, ())
    assert "Its picture" not in words(preview_card(Preview(resource=resource(), zone="UTC")))


def test_hostile_words_of_a_picture_stay_one_short_line_of_plain_words():
    for hostile in of("S3") + of("S6"):
        made, _ = filled(resource(), replace(PICTURED, image_alt=hostile.text * 3))
        assert weight(made.shows) <= SHOWS_MOST
        assert "\n" not in made.shows
        assert made.shows.isprintable()
        assert preview_card(Preview(resource=made, zone="UTC"))
