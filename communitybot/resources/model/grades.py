"""Whom a resource is for, by grade: the grades of American schools, in their order."""

from enum import StrEnum

from communitybot.people.model import Level


class Grade(StrEnum):
    """One grade, in the word people read after "grade" where it is a number."""

    PRE_K = "pre-K"
    KINDERGARTEN = "K"
    FIRST = "1"
    SECOND = "2"
    THIRD = "3"
    FOURTH = "4"
    FIFTH = "5"
    SIXTH = "6"
    SEVENTH = "7"
    EIGHTH = "8"
    NINTH = "9"
    TENTH = "10"
    ELEVENTH = "11"
    TWELFTH = "12"
    COLLEGE = "college"
    ADULTS = "adults"  # educators themselves, and other grown-up learners


IN_ORDER = tuple(Grade)

OF_LEVEL: dict[Level, tuple[Grade, ...]] = {
    Level.ALL: IN_ORDER,
    Level.EARLY_CHILDHOOD: (Grade.PRE_K, Grade.KINDERGARTEN),
    Level.ELEMENTARY: IN_ORDER[1:7],
    Level.MIDDLE: IN_ORDER[7:10],
    Level.HIGH_SCHOOL: IN_ORDER[10:14],
    Level.HIGHER_EDUCATION: (Grade.COLLEGE,),
}
"""The grades of a level of school: K to 5, 6 to 8, 9 to 12, as most American districts have them."""
