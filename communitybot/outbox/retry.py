"""How long to wait before the next attempt: longer each time, never all at once."""

from datetime import timedelta

FIRST = timedelta(seconds=1)
LONGEST = timedelta(minutes=10)
LONGEST_URGENT = timedelta(seconds=15)  # for what is of use only while people wait for it
MOST_BUGS = 8  # attempts at an entry whose handling raises what nobody may raise


def back_off(
    attempts: int, chance: float, *, asked: timedelta = timedelta(0), longest: timedelta = LONGEST
) -> timedelta:
    """Wait between half of and the whole of 1, 2, 4 ... seconds (`longest` at most), or as long as asked.

    Args:
        attempts: how many have been made, 1 or more.
        chance: a number from 0 to 1, so that those who failed together do not come back together.
        asked: what the platform wants; never undercut.
        longest: where the doubling ends.
    """
    whole: timedelta = min(FIRST * 2 ** min(max(attempts, 1) - 1, 20), longest)
    return max(whole * (0.5 + chance / 2), asked + whole * (chance / 10))
