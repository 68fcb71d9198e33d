"""The words people use for time zones, and the zones offered first."""

from communitybot.moments.words import pairs, several

OFFERED: tuple[tuple[str, str], ...] = (
    ("America/New_York", "New York (Eastern)"),
    ("America/Chicago", "Chicago (Central)"),
    ("America/Denver", "Denver (Mountain)"),
    ("America/Phoenix", "Phoenix (Arizona)"),
    ("America/Los_Angeles", "Los Angeles (Pacific)"),
    ("America/Anchorage", "Anchorage (Alaska)"),
    ("Pacific/Honolulu", "Honolulu (Hawaii)"),
    ("America/Puerto_Rico", "Puerto Rico (Atlantic)"),
    ("America/Halifax", "Halifax (Atlantic)"),
    ("America/Toronto", "Toronto (Eastern)"),
    ("America/Vancouver", "Vancouver (Pacific)"),
    ("America/Mexico_City", "Mexico City"),
    ("America/Sao_Paulo", "São Paulo"),
    ("Europe/London", "London (UK)"),
    ("Europe/Paris", "Paris (Central Europe)"),
    ("Europe/Berlin", "Berlin (Central Europe)"),
    ("Europe/Athens", "Athens (Eastern Europe)"),
    ("Africa/Lagos", "Lagos (West Africa)"),
    ("Africa/Johannesburg", "Johannesburg (South Africa)"),
    ("Asia/Dubai", "Dubai (Gulf)"),
    ("Asia/Kolkata", "Kolkata (India)"),
    ("Asia/Singapore", "Singapore"),
    ("Asia/Tokyo", "Tokyo (Japan)"),
    ("Australia/Sydney", "Sydney (Eastern Australia)"),
    ("Pacific/Auckland", "Auckland (New Zealand)"),
    ("UTC", "UTC"),
)
"""Zones in the order they are offered, with the label people see; twenty-five fit a platform's list."""

_FAMILIES = {
    "America/New_York": "et est edt eastern",
    "America/Chicago": "ct cst cdt central",
    "America/Denver": "mt mst mdt mountain",
    "America/Los_Angeles": "pt pst pdt pacific",
    "America/Anchorage": "akt akst akdt alaska",
    "Pacific/Honolulu": "ht hst hawaii",
    "America/Halifax": "ast adt atlantic",
    "America/St_Johns": "nst ndt newfoundland",
    "America/Phoenix": "arizona",
    "America/Puerto_Rico": "puerto-rico",
    "UTC": "utc gmt z zulu greenwich",
    "Europe/London": "bst uk britain british england",
    "Europe/Dublin": "ireland irish",
    "Europe/Lisbon": "wet west",
    "Europe/Paris": "cet cest france",
    "Europe/Berlin": "germany german",
    "Europe/Athens": "eet eest greece",
    "Europe/Moscow": "msk",
    "Africa/Lagos": "wat nigeria",
    "Africa/Johannesburg": "sast",
    "Africa/Nairobi": "eat kenya",
    "Africa/Maputo": "cat",
    "Asia/Kolkata": "ist india indian",
    "Asia/Tokyo": "jst japan japanese",
    "Asia/Seoul": "kst korea korean",
    "Asia/Singapore": "sgt",
    "Asia/Hong_Kong": "hkt",
    "Asia/Manila": "pht philippines",
    "Asia/Shanghai": "china beijing",
    "Australia/Sydney": "aet aest aedt",
    "Australia/Brisbane": "queensland",
    "Australia/Adelaide": "acst acdt",
    "Australia/Perth": "awst",
    "Pacific/Auckland": "nzt nzst nzdt",
}
WORDS = {word.replace("-", " "): zone for zone, words in _FAMILIES.items() for word in words.split()}
WORDS |= {
    **{
        f"{name} {kind}": WORDS[name]
        for name in ("eastern", "central", "mountain", "pacific", "atlantic")
        for kind in ("standard", "daylight")
    },
    **pairs(
        "greenwich_mean=UTC british_summer=Europe/London central_european=Europe/Paris "
        "central_european_summer=Europe/Paris new_zealand=Pacific/Auckland hong_kong=Asia/Hong_Kong "
        "south_africa=Africa/Johannesburg washington=America/New_York washington_dc=America/New_York "
        "nyc=America/New_York boston=America/New_York atlanta=America/New_York miami=America/New_York "
        "philadelphia=America/New_York houston=America/Chicago dallas=America/Chicago austin=America/Chicago "
        "san_francisco=America/Los_Angeles seattle=America/Los_Angeles montreal=America/Toronto"
    ),
}
"""Abbreviations, regions and large cities without a zone of their own, in lower case."""

SEASONAL = several(
    "est edt cst cdt mst mdt pst pdt akst akdt ast adt nst ndt bst cet cest eet eest "
    "aest aedt acst acdt nzst nzdt"
)
"""Abbreviations that name one half of the year; they choose between the two readings of a doubled hour."""

SHARED = {
    "ist": "India; for Ireland say `Dublin time`, for Israel `Jerusalem time`",
    "cst": "Chicago; for China say `Shanghai time`",
    "ast": "Halifax; for Arabia say `Riyadh time`",
}
"""Abbreviations that several countries use: what is taken, and how to say another."""
