"""What a search should find, worked out the plain way: every resource looked at, no index, no database."""

from communitybot.resources.views import Matched, Sort
from communitybot.storage.resources_nearly import distance
from communitybot.storage.saying_little import STOP
from communitybot.storage.stems import stem
from communitybot.storage.words import words_of

RECENT = 180 * 86_400_000_000


def sought(resources, community, query):
    """Ids of all that fits, best first, and how the words were taken."""
    here = [one for one in resources if one.community == community and one.seen and _narrowed(one, query)]
    seen = [one for one in resources if one.community == community and one.seen]
    typed = _typed(query.words)
    if query.words.strip() and not typed:
        return [], Matched.WORDS
    found = _fitting(here, [{stem(word)} for word in typed], query, 0)
    if not typed or len(found) >= query.limit:
        return found, Matched.WORDS
    there = {word for one in seen for word in _words(one)}
    wider = [{stem(word)} | {stem(one) for one in there if one.startswith(word)} for word in typed]
    further = [name for name in _fitting(here, wider, query, 3) if name not in found]
    if found or further:
        return found + further, Matched.BEGINNINGS if further else Matched.WORDS
    meant = [{stem(one) for one in _near(word, there)} for word in typed]
    return (_fitting(here, meant, query, 3) if all(meant) else []), Matched.NEARLY


def _typed(text):
    words = list(dict.fromkeys(words_of(text)))
    return [word for word in words if word not in STOP] or words


def _near(word, there):
    if word in there:
        return {word}
    if len(word) < 3:
        return set()
    by = {one: distance(word, one, 9) for one in there}
    least = min(by.values(), default=9)
    return {one for one, slips in by.items() if slips == least <= (2 if len(word) >= 7 else 1)}


def _narrowed(one, query):
    return all(
        (
            query.grade is None or query.grade in one.grades,
            query.subject is None or query.subject in one.subjects,
            query.kind is None or query.kind is one.kind,
            query.licence is None or query.licence is one.licence,
            query.login is None or query.login is one.login,
            query.tag is None or query.tag in one.tags,
        )
    )


def _words(one):
    parts = (one.title, *one.tags, *one.subjects, one.about, one.text, one.site, one.author, one.file)
    return set(words_of(" ".join(parts)))


def _stems(text):
    return {stem(word) for word in words_of(text)}


def _fitting(resources, groups, query, less):
    """Those in which one of each group stands, in the order they are shown."""
    fits = []
    for place, one in enumerate(resources):
        weight = _weight(one, groups, query)
        if weight is not None:
            fits.append((one, weight - less if groups else 0.0, place))
    newest = max((one.shared for one, _, _ in fits), default=None)
    return [one.id for one, _, _ in sorted(fits, key=lambda fit: _key(fit, newest, query.sort), reverse=True)]


def _weight(one, groups, query):
    everywhere = {stem(word) for word in _words(one)}
    if not all(group & everywhere for group in groups):
        return None
    if query.sort is not Sort.BEST:
        return 1.0
    title = _stems(one.title)
    named = title | _stems(" ".join((*one.tags, *one.subjects)))
    if all(group & title for group in groups):
        return 3.0
    if all(group & named for group in groups):
        return 2.0
    return 1.5 if any(group & title for group in groups) and len(groups) > 1 else 1.0


def _key(fit, newest, sort):
    from math import log2

    one, weight, place = fit
    if sort is Sort.NEW:
        return (one.shared, place)
    if sort is Sort.TRIED:
        return (one.again, one.tries, one.shared, place)
    days = (newest - one.shared).total_seconds() * 1_000_000 / RECENT
    trying = min(2.0, 0.4 * log2(1 + one.again) + 0.1 * log2(1 + one.tries))
    return (round(weight + 0.5**days + trying, 9), place)
