"""What a form of an idea says, on platforms that leave emptied fields out and on those that ask in steps."""

from communitybot.ideas.commands.written import from_form, read
from communitybot.ideas.model.idea import Category, Role

WHOLE = {"title": "Peer hour", "need": "Why?", "me": "researcher"}


def test_an_emptied_field_that_is_left_out_of_a_whole_form_empties():
    written, role = from_form(WHOLE)
    wish = read(written).wish

    assert role is Role.RESEARCHER
    assert (wish.approach, wish.tags, wish.roles, wish.place) == ("", (), (), "")
    assert (wish.category, wish.anonymous) == (None, None)  # these are chosen, not emptied


def test_a_form_that_was_ended_after_its_first_step_leaves_the_rest():
    written, role = from_form({"title": "Peer hour", "need": "Why?", "approach": "", "helps": "Time"})
    wish = read(written).wish

    assert role is None
    assert (wish.approach, wish.helps) == ("", "Time")
    assert (wish.tags, wish.place, wish.benefits) == (None, None, None)


def test_what_is_chosen_is_read_and_what_is_forged_is_not():
    written, _ = from_form(WHOLE | {"category": "policy", "anonymous": "yes"})
    forged, role = from_form(WHOLE | {"category": "DROP TABLE", "anonymous": "maybe", "me": "king"})

    assert (written.category, written.anonymous) == (Category.POLICY, True)
    assert (forged.category, forged.anonymous, role) == (None, None, None)
