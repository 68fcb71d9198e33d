"""Archives show everybody as they chose, whenever they chose it."""

from dataclasses import replace

import pytest

from communitybot.livechats.archive.consent import initials
from communitybot.livechats.model.chat import Host, Question
from tests.livechats.archive.evening import Evening, at, came, everything

APPEARS = {
    "name": "Lee Okafor",
    "initials": "L. O.",
    "educator": "an educator",
    None: "an educator",
}
ASKED = "What did you learn from others?"
WORDS = "We start with one poem, read aloud by whoever likes to."


@pytest.mark.parametrize("showing", APPEARS)
@pytest.mark.parametrize("when", ["before", "during", "after"])
def test_each_appears_as_they_chose_whenever_they_chose(showing, when):
    evening = Evening()
    if showing and when == "before":
        evening.show("lee", showing)
    evening.say("Lee Okafor", WORDS, 1)
    if showing and when == "during":
        evening.show("lee", showing)
    evening.say("Lee Okafor", "And a second one.", 2)
    if showing and when == "after":
        evening.page()
        evening.show("lee", showing)
    page = evening.page()

    assert [said.author for section in page.sections for said in section.said] == [APPEARS[showing]] * 2
    assert ("Lee Okafor" in everything(page)) == (showing == "name")
    assert "lee" not in everything(page).replace("Lee Okafor", "")


@pytest.mark.parametrize("when", ["before", "during", "after"])
def test_who_is_left_out_leaves_no_words_name_links_or_quotes(when):
    evening = Evening()
    evening.show("jo", "name")
    if when == "before":
        evening.show("lee", "left out")
    first = evening.say("Lee Okafor", f"{WORDS} https://lee.example/poems", 1, shown=("picture: a poem",))
    if when == "during":
        evening.show("lee", "left out")
    reply = evening.say("Jo Anders", "I love that, @Lee Okafor!", 1, answers=first.number)
    evening.say("Jo Anders", f"> {WORDS}\nYes, Lee Okafor says it well.", 1)
    evening.say("Jo Anders", "As somebody said: start with one poem, read aloud by whoever is there", 2)
    evening.say("Jo Anders", "Nicely put", 2, answers=reply.number)
    if when == "after":
        assert "Lee Okafor" not in everything(evening.page())  # not yet left out, and never named
        evening.show("lee", "left out")
    told = everything(evening.page())

    for trace in ("Okafor", "okafor", "lee", "poem", "read aloud by whoever", "L. O."):
        assert trace not in told
    assert "in reply to someone who is left out" in told
    assert "I love that, someone who is left out!" in told
    assert "(words of someone who is left out)" in told
    assert evening.page().numbers.people == 1


def test_words_said_before_by_somebody_else_are_no_quote_of_who_is_left_out():
    evening = Evening()
    evening.show("lee", "left out")
    evening.say("Jo Anders", WORDS, 1)
    evening.say("Lee Okafor", f"> {WORDS}\n{ASKED}", 1)
    evening.say("Ali Reza", f"What Jo said: {WORDS}", 1)
    evening.say("Ali Reza", f"The question again: {ASKED}", 2)

    assert [said.text for section in evening.page().sections for said in section.said] == [
        WORDS,
        f"What Jo said: {WORDS}",
        f"The question again: {ASKED}",
    ]


def test_a_name_that_may_not_be_seen_is_not_seen_in_others_words_either():
    evening = Evening()
    evening.show("dana", "initials")
    evening.say("Dana Whitfield", "Welcome!")
    evening.say("Will", "Hello")
    evening.say("Jo Anders", "Thanks DANA WHITFIELD, and @Will: will you go on? Dana Whitfields are many.")

    (said,) = (each for each in evening.section("introductions").said if "Thanks" in each.text)
    assert said.text == "Thanks D. W., and an educator: will you go on? Dana Whitfields are many."


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("李明", "谢谢@李明你好", "谢谢an educator你好"),
        ("🎉 Dana", "thanks @🎉 dana!", "thanks an educator!"),
        ("Ana", "@Ana, @Anabel, @Anaë and Ana", "an educator, @Anabel, @Anaë and Ana"),
        ("Ana Ruiz", "@ana ruiz ANA RUIZ, Ana Ruizes", "an educator an educator, Ana Ruizes"),
        ("İpek Ç", "İpek Ç and @İpek Ç", "an educator and an educator"),
    ],
)
def test_names_are_found_whatever_they_look_like(name, text, told):
    evening = Evening()
    evening.say(name, "Hello")
    evening.say("Jo Anders", text)

    assert evening.section("introductions").said[1].text == told


def test_who_is_named_may_be_named_by_others():
    evening = Evening()
    evening.show("jo", "name")
    evening.say("Jo Anders", "Hello")
    evening.say("Ali Reza", "Hello @Jo Anders")

    assert evening.section("introductions").said[1].text == "Hello @Jo Anders"


def test_hosts_are_named_as_they_chose_and_their_words_carry_host():
    evening = Evening(
        hosts=(Host("Dana Whitfield", "dana"), Host("Secretary Duncan"), Host("Jo Anders", "jo"))
    )
    evening.show("dana", "name")
    evening.say("Dana Whitfield", "Welcome!")
    evening.say("Jo Anders", "From me too")
    page = evening.page()

    assert page.hosted == "Hosted by Dana Whitfield, Secretary Duncan and an educator."
    assert [(said.author, said.host) for said in page.sections[0].said] == [
        ("Dana Whitfield", True),
        ("an educator", False),  # "host" would say which educator
    ]
    evening.show("jo", "left out")
    assert evening.page().hosted == "Hosted by Dana Whitfield and Secretary Duncan."


@pytest.mark.parametrize(
    ("showing", "by", "title"),
    [
        ("name", "Lee Okafor", "Will there be money?"),
        ("initials", "L. O.", "Will there be money?"),
        (None, "an educator", "Will there be money?"),
        ("left out", "", "A question from the audience"),
    ],
)
def test_who_asked_from_the_audience_appears_as_they_chose(showing, by, title):
    asked = Question(text="Will there be money?", by="Lee Okafor", asked=at(5))
    evening = Evening(questions=(asked,))
    evening.present.append(came("Lee Okafor"))
    if showing:
        evening.show("lee", showing)
    section = evening.section("q1")

    assert (section.by, section.title) == (by, title)


def test_nothing_links_the_words_of_people_without_a_name():
    evening = Evening()
    for number in range(4):
        evening.say(f"Person{number % 2} Name", f"Words {number}", 1)
    once = everything(evening.page())
    evening.lines = [replace(line, person=f"person{line.number}") for line in evening.lines]
    twice = everything(evening.page())

    for four, two in (("people=4", "people=2"), ('"people": 4', '"people": 2'), ("4 people", "2 people")):
        assert four in twice
        twice = twice.replace(four, two)
    assert once == twice


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Dana Whitfield", "D. W."),
        ("Dana", "D."),
        ("dana m. whitfield jones", "D. M. W."),
        ("_x_ (Éva)", "X. É."),
        ("李 明", "李. 明."),
        ("\u202eevil", "E."),
        ("🎉🎉", "an educator"),
    ],
)
def test_initials_are_the_first_letters_of_a_name(name, letters):
    assert initials(name) == letters
