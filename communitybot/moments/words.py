"""The English words of days, months, numbers and ranks, and how dates are spoken back."""

from datetime import date, datetime

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def pairs(text: str) -> dict[str, str]:
    """Read a table written as "word=meaning" with spaces between; an underscore stands for a space."""
    return {
        word.replace("_", " "): meaning for word, _, meaning in (one.partition("=") for one in text.split())
    }


def several(text: str) -> frozenset[str]:
    """Read a set of words written with spaces between."""
    return frozenset(text.split())


WEEKDAYS = {
    **{name.lower(): number for number, name in enumerate(DAY_NAMES)},
    **{name[:3].lower(): number for number, name in enumerate(DAY_NAMES)},
    "tues": 1,
    "weds": 2,
    "thur": 3,
    "thurs": 3,
}
MONTHS = {
    **{name.lower(): number for number, name in enumerate(MONTH_NAMES, 1)},
    **{name[:3].lower(): number for number, name in enumerate(MONTH_NAMES, 1)},
    "sept": 9,
}
NUMBERS = {
    word: int(number)
    for word, number in pairs(
        "one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 "
        "fifteen=15 twenty=20 thirty=30 forty=40 forty-five=45 fifty=50 sixty=60 ninety=90"
    ).items()
}
RANKS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
RANK_NAMES = {number: name for name, number in RANKS.items()}
FOREIGN = pairs(
    "lundi=monday mardi=tuesday mercredi=wednesday jeudi=thursday vendredi=friday samedi=saturday "
    "dimanche=sunday demain=tomorrow aujourd'hui=today midi=noon minuit=midnight "
    "lunes=monday martes=tuesday miercoles=wednesday miércoles=wednesday jueves=thursday viernes=friday "
    "sabado=saturday sábado=saturday domingo=sunday mañana=tomorrow manana=tomorrow hoy=today "
    "montag=monday dienstag=tuesday mittwoch=wednesday donnerstag=thursday freitag=friday samstag=saturday "
    "sonntag=sunday morgen=tomorrow heute=today mittag=noon uhr="
)
"""The words that teachers who think in another language slip in; used only to suggest English ones."""


def spoken_day(day: date) -> str:
    """Say a date in full: "Tuesday 1 December 2026"."""
    return f"{DAY_NAMES[day.weekday()]} {spoken_date(day)}"


def spoken_date(day: date) -> str:
    """Say a date without its weekday: "1 December 2026"."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def spoken_clock(moment: datetime) -> str:
    """Say the hour: "7:00 PM"."""
    return f"{moment.hour % 12 or 12}:{moment.minute:02} {'AM' if moment.hour < 12 else 'PM'}"


def typed_clock(moment: datetime) -> str:
    """Say the hour as one would type it: "7pm", "7:30am"."""
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{'am' if moment.hour < 12 else 'pm'}"


def ordinal(number: int) -> str:
    """Say a day of the month: "31st"."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def listed(names: list[str]) -> str:
    """Join names as people do: "Monday, Tuesday and Friday"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
