"""After the close: whose words stand first in the summary, and what was done with all of it."""

from dataclasses import replace

from communitybot.consultations.answering import follow
from communitybot.consultations.delivery import periods, promises
from communitybot.consultations.desk import Desk, community_of, demand_asking, demand_closed, find
from communitybot.consultations.model.consultation import Consultation
from communitybot.consultations.repository import ConsultsWork
from communitybot.consultations.tally import Tally, tallied
from communitybot.conversation.inbound import Caller
from communitybot.conversation.visible import shows, visible
from communitybot.errors import Misread, NotFound

LONGEST_REPLY = 2_000
PICKED = 10  # quotes put first in all


class Concluding(Desk):
    """What the asker, hosts and administrators do once a consultation is closed."""

    async def came_to(self, caller: Caller, consultation: str) -> tuple[Consultation, Tally]:
        """What it came to, for whoever asks and for hosts.

        Raises:
            NotAllowed, AlreadyDone: for anybody else, and before the close.
        """

        async def unit(work: ConsultsWork) -> tuple[Consultation, Tally]:
            found = await find(work, caller, consultation)
            demand_asking(caller, await community_of(work, caller.community), found)
            demand_closed(found)
            given = await work.consultations.responses(caller.community, found.id)
            return found, tallied(found, given)

        return await self._units.read(unit)

    async def pick(
        self, caller: Caller, consultation: str, response: str, question: int
    ) -> tuple[Consultation, Tally]:
        """Put a quote first, or (if it is) no more. Only words that may be quoted can be picked."""
        now = self._clock.now()

        async def unit(work: ConsultsWork) -> tuple[Consultation, Tally]:
            found = await find(work, caller, consultation, hold=True)
            demand_asking(caller, await community_of(work, caller.community), found)
            demand_closed(found)
            given = list(await work.consultations.responses(caller.community, found.id))
            quotes = tallied(found, given).quotes
            wanted = (response, question)
            quote = next((one for one in quotes if (one.response, one.question) == wanted), None)
            if quote is None:
                raise NotFound("These words are not to be quoted any more.", example="/consult view")
            if not quote.picked and sum(one.picked for one in quotes) >= PICKED:
                raise Misread(f"At most {PICKED} quotes stand first. Please take one back.")
            index = next(index for index, one in enumerate(given) if one.id == response)
            given[index] = replace(given[index], picked=given[index].picked ^ {question})
            await work.consultations.respond(caller.community, found.id, given[index])
            await follow(work, found, now)
            return found, tallied(found, given)

        return await self._units.run(unit)

    async def reply(self, caller: Caller, consultation: str, words: str) -> tuple[Consultation, bool]:
        """Keep what was done with it; whether those who answered are told now, which they are once.

        Raises:
            Misread: when it is empty or too long.
        """
        now = self._clock.now()
        text = visible(words).strip()
        if not shows(text) or len(text) > LONGEST_REPLY:
            raise Misread(
                f"Say in 1 to {LONGEST_REPLY:,} characters what was done; these are {len(text):,}.",
                field="words",
                example="From August on the day starts at 8:30.",
            )

        async def unit(work: ConsultsWork) -> tuple[Consultation, bool]:
            found = await find(work, caller, consultation, hold=True)
            demand_asking(caller, await community_of(work, caller.community), found)
            demand_closed(found)
            if found.reply == text:
                return found, False
            after = replace(found, reply=text, replied=found.replied or now, revision=found.revision + 1)
            await work.consultations.save(after)
            if found.replied is None:
                await work.outbox.put([promises.entry(after, promises.REPLY, "reply", now)])
            await periods.redraw(work, after, now)
            return after, found.replied is None

        return await self._units.run(unit)
