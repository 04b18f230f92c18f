"""The appraisal of one trainee turn: scores, flags, behaviours and quoted evidence.

Deterministic and local: cues in the turn, sentence meanings from the shared
embedder, and linear models trained on labelled turns.
"""

from pathlib import Path

import numpy as np

from coach.domain.conversation import Appraisal, Flags, Scores, TurnContext
from coach.domain.language import Finding
from coach.errors import SearchError, SetupError
from coach.guidance.embedder import DIGEST, Embedder
from coach.language.checker import PlainLanguage
from coach.practice.appraisal.acts import marks, probabilities
from coach.practice.appraisal.asked import read_client
from coach.practice.appraisal.behaviours import behaviours
from coach.practice.appraisal.cues import Cues
from coach.practice.appraisal.evidence import evidence
from coach.practice.appraisal.features import (
    Judged,
    client_side,
    returned_by_sentence,
    turn_features,
)
from coach.practice.appraisal.model import TrainedModel, load_model
from coach.practice.appraisal.reading import read_turn
from coach.practice.appraisal.verdict import verdict
from coach.practice.appraisal.wording import Words


class Appraiser:
    """Appraises trainee turns with the cues and weights of one knowledge folder."""

    def __init__(
        self,
        cues: Cues,
        words: Words,
        model: TrainedModel,
        language: PlainLanguage,
        embedder: Embedder,
    ) -> None:
        self._cues = cues
        self._words = words
        self._model = model
        self._language = language
        self._embedder = embedder

    @classmethod
    def load(
        cls, knowledge_dir: Path, language: PlainLanguage, embedder: Embedder | None = None
    ) -> "Appraiser":
        """Return the appraiser of a knowledge folder.

        Raises:
            SetupError: when a file in it does not fit, or fits another embedder.
        """
        folder = knowledge_dir / "appraisal"
        model = load_model(folder)
        if model.embedder != DIGEST:
            raise SetupError("The appraisal was trained for another embedder.", "Train it again.")
        cues, words = Cues.load(folder), Words.load(folder)
        return cls(cues, words, model, language, embedder or Embedder())

    def appraise(self, trainee: str, client: str, context: TurnContext) -> Appraisal:
        """Return what a trainee turn did in answer to a client line (practices 46 to 68).

        A turn without words, or one that cannot be understood because the embedder is
        missing, gets None for every score.
        """
        turn = read_turn(trainee, self._cues, self._words)
        if not turn.sentences:
            return _not_scored()
        try:
            vectors = np.vstack([self._embedder.by_itself(s.text) for s in turn.sentences])
        except SearchError:
            return _not_scored()
        marked = marks(turn, self._model.concepts)
        said = client_side(client, context, self._words)
        judged = Judged(
            turn=turn,
            act_names=self._model.acts.outputs,
            acts=probabilities(vectors, marked, self._model.acts),
            asked=read_client(client, self._cues),
            returned=returned_by_sentence(turn, said),
            said=said,
            fault=context.fault,
        )
        features = turn_features(judged, self._model.concepts, marked)
        scores, flags = verdict(
            features, self._model.scores, self._model.flags, self._model.thresholds
        )
        shown = behaviours(judged, flags)
        return Appraisal(
            scores=scores,
            flags=flags,
            behaviours=tuple(shown),
            evidence=evidence(judged, scores, flags, shown, self._findings(trainee, flags)),
        )

    def _findings(self, trainee: str, flags: Flags) -> tuple[Finding, ...]:
        if not (flags.jargon or flags.non_apology):
            return ()
        return self._language.check(trainee).findings


def _not_scored() -> Appraisal:
    nothing = Scores(empathy=None, ownership=None, clarity=None, solution_focus=None)
    return Appraisal(scores=nothing, flags=Flags())
