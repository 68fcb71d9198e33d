"""`/my profile`: what colleagues may know of somebody, if they want it to be known."""

from typing import Annotated, Generic

from communitybot.commands.declare import Param, checks, command, pressed
from communitybot.commands.guard import Press
from communitybot.conversation.inbound import Caller
from communitybot.conversation.replies import Amend, Answer, Ask, Reply
from communitybot.errors import NotFound
from communitybot.people.profile import (
    MOST_NAMED,
    NAME_MOST,
    PLACE_MOST,
    read_brings,
    read_levels,
    read_place,
    read_subjects,
)
from communitybot.people.profile_cards import (
    CHANGE,
    CLEAR,
    FIND,
    OPEN,
    PICK,
    cleared_card,
    profile_card,
    profile_form,
)
from communitybot.people.profile_service import Profiles, ProfileWish, W

LIST_MOST = MOST_NAMED * (NAME_MOST + 2)
FOUND = "Thank you. Teams of ideas here may find you from now on."
NOT_FOUND = "Nobody finds you any more."


class MyProfile(Generic[W]):
    """One card for looking, picking, writing, consenting and clearing."""

    def __init__(self, profiles: Profiles[W]) -> None:
        self._profiles = profiles

    @command(
        "my profile",
        "What you teach and bring; you decide whether colleagues find you by it",
        title="Your profile",
        examples=(
            "/my profile",
            "/my profile level: middle, subjects: science, bring: mentoring",
            "/my profile find: yes",
        ),
    )
    async def profile(
        self,
        caller: Caller,
        *,
        level: Annotated[
            str | None, Param("Whom you teach", label="Levels I teach", most=200, example="middle")
        ] = None,
        subjects: Annotated[
            str | None, Param("What you teach; none empties it", most=LIST_MOST, example="science, music")
        ] = None,
        place: Annotated[
            str | None, Param("A town is enough; none empties it", most=2 * PLACE_MOST, example="Austin")
        ] = None,
        bring: Annotated[
            str | None,
            Param(
                "Skills and roles, in your words; none empties it",
                label="What I can bring",
                most=LIST_MOST,
                example="mentoring, researcher",
            ),
        ] = None,
        find: Annotated[
            bool | None, Param("Whether teams here may find you by this and invite you", label="Find me")
        ] = None,
    ) -> Reply:
        wish = ProfileWish(
            levels=None if level is None else read_levels(level),
            subjects=None if subjects is None else read_subjects(subjects),
            place=None if place is None else read_place(place),
            brings=None if bring is None else read_brings(bring),
            findable=find,
        )
        if wish == ProfileWish():
            return Answer(profile_card(await self._profiles.show(caller)))
        return Answer(profile_card(await self._profiles.change(caller, wish), said="Kept."))

    @checks("level", "my profile")
    async def check_level(self, caller: Caller, text: str) -> object:  # noqa: ARG002 - the same for all
        return read_levels(text)

    @checks("subjects", "my profile")
    async def check_subjects(self, caller: Caller, text: str) -> object:  # noqa: ARG002 - the same for all
        return read_subjects(text)

    @checks("place", "my profile")
    async def check_place(self, caller: Caller, text: str) -> object:  # noqa: ARG002 - the same for all
        return read_place(text)

    @checks("bring", "my profile")
    async def check_bring(self, caller: Caller, text: str) -> object:  # noqa: ARG002 - the same for all
        return read_brings(text)

    @pressed(OPEN, reads=True)
    async def open(self, caller: Caller, press: Press) -> Reply:  # noqa: ARG002 - only who pressed counts
        return Answer(profile_card(await self._profiles.show(caller)))

    @pressed(CHANGE, reads=True)
    async def change(self, caller: Caller, press: Press) -> Reply:  # noqa: ARG002 - only who pressed counts
        return Ask(profile_form((await self._profiles.show(caller)).profile))

    @pressed(PICK)
    async def pick(self, caller: Caller, press: Press) -> Reply:
        if not press.value:
            raise NotFound("That list is from an older version of this message.", example="/my profile")
        return Amend(profile_card(await self._profiles.pick(caller, press.argument(0), press.value)))

    @pressed(FIND)
    async def find(self, caller: Caller, press: Press) -> Reply:
        on = press.argument(0) == "on"
        shown = await self._profiles.change(caller, ProfileWish(findable=on))
        return Amend(profile_card(shown, said=FOUND if on else NOT_FOUND))

    @pressed(CLEAR)
    async def clear(self, caller: Caller, press: Press) -> Reply:  # noqa: ARG002 - only who pressed counts
        return Amend(cleared_card(was=await self._profiles.clear(caller)))
