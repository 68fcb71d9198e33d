"""Words typed into a form that is refused come back: whole where they fit, else shortened, with a file."""

from communitybot.commands.given_back import given_back
from communitybot.commands.guard import apology, refusal_card
from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button
from communitybot.conversation.message import Controls, Quote, message
from communitybot.errors import AlreadyDone

CLOSED = refusal_card(AlreadyDone("It is closed.", example="/consults"))


def quoted(told):
    return ["".join(span.text for span in one.text.spans) for one in told.blocks if isinstance(one, Quote)]


def test_what_was_written_is_given_back_and_what_was_chosen_is_not():
    told = given_back(
        CLOSED,
        {"showing": "role", "q1": "1", "q2": "Two lines,\nas they were. @everyone", "yes": True, "no": None},
    )

    assert quoted(told) == ["Two lines,\nas they were. @everyone"]
    assert told.blocks[:2] == CLOSED.blocks
    assert not told.files


def test_a_refusal_of_a_form_without_words_stays_as_it_is():
    assert given_back(CLOSED, {"showing": "name", "file": ("a.txt", b"two words"), "q1": "  "}) is CLOSED


def test_what_is_too_long_is_shortened_visibly_and_whole_in_a_file():
    long = " ".join(["<Everything & more>"] * 150)
    told = given_back(CLOSED, {"a": long, "b": "Short words.", "c": long + " c"})

    first, short, last = quoted(told)
    assert short == "Short words."
    assert all(each.endswith("… (shortened)") for each in (first, last))
    assert min(len(first), len(last)) > 500  # room is shared fairly
    assert told.weight <= limits.MESSAGE_TEXT
    assert told.files[0].content.decode() == f"{long}\n\nShort words.\n\n{long} c"


def test_buttons_stay_under_the_words_and_many_fields_share_a_quote():
    row = Controls((Button("Fix it", Action("a.b")),))
    refused = message(*["One sentence."] * 14, row)
    told = given_back(refused, {str(number): f"Answer number {number}" for number in range(15)})

    assert told.blocks[-1] == row
    assert "\n\n".join(quoted(told)).split("\n\n") == [f"Answer number {number}" for number in range(15)]
    assert len(told.blocks) <= limits.BLOCKS


def test_a_fault_of_ours_gives_words_back_as_well():
    told = given_back(apology("consult.answered", ValueError()).message, {"q": "So much to say"})

    assert quoted(told) == ["So much to say"]


def test_a_refusal_that_fills_its_message_stays_whole():
    full = message("x" * 2_800, "y" * 900)

    assert given_back(full, {"q": "So much to say"}) is full
