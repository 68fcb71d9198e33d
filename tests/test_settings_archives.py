"""Whether live chats may be archived at all, as whoever runs the bot decides."""

import pytest

from communitybot.settings import BadSettings, load


@pytest.mark.parametrize(
    ("environment", "meant"),
    [
        ({}, None),
        ({"COMMUNITYBOT_ARCHIVES": ""}, None),
        ({"COMMUNITYBOT_ARCHIVES": "on"}, True),
        ({"COMMUNITYBOT_ARCHIVES": "off"}, False),
    ],
)
def test_archives_are_on_or_off_or_left_to_where_they_are_allowed(environment, meant):
    assert load(environment).archives is meant


@pytest.mark.parametrize("word", ["yes", "no", "ON", "true", "1", " on"])
def test_another_word_is_told_by_the_variables_name_and_with_what_works(word):
    with pytest.raises(BadSettings) as problem:
        load({"COMMUNITYBOT_ARCHIVES": word, "COMMUNITYBOT_HTTP_PORT": "99999"})

    archives, port = sorted(problem.value.mistakes)
    assert archives.startswith("COMMUNITYBOT_ARCHIVES is on or off")
    assert repr(word) in archives
    assert port.startswith("COMMUNITYBOT_HTTP_PORT")


@pytest.mark.parametrize("given", [True, False, None])
def test_what_is_given_in_code_wins(given):
    assert load({"COMMUNITYBOT_ARCHIVES": "on"}, archives=given).archives is given
