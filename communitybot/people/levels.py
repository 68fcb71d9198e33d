"""Whom people teach, and whom things are for."""

from enum import StrEnum


class Level(StrEnum):
    """A level of school, in the words people read."""

    ALL = "all levels"
    EARLY_CHILDHOOD = "early childhood"
    ELEMENTARY = "elementary"
    MIDDLE = "middle"
    HIGH_SCHOOL = "high school"
    HIGHER_EDUCATION = "higher education"
