"""Hosts as people name them: whole, in part, misspelt, or guests; nobody is mistaken in silence."""

import pytest

CREATE = "/event create Reading circle, when: friday 5pm, hosts: "


@pytest.fixture
async def members(world, ana, ben):
    for one in (ana, ben, world.person("Ana Maria Silva"), world.person("Dana Whitfield")):
        await one.types("/event follow")


async def test_a_first_name_means_the_member_and_the_preview_says_so(ana, members):
    told = await ana.types(CREATE + "Dana")

    assert "Dana Whitfield" in told
    assert "I read Dana as Dana Whitfield." in told


async def test_a_host_named_in_part_may_change_the_event(world, ana, members):
    await ana.types(CREATE + "Dana")
    await ana.presses("Post it")
    dana = world.person("Dana Whitfield")

    assert "Only the hosts" not in await dana.types("/event edit Reading circle, place: Room 2")


async def test_a_misspelt_host_is_noticed_with_who_may_be_meant(ana, members):
    told = await ana.types(CREATE + "Dana Whitfeld")

    assert "Dana Whitfeld is no member here" in told
    assert "Did you mean Dana Whitfield?" in told


async def test_a_guest_is_named_as_one(ana, members):
    told = await ana.types(CREATE + "me, Lee Wong")

    assert "Lee Wong is no member here: named as a guest, who changes nothing." in told
    assert "Did you mean" not in told


async def test_a_name_that_fits_several_is_asked_about(ana, members):
    told = await ana.types("/event create Reading circle, when: friday 5pm, hosts: Ana")

    assert "could be Ana Maria Silva or Ana Ruiz" in told
    assert "This works: /event create Reading circle, when: friday 5pm, hosts: Ana" in told


async def test_hosts_and_people_to_follow_are_suggested_while_they_are_typed(ana, members):
    assert [each.value for each in await ana.is_suggested("event create", "hosts", "Dan")] == [
        "Dana Whitfield"
    ]
    assert [each.value for each in await ana.is_suggested("event edit", "hosts", "me, Dan")] == [
        "me, Dana Whitfield"
    ]
    assert [each.value for each in await ana.is_suggested("event follow", "host", "Dan")] == [
        "Dana Whitfield"
    ]


async def test_only_somebody_who_is_there_or_hosts_can_be_followed(ana, ben, members):
    told = await ben.types("/event follow host: Nobody Atall")
    assert "nobody here goes by that name" in told
    assert "now follow" not in told

    assert "Dana Whitfield" in await ben.types("/event follow host: Dana")
    assert "dana whitfield" in await ben.types("/event follow")


async def test_a_guest_who_hosts_something_can_be_followed(ana, ben, members):
    await ana.types(CREATE + "Lee Wong")
    await ana.presses("Post it")

    assert "You now follow events hosted by Lee Wong" in await ben.types("/event follow host: lee wong")


async def test_an_event_named_alone_is_changed_in_a_form(ana, members):
    await ana.types("/event create Reading circle, when: friday 5pm")
    await ana.presses("Post it")

    assert "title, when, ends" in await ana.types("/event edit Reading circle")
    assert ana.form.fields[0].value == "Reading circle"
