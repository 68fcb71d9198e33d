"""What was made of a thing is found again by that very thing, and the oldest is forgotten."""

from communitybot.lately import Lately


def counting():
    made = []

    def make():
        made.append(len(made) + 1)
        return made[-1]

    return make


def test_the_same_thing_is_made_into_something_once():
    lately, make, thing = Lately(), counting(), ["a card"]
    assert lately.made(thing, "drawn", make) == 1
    assert lately.made(thing, "drawn", make) == 1


def test_an_equal_thing_is_another_thing_and_so_is_another_way_of_making():
    lately, make, thing = Lately(), counting(), ["a card"]
    assert lately.made(thing, "drawn", make) == 1
    assert lately.made(["a card"], "drawn", make) == 2
    assert lately.made(thing, "drawn for one", make) == 3


def test_only_the_last_things_are_kept_and_those_asked_for_again_stay_longest():
    lately, make = Lately(2), counting()
    first, second, third = ["1"], ["2"], ["3"]
    lately.made(first, None, make)
    lately.made(second, None, make)
    lately.made(first, None, make)
    lately.made(third, None, make)  # the second goes
    assert lately.made(first, None, make) == 1
    assert lately.made(second, None, make) == 4


def test_an_identity_used_again_never_gives_what_was_made_of_another_thing():
    lately = Lately(1_000)
    for number in range(500):
        thing = [number]  # freed at once if nobody held it, its identity used for the next
        assert lately.made(thing, None, lambda thing=thing: thing[0]) == number
