"""Columns of values as PostgreSQL reads arrays."""

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communitybot.storage.arrays import numbers, texts

TEXTS = st.text(st.characters(blacklist_characters="\x00", blacklist_categories=("Cs",)), max_size=20)


@pytest.mark.postgres
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TEXTS | st.none() | st.sampled_from(["NULL", "{}", '"', "\\", ",", ""]), max_size=6))
def test_postgresql_reads_back_what_was_written(connection, values):
    (found,) = connection.execute("SELECT %s::text[]", [texts(values)]).fetchone()

    assert found == values


@pytest.mark.postgres
@pytest.mark.parametrize("values", [[], [0], [1, -2, 2**62]])
def test_numbers_are_read_back(connection, values):
    assert connection.execute("SELECT %s::bigint[]", [numbers(values)]).fetchone() == (values,)


def test_a_text_postgresql_cannot_keep_is_refused():
    with pytest.raises(ValueError, match="NUL"):
        texts(["a", "b\x00c"])


@pytest.fixture(scope="module")
def connection(postgres):
    with psycopg.connect(postgres[0], autocommit=True) as opened:
        yield opened
