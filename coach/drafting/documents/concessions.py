"""What each side may give and what is not negotiable (practices 22 and 23); internal."""

from coach.domain.pack import Concessions
from coach.drafting.casefile import CaseFile
from coach.drafting.phrasebook import fill


def concessions(file: CaseFile) -> Concessions:
    """Return the ladder: what is offered openly first, what is held back last."""
    words = file.book.papers["concessions"]
    ours = [offer.words for offer in file.offers if not offer.private]
    ours += [fill(words["held"], text=offer.words) for offer in file.held_offers]
    if not ours:
        ours = [words["ours_blank"]]
    limits = [file.authority] if file.authority else []
    return Concessions(
        ours=(*ours, words["ours_time"]),
        theirs=tuple(words["theirs"][file.track]),
        not_negotiable=(*limits, *words["not_negotiable"], words["not_stated"]),
    )
