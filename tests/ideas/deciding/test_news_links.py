"""What is news in a thread can be followed to the page it speaks of."""

from communitybot.conversation.text import Link
from communitybot.ideas.delivery.threads import IDEAS
from communitybot.ideas.model.log import Kind
from communitybot.threads.log import Line
from tests.ideas.discussing.made import NOON, idea

PAGE = "https://bot.example/briefs/0123456789abcd/" + "x" * 32


def drawn(words):
    line = Line(talk=idea().id, number=1, kind=Kind.NEWS, at=NOON, text=words)
    return [span for block in IDEAS.draw(idea(), line).blocks for span in block.text.spans]


def test_an_address_in_news_is_a_link_to_itself_and_all_else_is_words():
    spans = drawn(f"The team has written a brief. Read it: {PAGE}")
    assert [span for span in spans if isinstance(span, Link)] == [Link(PAGE, PAGE)]

    hostile = drawn("[x](javascript:alert(1)) <@everyone> https://our.site@evil.example/")
    assert not any(isinstance(span, Link) for span in hostile)
