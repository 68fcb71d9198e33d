"""How ideas work here: everybody looks, administrators change it, and again changes nothing."""

import pytest
from ink import WISH
from reading_cards import labels, said

from communitybot.errors import NotAllowed
from communitybot.ideas.cards.settings import settings_card, when_form
from communitybot.ideas.model.idea import IdeaSettings
from communitybot.ideas.settings import SettingsWish


async def test_everybody_sees_one_card_and_only_administrators_change_it(lincoln, ana, hana):
    shown = await lincoln.settling.show(ana)

    told = said(settings_card(shown))
    assert "Hosts and administrators read each idea before others do." in told
    assert "Mondays at 3:00 PM, by the clocks of America/New York." in told
    assert "Everybody may look." in told
    assert labels(settings_card(shown)) == []
    for anybody in (ana, hana):
        with pytest.raises(NotAllowed, match="Only administrators"):
            await lincoln.settling.change(anybody, SettingsWish(reviewed=False))
    private = await lincoln.somebody("Dana Park", rights_told=False)
    with pytest.raises(NotAllowed, match="in a room of the community"):
        await lincoln.settling.change(private, SettingsWish(reviewed=False))


async def test_what_is_wished_is_kept_and_the_rest_stays(lincoln, ana):
    boss = await lincoln.somebody("Bo Lind", administers=True)
    await lincoln.sent(ana, WISH)
    await lincoln.settling.change(boss, SettingsWish(anonymous=True, weekday=4, hour=8))

    shown = await lincoln.settling.change(boss, SettingsWish(reviewed=False, prompts=False))
    assert shown.settings == IdeaSettings(
        reviewed=False, anonymous=True, prompts=False, weekday=4, hour=8, outcomes_public=False
    )
    told = said(settings_card(shown))
    assert "1 idea waits now." in told
    assert labels(settings_card(shown)) == [
        "Read ideas first",
        "Ask for names",
        "Open the outcomes page",
        "Ask a weekly question",
        "Day and hour",
    ]
    assert [field.value for field in when_form(shown).fields] == ["Friday", "8:00 AM"]
    again = await lincoln.settling.change(boss, SettingsWish(reviewed=False))
    assert again == shown
