"""Whoever has written answers does not lose them: not to the close, and not to one wrong field."""

from communitybot.conversation.message import Quote
from communitybot.conversation.replies import Ask, Correct

LONG = "My bus comes at seven and the next one after nine. " * 58


async def test_answers_that_arrive_after_the_close_are_given_back_to_whoever_wrote_them(town):
    hana = await town.opens()
    (card,) = town.cards("slack")
    ana = town.somebody("Ana Ruiz")
    await ana.presses("Answer", card)
    form = ana.reply.form

    unread = await ana.sends(q1="never", q3="Better mornings for all.", showing="role")
    assert isinstance(ana.reply, Correct)  # the form stays open with everything in it
    assert list(ana.reply.reasons) == ["q1"]
    assert "I cannot read the answer to question 1." in unread

    await hana.types("/consult close")
    await hana.presses("Yes, close it now")
    ana.reply = Ask(form)
    told = await ana.sends(q1="1", q3=LONG, showing="role", role="a bus rider")
    assert "It is closed" in told
    assert "a bus rider" in told
    (words, _) = [block for block in ana.reply.message.blocks if isinstance(block, Quote)]
    assert words.text.spans[0].text.endswith("… (shortened)")
    assert LONG.strip() in ana.reply.message.files[0].content.decode()
    assert await town.people() == 0

    await hana.types("/consult reply")
    await hana.sends(words="We listened. " * 400)
    assert list(hana.reply.reasons) == ["words"]
