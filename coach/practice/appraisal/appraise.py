"""The appraisal of one trainee turn by rules: scores, flags, behaviours and quoted evidence."""

from pathlib import Path

from coach.domain.conversation import Appraisal, Evidence, Flags, Scores, TurnContext
from coach.domain.values import Behaviour
from coach.language.checker import PlainLanguage
from coach.practice.appraisal.asked import answers, read_client
from coach.practice.appraisal.cues import Cues, Place, plain
from coach.practice.appraisal.quoting import own_words

_FLAGS = {
    "blames_client": "blame",
    "excuse": "excuse",
    "jargon": "jargon",
    "interrupts": "cut_in",
    "overpromises": "overpromise",
    "non_apology": "non_apology",
}
_BEHAVIOURS: dict[Behaviour, str] = {
    "plain_ownership": "own",
    "interest_question": "interest",
    "read_back": "read_back",
    "noting_aloud": "noting",
    "invites_input": "invites_input",
    "agreement_question": "agreement",
    "kind_limit": "kind_limit",
    "gentle_nudge": "nudge",
    "calm_exit": "calm_exit",
    "allows_time": "allows_time",
    "thanks_candour": "thanks_candour",
    "written_copy": "written_copy",
    "follow_up_date": "follow_up",
    "formula_phrase": "formula",
    "defensive": "defensive",
    "minimises": "minimises",
    "threat": "threat",
    "disrespect": "disrespect",
    "proof_waving": "proof",
    "rushes_to_solution": "rushes",
    "upsell": "upsell",
    "silence_as_consent": "silence_consent",
    "bribe": "bribe",
}


class Appraiser:
    """Appraises trainee turns with the cues of one knowledge folder."""

    def __init__(self, cues: Cues, language: PlainLanguage) -> None:
        self._cues = cues
        self._language = language

    @classmethod
    def load(cls, knowledge_dir: Path, language: PlainLanguage) -> "Appraiser":
        """Return the appraiser of a knowledge folder.

        Raises:
            SetupError: when a file in it does not fit.
        """
        return cls(Cues.load(knowledge_dir / "appraisal"), language)

    def appraise(self, trainee: str, client: str, context: TurnContext) -> Appraisal:
        """Return what a trainee turn did in answer to a client line (practices 46 to 68)."""
        own = own_words(plain(trainee))
        if not any(c.isalnum() for c in trainee):
            return Appraisal(
                scores=Scores(empathy=None, ownership=None, clarity=None, solution_focus=None),
                flags=Flags(),
            )
        hits = {concept: self._cues.find(concept, own) for concept in self._cues.concepts}
        asked = read_client(client)
        flags = {flag: bool(hits[concept]) for flag, concept in _FLAGS.items()}
        flags["interrupts"] &= asked.breaks_off
        flags["ignores_question"] = any(
            not answers(kind, own, trainee, self._cues) for kind in asked.kinds
        )
        found = {b: hits[concept] for b, concept in _BEHAVIOURS.items() if hits[concept]}
        if hits["step"] and hits["when"]:
            found["concrete_step"] = hits["step"]
        if asked.kinds and not flags["ignores_question"]:
            found["direct_answer"] = [Place(0, len(trainee))]
        if "?" in own and not flags["blames_client"]:
            at = own.index("?")
            found["open_question"] = [Place(own.rfind(".", 0, at) + 1, at + 1)]
        evidence = [_quote(b, place, trainee) for b, places in found.items() for place in places]
        evidence += [
            _quote(flag, place, trainee)
            for flag, concept in _FLAGS.items()
            if flags[flag]
            for place in hits[concept]
        ]
        return Appraisal(
            scores=_scores(flags, set(found)),
            flags=Flags(**flags),
            behaviours=tuple(found),
            evidence=tuple(evidence),
        )


def _quote(of: str, place: Place, text: str) -> Evidence:
    piece = text[place.start : place.end]
    start = place.start + len(piece) - len(piece.lstrip())
    quote = piece.strip()
    return Evidence(of=of, start=start, end=start + len(quote), quote=quote)


def _scores(flags: dict[str, bool], found: set[Behaviour]) -> Scores:
    bad = sum(flags.values())
    good = len(found & {"plain_ownership", "concrete_step", "read_back", "interest_question"})
    return Scores(
        empathy=_clipped(3 + ("read_back" in found) - bad),
        ownership=_clipped(3 + 2 * ("plain_ownership" in found) - 2 * flags["excuse"] - bad),
        clarity=_clipped(4 + ("concrete_step" in found) - 2 * flags["jargon"] - bad),
        solution_focus=_clipped(2 + good - bad),
    )


def _clipped(score: int) -> int:
    return min(5, max(1, score))
