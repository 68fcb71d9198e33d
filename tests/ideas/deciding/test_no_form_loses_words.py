"""Every form of `/idea`, sent with one wrong field or after the idea has gone, gives back what was typed."""

from dataclasses import replace

from communitybot.conversation.forms import FieldKind, Form
from communitybot.conversation.inbound import Submitted
from communitybot.conversation.replies import Correct
from communitybot.ideas.model.idea import Stage
from tests.ideas.deciding.asking import shared
from tests.ideas.labs.bench import IDEA, shown

WORDS = "Nobody but me could say it so."
FORMS = {
    "edit": ("ana", "idea.edit", IDEA),
    "park": ("ana", "idea.park", IDEA),
    "brief": ("ana", "idea.brief_new", IDEA),
    "outcome": ("ana", "idea.outcome_write", IDEA),
    "commit": ("ana", "idea.commit", IDEA),
    "lab": ("ana", "idea.lab_change", IDEA),
    "reply": ("ana", "idea.reply", IDEA),
    "voice": ("dan", "idea.voice", IDEA),
    "notes": ("eve", "idea.notes", IDEA),
    "step back": ("eve", "idea.step_back", IDEA),
    "model work": ("ana", "idea.model_edit", IDEA, "work"),
    "model outcomes": ("ana", "idea.model_edit", IDEA, "outcomes"),
}


async def sent(bench, person, form, **values):
    """Send a form with what stands in it and what is given."""
    bench.clock.advance(1)
    held = {each.name: each.value for each in form.fields if each.value is not None}
    told = Submitted(
        id=f"s{next(bench.numbers)}",
        who=bench.who(person),
        place=(await anywhere(bench)),
        action=form.action,
        values=held | values,
    )
    return shown(await bench.house.bot.submit(told))


async def anywhere(bench):
    community = await bench.units.read(lambda work: work.communities.get("c1"))
    return community.rooms[0].address


def good(form):
    """Something for every field that has to be filled in, and the words in every field that takes some."""
    given = {}
    for each in form.fields:
        if each.kind is FieldKind.ONE_OF and each.choices and each.value is None:
            given[each.name] = each.choices[0].value
        elif each.kind is FieldKind.LONG_TEXT:
            given[each.name] = WORDS
        elif each.name in {"by", "when"} and each.value is None:
            given[each.name] = "in 3 weeks"
        elif each.required and each.value is None:
            given[each.name] = WORDS
    return given if WORDS in given.values() else given | {form.fields[-1].name: WORDS}


async def opened(bench):
    """Every form, opened while all is well."""
    await bench.presses("ana", "idea.friend_ask", IDEA, "eve")
    await bench.presses("eve", "idea.befriend", IDEA)
    await shared(bench)
    forms = {name: (who, await bench.presses(who, *press)) for name, (who, *press) in FORMS.items()}
    return {name: (who, form) for name, (who, form) in forms.items() if isinstance(form, Form)}


async def test_a_form_that_is_sent_after_the_idea_was_taken_back_gives_back_the_words(bench):
    forms = await opened(bench)
    assert forms.keys() == FORMS.keys()

    async def goes(work):
        idea = await work.ideas.get("c1", IDEA, hold=True)
        await work.ideas.save(replace(idea, stage=Stage.WITHDRAWN, revision=idea.revision + 1))

    await bench.units.run(goes)
    lost = {}
    for name, (who, form) in forms.items():
        told = await sent(bench, who, form, **good(form))
        assert not isinstance(told, Form)
        if not isinstance(told, Correct) and WORDS not in told:
            lost[name] = told
    assert not lost


async def test_evidence_typed_in_a_line_stands_in_the_form_that_asks_for_the_rest(bench):
    form = await bench.types("ana", "idea brief", idea=IDEA, evidence=WORDS)

    assert WORDS in {field.name: field.value for field in form.fields}["evidence"]


async def test_a_form_with_one_wrong_field_stays_open_or_gives_back_the_words(bench):
    forms = await opened(bench)
    forms["post"] = ("ana", await bench.types("ana", "idea post"))
    tried, lost = [], {}
    for name, (who, form) in forms.items():
        for wrong in form.fields:
            if wrong.kind is FieldKind.LONG_TEXT or wrong.name in {"when", "by", "on", "reply_by"}:
                told = await sent(bench, who, form, **(good(form) | {wrong.name: "word " * 1_400}))
                kept = isinstance(told, Correct) or (not isinstance(told, Form) and WORDS in told)
                tried.append(name)
                if not kept and "word word" not in str(told):
                    lost[f"{name}: {wrong.name}"] = told
    assert len(tried) > 25
    assert set(tried) == forms.keys() - {"step back"}  # it takes one line, which is shortened
    assert not lost
