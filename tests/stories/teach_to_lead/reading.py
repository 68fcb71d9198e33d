"""What somebody reads, told whole where it is not what it should be."""


def tells(shown, *words):
    """See that all of these words stand in what is shown; gives what is shown."""
    for each in words:
        assert each in shown.words, f"{each!r} does not stand in:\n{shown.words}\n{shown.labels}"
    return shown
