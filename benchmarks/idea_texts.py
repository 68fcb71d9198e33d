"""Ideas as teachers might write them, by the thousand: seeded, with common words and rare ones."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random

from communitybot.ideas.model.idea import GROWING, Author, Category, Idea, Role, Stage

_FILLING = """
the a of to and in for our we that with on is are they this it as can their have from at by be not each
who when more would so but or an will all what time about into which one there some how than also if
"""
_SCHOOL = """
teacher student school classroom lesson learning year week team time day grade leader principal family
support group plan meeting practice skill question idea program work share feedback goal district parent
help community subject change staff colleague unit result data term visit report choice voice trust
"""
_THEMES = {
    Category.LEADERSHIP: (
        "lead role hybrid release stipend decision council voice ladder career delegate chair"
    ),
    Category.LEARNING: (
        "workshop coach training credential module inquiry cohort facilitator seminar badge study"
    ),
    Category.COLLABORATION: (
        "schedule common planning period calendar block rota shared minutes agenda protocol"
    ),
    Category.CURRICULUM: (
        "assessment rubric standard portfolio unit pacing exam project mastery literacy numeracy"
    ),
    Category.CULTURE: (
        "belonging restorative discipline climate respect hallway ritual welcome safety attendance"
    ),
    Category.FAMILIES: (
        "home language evening interpreter newsletter visit volunteer neighbour library partner"
    ),
    Category.MENTORING: (
        "mentor novice induction retention buddy observation burnout stay first resign handbook"
    ),
    Category.TECHNOLOGY: (
        "laptop tablet network video platform online device password recording software robot"
    ),
    Category.EQUITY: (
        "access inclusion bias barrier transport lunch disability interpreter fair scholarship gap"
    ),
    Category.POLICY: (
        "board superintendent mandate funding budget law contract licence hearing evidence brief"
    ),
}
PLACES = (
    "Austin Texas",
    "Chicago Illinois",
    "Portland Oregon",
    "Portland Maine",
    "Rural Montana",
    "New York",
    "Springfield Missouri",
    "Springfield Illinois",
    "Denver Colorado",
    "Lexington Kentucky",
    "Jefferson Parish Louisiana",
    "Rock Hill South Carolina",
)
TAGS = (
    "coaching",
    "literacy",
    "rural",
    "equity",
    "mentoring",
    "time",
    "data",
    "steam",
    "newcomers",
    "reading",
)
_SYLLABLES = """
ba ca de fi go ha lo mi na or pe qua ri sol ta ul ven wes xa yo zen bri cla dru
"""
FILLING, SCHOOL, SYLLABLES = _FILLING.split(), _SCHOOL.split(), _SYLLABLES.split()
THEMES = {category: words.split() for category, words in _THEMES.items()}
RARE = 20_000  # names and terms of art, most of them said by few

NOW = datetime.fromisoformat("2026-12-01T12:00:00+00:00")
YEARS = timedelta(days=3 * 365)


class Writer:
    """Writes texts: filling words, words of every school, words of the theme, and rare ones."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        made = dict.fromkeys(
            "".join(self._random.choices(SYLLABLES, k=self._random.randint(2, 4))) for _ in range(2 * RARE)
        )
        self._rare = list(made)[:RARE]
        self._by_rank = list(accumulate(1 / (rank + 3) for rank in range(len(self._rare))))
        self._school = list(accumulate(1 / (rank + 2) for rank in range(len(SCHOOL))))

    def words(self, category: Category, count: int) -> list[str]:
        of_theme = THEMES[category]
        some = [
            *self._random.choices(FILLING, k=count * 45 // 100),
            *self._random.choices(SCHOOL, cum_weights=self._school, k=count * 25 // 100),
            *self._random.choices(of_theme, k=count * 15 // 100),
            *self._random.choices(self._rare, cum_weights=self._by_rank, k=count * 15 // 100),
        ]
        self._random.shuffle(some)
        return some

    def text(self, category: Category, count: int) -> str:
        return " ".join(self.words(category, count))

    def title(self, category: Category) -> str:
        rare = self._random.choices(self._rare, cum_weights=self._by_rank, k=1)
        some = [*self._random.sample(THEMES[category], 2), *self._random.sample(SCHOOL, 2), *rare]
        return " ".join(some).capitalize()

    def ideas(self, community: str, count: int, people: Sequence[str]) -> Iterator[Idea]:
        """Ideas of the last three years, each with a text of 100 to 300 words."""
        for number in range(count):
            yield self._idea(community, number, NOW - YEARS * (1 - number / count), people)

    def _idea(self, community: str, number: int, at: datetime, people: Sequence[str]) -> Idea:
        pick = self._random
        category = pick.choice(tuple(Category))
        words = self.words(category, pick.randint(100, 300))
        quarter = len(words) // 4
        parts = [" ".join(words[part * quarter : (part + 1) * quarter]) for part in range(4)]
        stage = pick.choices([*GROWING, Stage.PARKED], weights=[40, 20, 12, 8, 6, 4, 4, 3, 3])[0]
        who = pick.choice(people)
        return Idea(
            id=f"idea{number:010d}",
            community=community,
            stage=stage,
            title=self.title(category),
            need=parts[0],
            approach=parts[1],
            benefits=parts[2],
            helps=parts[3],
            roles=tuple(pick.sample(tuple(Role), pick.choice((0, 0, 1, 2)))),
            category=category,
            tags=(*pick.sample(TAGS, pick.randint(0, 4)), f"topic {pick.randrange(500)}"),
            place=pick.choice(PLACES),
            authors=(Author(who, who.title()),),
            votes=min(int(pick.paretovariate(1.2)) - 1, 500),
            team=pick.choice((1, 1, 1, 2, 3, 4)),
            lines=min(int(pick.paretovariate(1.0)) - 1, 300),
            created=at - timedelta(days=3),
            submitted=at - timedelta(days=2),
            published=at,
            moved=at,
            said=at,
        )
