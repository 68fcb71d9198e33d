"""Words that say little of what a text is about, so that two texts are not found alike by them."""

from communitybot.storage.stems import stem

_SAYING_LITTLE = """
a about above after again against all also am an and any are as at be because been before being below
between both but by can cannot could did do does doing don down during each either else etc even ever
every few for from further get gets got had has have having he her here hers herself him himself his how
however i if in into is it its itself just let like ll made make makes making many may me might more most
much must my myself need needs no nor not now of off often on once one only or other our ours ourselves
out over own per perhaps rather re s same shall she should since so some such t than that the their theirs
them themselves then there these they this those through to together too two under until up upon us use
used uses using ve very via want wants was we well were what when where whether which while who whom whose
why will with within without would yet you your yours yourself yourselves
"""
STOP = frozenset(_SAYING_LITTLE.split())

_SAID_EVERYWHERE = """
child class classroom day district education grade group help idea kid lead learn pupil school staff student
support teach teacher time week work year
"""
COMMON = frozenset(map(stem, _SAID_EVERYWHERE.split()))
"""Stems that say little where all talk of schools, also while a community has too few texts to show that."""
