"""The words of a vocabulary that are a letter or two otherwise than typed."""

from collections.abc import Mapping

LEAST = 3  # letters of a word that can be mended
LONG = 7  # letters from which two may be otherwise
MOST = 5  # words one word may stand for


def nearest(typed: str, vocabulary: Mapping[str, int]) -> tuple[str, ...]:
    """Those nearest to what was typed, the most used first; none when all are further than a slip."""
    if len(typed) < LEAST:
        return ()
    bound = 2 if len(typed) >= LONG else 1
    letters = set(typed)
    near: list[tuple[int, int, str]] = []
    for word, uses in vocabulary.items():
        # a slip changes two letters of the set at most: few words are left to look at closely
        if abs(len(word) - len(typed)) <= bound and len(letters.symmetric_difference(word)) <= 2 * bound:
            slips = distance(typed, word, bound)
            if slips <= bound:
                near.append((slips, -uses, word))
    least = min(near, default=(0, 0, ""))[0]
    return tuple(word for slips, _, word in sorted(near) if slips == least)[:MOST]


def distance(one: str, other: str, bound: int) -> int:
    """How many letters are wrong, missing, too many or swapped with the next; above `bound`, any more.

    The optimal string alignment distance: no letter is touched twice.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        before, above, row = row, before, [place]
        for at, also in enumerate(other, 1):
            cost = min(before[at] + 1, row[at - 1] + 1, before[at - 1] + (letter != also))
            swapped = place > 1 and at > 1 and letter == other[at - 2] and one[place - 2] == also
            row.append(min(cost, above[at - 2] + 1) if swapped else cost)
        if min(row) > bound:
            return bound + 1
    return row[-1]
