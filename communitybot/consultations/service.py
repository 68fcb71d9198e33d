"""Everything that can be done with consultations, in one object."""

from communitybot.consultations.answering import Answering
from communitybot.consultations.concluding import Concluding
from communitybot.consultations.looking import Looking
from communitybot.consultations.opening import Opening


class Consultations(Opening, Answering, Looking, Concluding):
    """The services of consultations together; each part says what it does."""
