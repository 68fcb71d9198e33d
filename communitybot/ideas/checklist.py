"""What a good idea also says, after a checklist teachers use: a hint each, gently, and never in the way."""

import re
from collections.abc import Sequence

from communitybot.ideas.model.idea import Idea

MOST_HINTS = 3

_MEASURED = re.compile(
    r"\b(?:measur|survey|data|evidence|track|count|score|assess|evaluat|indicator|compar|percent|result|"
    r"feedback|know (?:if|whether|that))|%",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:famil|parent|student|pupil|principal|administrat|communit|partner|union|board|district|"
    r"counsel|librarian|stakeholder|staff)",
    re.IGNORECASE,
)
_SUPPORT = re.compile(
    r"\b(?:principal|administrat|district|board|superintendent|leadership|schedule|budget|funding|grant|"
    r"time|release|stipend|substitute|support)",
    re.IGNORECASE,
)
_TEACHERS = re.compile(r"\b(?:teacher|educator|colleague|faculty|classroom|mentor|coach)", re.IGNORECASE)


def hints_of(idea: Idea) -> Sequence[str]:
    """What is missing for a good idea, the plainest first, a sentence each; a few."""
    words = f"{idea.title}\n{idea.need}\n{idea.approach}\n{idea.benefits}\n{idea.helps}"
    hints = (
        (not idea.need, "What is the need? It says why anything should change."),
        (not idea.approach, "How would you meet it? An idea is more than a wish."),
        (not idea.benefits, "Who benefits, and how?"),
        (not idea.helps and not idea.roles, "What help do you want, and who is missing in your team?"),
        (not _TEACHERS.search(words), "What do teachers lead in it, and what do they know that it needs?"),
        (
            not _MEASURED.search(words),
            "How will you know that it works? One thing to count or ask is enough.",
        ),
        (not _OTHERS.search(words), "Who else has a stake: students, families, other staff?"),
        (not _SUPPORT.search(words), "What would make it last: time, a schedule, a leader who backs it?"),
        (idea.category is None and not idea.tags, "A category or a tag helps others to find it."),
    )
    return tuple(sentence for missing, sentence in hints if missing)[:MOST_HINTS]
