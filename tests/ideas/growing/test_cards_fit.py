"""Whatever a team writes, the cards about its stages and its logic model can be shown on every platform."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communitybot.conversation.message import File
from communitybot.ideas.advancing import Standing
from communitybot.ideas.cards.growing import gate_card, parked_card, reason_form
from communitybot.ideas.cards.modelling import (
    SHEETS,
    clash_card,
    history_card,
    model_card,
    model_form,
    shared_card,
)
from communitybot.ideas.cards.picturing import WHOLE, picture_card
from communitybot.ideas.gates import gate
from communitybot.ideas.model.idea import GROWING, Stage
from communitybot.ideas.model.logic import LINE_MOST, LINES_MOST, Part, Written
from communitybot.ideas.model.move import Move
from communitybot.ideas.model.progress import Progress
from communitybot.ideas.modelling import Clash, Modelled
from tests.ideas.discussing.made import AUTHOR, NEW_YORK, NOON, idea, labels, words
from tests.ideas.discussing.test_cards_fit import any_idea, faults
from tests.ideas.growing.models import model
from tests.livechats.cards.test_what_the_bot_says import any_words

lines = st.lists(any_words.map(lambda text: text[:LINE_MOST] or "x"), max_size=LINES_MOST).map(tuple)
longest = st.just(("&" * LINE_MOST,) * LINES_MOST)
progress = st.builds(
    Progress,
    friends_agreed=st.integers(0, 3),
    notes=st.integers(0, 3),
    model_missing=st.sampled_from([(), ("Inputs",), tuple(part.called for part in Part)]),
    lab=st.sampled_from([None, NOON]),
    stakeholders=st.integers(0, 20),
    commitments=st.integers(0, 9),
    reported=st.booleans(),
)


@st.composite
def any_model(draw):
    return model({part: draw(st.one_of(lines, longest)) for part in draw(st.sets(st.sampled_from(Part)))})


def written(number, said, name):
    return Written(number=number, part=Part.INPUTS, lines=said, person="a0", name=name, at=NOON)


@settings(max_examples=40, deadline=None)
@given(any_idea(), progress, st.booleans(), st.booleans(), any_words)
def test_where_any_idea_stands_can_be_shown(one, far, carries, may_resume, reason):
    parked = Move(came_from=Stage.SEED, came_to=Stage.PARKED, person="a0", name=reason, at=NOON)
    standing = Standing(
        one,
        gate(one, [AUTHOR], far, NOON),
        carries,
        parked if one.stage is Stage.PARKED else None,
        may_resume=may_resume,
    )
    drawn = [gate_card(standing, said="It goes on."), parked_card(one), shared_card(one, new=True)]

    assert [fault for card in drawn for fault in faults(card)] == []
    assert reason_form(one).fields


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(any_idea(), any_model(), lines, longest, any_words, st.booleans())
def test_any_logic_model_can_be_shown_and_written(one, held, mine, theirs, name, known):
    clash = Clash(written(1, theirs, name), written(2, mine, name))
    seen = Modelled(one, held, writes=True, knows=True, moderates=known, clashes=(clash,))
    history = [written(number, theirs, name) for number in range(8)]
    drawn = [
        model_card(seen, NEW_YORK, said="Kept: inputs."),
        clash_card(one, clash, known=known, anew=True),
        history_card(one, history, NEW_YORK, page=2, more=True, known=known),
        history_card(one, [], NEW_YORK, page=0, more=False, known=known),
        picture_card(one, held, [File("logic-model.png", "image/png", b"x", "What it shows")], shared=True),
    ]

    assert [fault for card in drawn for fault in faults(card)] == []
    for sheet in SHEETS:
        for field in model_form(seen, sheet).fields:
            assert (field.value or "") == "\n".join(held.lines(Part(field.name)))


def test_the_button_that_takes_an_idea_on_is_there_only_when_nothing_is_missing():
    for stage in GROWING[:-1]:
        lacks = gate(idea(stage=stage, need=""), [AUTHOR], Progress(model_missing=("Inputs",)), NOON)
        shown = gate_card(Standing(idea(stage=stage, need=""), lacks, carries=True))
        assert not [label for label in labels(shown) if label.startswith("On to")]
        assert "Missing: " in words(shown)

    open_now = gate(idea(), [AUTHOR], Progress(), NOON)
    assert labels(gate_card(Standing(idea(), open_now, carries=True)))[0] == "On to developing"
    onlooker = gate_card(Standing(idea(), open_now, carries=False))
    assert labels(onlooker) == ["Join the team", "View"]


def test_words_that_fit_stand_whole_under_the_picture_and_others_in_a_file():
    text = File(WHOLE, "text/plain", b"x")
    short = picture_card(idea(), model(), [text])
    assert (short.files, "from 70 % to 90 % after three years" in words(short)) == ((), True)

    long = picture_card(idea(), model(dict.fromkeys(Part, ("word " * 30,) * 8)), [text])
    assert long.files == (text,)
    assert "Shortened here: logic-model.txt has every word." in words(long)


def test_an_anonymous_author_is_not_named_to_the_team_in_who_wrote_what():
    hidden = idea(anonymous=True)
    one = Written(number=1, part=Part.INPUTS, lines=("Hours",), person="ana", name="Ana Ruiz", at=NOON)
    card = history_card(hidden, [one], NEW_YORK, page=0, more=False, known=False)

    assert "Ana" not in words(card)
    assert "A member" in words(card)
    assert "Ana Ruiz" in words(history_card(hidden, [one], NEW_YORK, page=0, more=False, known=True))
    clash = Clash(one, Written(number=2, part=Part.INPUTS, lines=(), person="ben", name="Ben", at=NOON))
    assert "Ana" not in words(clash_card(hidden, clash, known=False))
