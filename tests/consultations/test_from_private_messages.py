"""Where a platform does not say who administers what, as in private on Discord."""

from dataclasses import dataclass, replace

from town import SCHOOL_DAY, Typist


@dataclass
class InPrivate(Typist):
    """The same person in private messages: nobody tells whether they administer anything."""

    @property
    def who(self):
        return replace(super().who, roles=frozenset(), rights_told=False)


async def test_whoever_opened_it_uses_the_buttons_they_are_sent_in_private_when_it_is_closed(town):
    hana = await town.opens()
    await hana.types("/consult close")
    await hana.presses("Yes, close it now")
    await town.later(minutes=5)
    *_, ready = [each.shown for each in town.seen("discord") if each.place.place == "dm-hana"]

    privately = InPrivate(town, "Hana Ito", "discord")
    await privately.presses("Say what you did with it", ready)
    assert "Everybody who answered is told now" in await privately.sends(words="The day starts at 8:30.")

    omar = InPrivate(town, "Omar Haddad", "discord")
    assert "From here I cannot see whether you are an administrator" in await omar.presses(
        "Say what you did with it", ready
    )
    assert "From here I cannot see whether" in await omar.types(SCHOOL_DAY)
    nobody = town.somebody("Hana Ito", "discord")  # where it is told: she administers nothing any more
    refused = await nobody.presses("Say what you did with it", ready)
    assert "Only whoever asks, hosts and administrators" in refused
    assert "From here" not in refused
