"""Where a platform does not say who administers what, a refusal says so; where it does, it does not."""

from dataclasses import replace

import pytest

from communitybot.errors import NotAllowed
from communitybot.ideas.advancing import Advancing
from communitybot.ideas.prompting import Prompting
from tests.ideas.merging.twins import BEN, HERS, MOD

PRIVATE = replace(MOD, roles=frozenset(), rights_told=False)
SAID = "From here I cannot see whether you are an administrator"


async def test_who_may_not_park_merge_or_prompt_is_told_where_they_might(twins):
    advancing = Advancing(twins.school.units, twins.school.clock)
    for who, told in ((PRIVATE, True), (BEN, False)):
        for act in (
            lambda who=who: advancing.park(who, HERS, "After the exams."),
            lambda who=who: twins.merging.likes(who, HERS),
            lambda who=who: Prompting(twins.school.units, twins.school.clock).listed(who),
        ):
            with pytest.raises(NotAllowed, match="Only") as refused:
                await act()
            assert (SAID in refused.value.trouble) == told
    assert (await advancing.park(MOD, HERS, "After the exams.")).reason == "After the exams."
    with pytest.raises(NotAllowed, match=SAID):
        await advancing.resume(PRIVATE, HERS)
