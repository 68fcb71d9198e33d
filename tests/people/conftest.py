"""The two places of the communities' tests, for people who are in both."""

from tests.communities.conftest import ada, ben, house, places

__all__ = ["ada", "ben", "house", "places"]
