"""Help names every command about live chats, those for hosts to hosts."""

from speaking import words


async def test_the_word_chat_alone_lists_what_it_can_do(hall, host):
    told = words(await host.types("/chat"))

    for spec in hall.bot.commands:
        if spec.group == "chat":
            assert f"/{spec.name}" in told


async def test_each_command_explains_itself(hall, host):
    for spec in hall.bot.commands:
        if spec.group in {"chat", "chats"}:
            told = words(await host.types(f"/communitybot {spec.name}"))
            assert spec.description in told


async def test_planning_without_a_word_opens_a_form(hall, hana, host):
    await hall.planned(hana)
    form = await host.types("/chat schedule")

    assert [field.name for field in form.form.fields][:2] == ["title", "when"]
    assert len(form.form.fields) == 14
