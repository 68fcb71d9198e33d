"""Which room of the core stands on which: the import arrow as data."""

FEATURES = {
    "events",
    "livechats",
    "ideas",
    "consultations",
    "resources",
    "pledges",
    "learning",
    "colleagues",
}
PLATFORM_LIBRARIES = {"discord", "slack_bolt", "slack_sdk", "aiohttp", "adapters"}

# Each level may import from levels below it, never sideways; a room is a level's member.
LEVELS: list[set[str]] = [
    {
        "errors",
        "fonts",
        "happening",
        "ids",
        "lately",
        "sealing",
        "pages",
        "proven",
        "logs",
        "moments",
        "previews",
        "conversation",
    },
    {"ports"},
    {"installations", "notes", "once"},
    {"commands"},
    {"carrying", "outbox"},
    {"communities"},
    {"people"},  # people stand in a community
    {"threads"},  # what is said in threads, alike in every room of a community
    FEATURES,
    {"bot"},
    {"storage"},
    {
        "bootstrap",
        "chat_dates",
        "chat_links",
        "chatting",
        "cli",
        "consulting",
        "facts",
        "idea_dates",
        "leading",
        "library",
        "__main__",
        "settings",
        "settling",
        "clocks",
        "sample",
        "running",
        "demo",
        "checking",
        "files",
    },
]
# conversation/, moments/, errors, ids, lately and logs import nothing of ours; commands/ does not see ports.
NOTHING_OF_OURS = {
    "errors",
    "fonts",
    "happening",
    "ids",
    "lately",
    "logs",
    "moments",
    "previews",
    "conversation",
    "pages",
    "proven",
    "settings",
    "clocks",
}
ADAPTER_SEES = {
    "bot",
    "ports",
    "settings",
    "lately",
    "logs",
    "notes",
    "conversation",
    "commands.spec",
    "commands.form",
}
