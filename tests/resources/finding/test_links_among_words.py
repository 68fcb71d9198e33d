"""A pasted link is found whole, whatever words and letters it is made of."""

import pytest

from communitybot.resources.commands.finding import FindingResources
from communitybot.resources.wished import taken_apart
from tests.resources.finding.lincoln import said

LONG = "https://maths.example.org/strips?for=" + "x" * 300


@pytest.mark.parametrize(
    "link",
    [
        "https://maths.example.org/6th-grade/strips",
        "https://maths.example.org/kindergarten",
        "look: https://maths.example.org/strips?a=grade 6",
    ],
)
def test_no_field_is_read_out_of_a_link(link):
    assert taken_apart(link) == (link, None, None)


async def test_a_link_leads_to_its_own_page_and_to_no_other_of_the_site(school, ana):
    await school.puts("Front page", address="https://maths.example.org/")
    await school.puts("For the little ones", address="https://maths.example.org/kindergarten")
    await school.puts("A long one", address=LONG)
    desk = FindingResources(school.finding)

    little = (await desk.resources(ana, words="https://maths.example.org/kindergarten?utm_source=x")).message
    assert "For the little ones" in said(little)
    assert "Front page" not in said(little)
    long = (await desk.resources(ana, words=f"{LONG}&utm_source=x")).message
    assert "A long one" in said(long)
