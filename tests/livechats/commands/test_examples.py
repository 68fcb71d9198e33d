"""Every example of a command about live chats works as it stands, at a time when it makes sense."""

from speaking import words

from communitybot.conversation.replies import Ask

REFUSED = ("This works: ", "Try /", "I know no")


async def said(host, hall):
    """What is answered to every example now."""
    answers = {}
    for spec in hall.bot.commands:
        if spec.group not in {"chat", "chats"}:
            continue
        for example in spec.examples:
            if example.startswith("/chat schedule"):
                continue
            reply = await host.types(example)
            answers[example] = "" if isinstance(reply, Ask) else words(reply)
    return answers


def refused(answer):
    return any(mark in answer for mark in REFUSED)


async def test_each_example_works_before_during_or_after_a_chat(hall, hana, host):
    await hall.planned(hana, guest="Rosa Lind")
    before = await said(host, hall)  # `/chat start` begins it
    await hall.later(minutes=30)
    again = words(await host.types("/chat start #ce14"))  # it was paused
    live = await said(host, hall)
    await host.types("/chat start")
    await hall.later(days=1)
    after = await said(host, hall)

    never = [line for line in before if all(refused(each[line]) for each in (before, live, after))]
    assert not refused(again)
    assert never == ["/chat start #ce14"]
    assert len(before) > 20
    assert any(map(refused, before.values()))  # the check sees refusals


async def test_the_examples_of_planning_work(hall, hana, host):
    spec = next(each for each in hall.bot.commands if each.name == "chat schedule")
    for example in spec.examples:
        told = words(await host.types(example))
        assert "Nobody else has seen it yet." in told
