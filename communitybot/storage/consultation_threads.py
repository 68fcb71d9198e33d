"""What is said about consultations, in tables: the log, the threads, and which of them are listened to."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, or_, select

from communitybot.consultations.model.consultation import Consultation, Stage
from communitybot.consultations.model.log import Kind
from communitybot.storage.consultations_rows import consultation_of
from communitybot.storage.tables.consultation_threads import consultation_talks
from communitybot.storage.tables.consultations import consultations
from communitybot.storage.threads_log import LogRows
from communitybot.storage.threads_open import ThreadRows
from communitybot.storage.threads_rows import thread_of
from communitybot.threads.log import Thread

_T, _C = consultation_talks.threads.c, consultations.c


class StoredHearings(LogRows, ThreadRows):
    """All that is said about consultations; satisfies `communitybot.consultations.repository.Hearings`."""

    tables = consultation_talks
    kinds = {kind.value: kind for kind in Kind}  # noqa: RUF012 - a constant of the class, as its parent says

    async def listened(self, platform: str, since: datetime) -> Sequence[tuple[Thread, Consultation]]:
        there = and_(_T.place.startswith(f"{platform}:", autoescape=True), _T.closed == 0)
        asked = (
            select(consultation_talks.threads, *(column.label(f"of_{column.name}") for column in _C))
            .join_from(consultations, consultation_talks.threads, _C.id == _T.consultation)
            .where(there, or_(_C.stage == Stage.OPEN.value, _C.closed > since))
            .order_by(_C.id, _T.room)
        )
        found = (await self._connection.execute(asked)).mappings().all()
        return [
            (
                thread_of({**row, "community": row["of_community"]}, self.tables.name),
                consultation_of({column.name: row[f"of_{column.name}"] for column in _C}),
            )
            for row in found
        ]
