"""A brief as a page, for tests of what is made of it."""

from datetime import date

from communitybot.ideas.papers.page import BriefPage, Quoted

ID = "0123456789abcd"


def page(**changes) -> BriefPage:
    known = {
        "brief": ID,
        "title": "Mentor hours for first-year teachers",
        "community": "Oak Hills educators",
        "to_name": "Dr. Rosa Lind",
        "to_role": "superintendent",
        "need": "New teachers leave us within three years.\nThey say why: nobody had time for them.",
        "evidence": "Six schools with a mentor hour lost 4 of 38; the others 37 of 59.",
        "ask": "Put one paid hour a week into the timetable.",
        "support": "24 members support this idea.",
        "voices": (
            Quoted("I stayed because Maria had an hour for me.", "classroom teacher, Oak Hills"),
            Quoted("I would rather pay an hour than interview again.", "Dana Ruiz, school leader"),
        ),
        "names": ("Dana Ruiz (classroom teacher)", "a school leader"),
        "others": 1,
        "reply_by": "Wed 3 Mar 2027",
        "day": date(2026, 11, 26),
        "dated": "Thu 26 Nov 2026",
        "answers": (),
        "silence": "",
        "draft": False,
        "published": False,
        "letter": True,
    }
    return BriefPage(**(known | changes))
