"""The playground keeps its pace."""

from adapters.playground.pace import A_SECOND, AT_ONCE, Pace


def test_a_burst_is_taken_and_then_only_so_many_a_second():
    now = [0.0]
    pace = Pace(lambda: now[0])

    assert all(pace.allows() for _ in range(AT_ONCE))
    assert not pace.allows()
    now[0] = 1.0
    assert sum(pace.allows() for _ in range(AT_ONCE)) == A_SECOND


def test_a_long_rest_gives_no_more_than_one_burst():
    now = [0.0]
    pace = Pace(lambda: now[0])
    now[0] = 1_000.0

    assert sum(pace.allows() for _ in range(AT_ONCE * 2)) == AT_ONCE
