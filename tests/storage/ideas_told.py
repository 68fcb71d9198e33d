"""A dozen ideas as teachers might tell them, and how others would put the same or something else."""

from stored_ideas import idea

TOLD = {
    "peer": (
        "Peer coaching for first-year teachers",
        "New teachers leave within three years because nobody watches them teach and helps them improve.",
        "Pair each novice with an experienced colleague who observes a lesson and gives feedback.",
        "Novice teachers, and pupils who keep their teacher",
    ),
    "quiet": (
        "A quiet room for reading",
        "Students have nowhere silent to read during lunch.",
        "Open the library at lunch with volunteers from the parents' association.",
        "Readers of all grades",
    ),
    "hybrid": (
        "Hybrid roles: teach half a day, lead half a day",
        "Good teachers who want to lead have to leave the classroom and become administrators.",
        "Create positions in which a teacher keeps two classes and leads curriculum work for a district.",
        "Teachers who want to lead without leaving students",
    ),
    "planning": (
        "Common planning time for grade teams",
        "Teachers of one grade never have a free period together.",
        "Redraw the master schedule so that each grade team shares two planning periods a week.",
        "Grade teams",
    ),
    "visits": (
        "Home visits before school starts",
        "Families of newcomers do not trust the school.",
        "Teachers visit each family at home in August, in pairs, with an interpreter, for a stipend.",
        "Newcomer families and their teachers",
    ),
    "credit": (
        "Micro-credentials instead of seat time",
        "Professional development counts hours and not what teachers learned.",
        "Let teachers earn credit with evidence of practice, approved by a panel of teachers.",
        "All teachers",
    ),
    "circles": (
        "Restorative circles instead of suspension",
        "Suspensions hit disabled students hardest and change nothing.",
        "Train every teacher to lead restorative circles, and hold a weekly circle in homeroom.",
        "Students who are now sent home",
    ),
    "portfolio": (
        "Portfolios in place of the spring exam",
        "The spring exam narrows what we teach and tells families little.",
        "Students collect work in portfolios that two teachers and a community member judge with a rubric.",
        "Students, families",
    ),
    "password": (
        "One password for all classroom software",
        "Young students lose ten minutes each lesson to logging in.",
        "Ask the district for single sign-on with picture badges for the primary grades.",
        "Primary classes",
    ),
    "rural": (
        "Shared physics class for three rural schools",
        "Our three rural high schools each have too few students for physics.",
        "Teach one physics class by video with a lab day each month, travelling by bus.",
        "Rural students",
    ),
    "substitutes": (
        "Regular substitutes who belong to a school",
        "Substitutes change daily and lessons are lost.",
        "Hire two building substitutes each school, who cover for teachers that observe colleagues.",
        "Everybody",
    ),
    "seat": (
        "A teacher seat on the school board",
        "Decisions about classrooms are made without teachers.",
        "Elect a teacher adviser to the board, with voice but no vote, for one year.",
        "Teachers and the board",
    ),
}

LIKE = {
    "peer": (
        "Beginners quit. An experienced teacher should observe new colleagues and give them feedback.",
        "COACHES for new teachers",
    ),
    "quiet": ("Reading room at lunch: a silent space where students read, kept by parent volunteers",),
    "hybrid": ("Teacher leaders who stay in the classroom half of the day",),
    "planning": ("Sharing planned periods in the schedules of each grade",),
    "visits": ("visiting families at home before the first day",),
    "credit": ("Crédit for professional learning by évidence, not by hours",),
    "circles": ("Circles instead of suspending students",),
    "portfolio": ("Replace the exam by a portfolio of student work",),
    "password": ("single sign-on",),
}

UNLIKE = (
    "A school garden where classes grow vegetables for the cafeteria and learn biology outdoors",
    "Later start of the school day, since teenagers need sleep and buses come too early",
    "Instrument lending library so that every child can join the orchestra",
    "Translate the report cards into Spanish and Somali",
    "Teachers and students need more support from the district so that the school gets better every day",
    "A teacher newsletter with good news of the week for all staff",
    "teachers",
    "the and of with",
    "?!",
    "",
    "学校の庭",
)


def told():
    return [
        idea(name, title=title, need=need, approach=approach, benefits=benefits)
        for name, (title, need, approach, benefits) in TOLD.items()
    ]
