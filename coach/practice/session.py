"""Practice: a talk with a simulated client, turn by turn."""

from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

from pydantic import TypeAdapter

from coach.domain.conversation import (
    Appraisal,
    ClientProfile,
    ClientSketch,
    ClientState,
    Debrief,
    OpeningRecord,
    PracticeTalk,
    Said,
    TurnContext,
    TurnRecord,
)
from coach.domain.lessons import Guess, Point
from coach.domain.values import IssueKind, Move
from coach.errors import InputError
from coach.guidance.embedder import Embedder
from coach.language.checker import PlainLanguage
from coach.model.allowance import Allowance
from coach.model.port import Model
from coach.model.prompts import PromptLibrary
from coach.practice.appraisal.appraise import Appraiser
from coach.practice.clients import Behind, ClientMaker
from coach.practice.coaching import Coach
from coach.practice.drills import Drills
from coach.practice.gates import Moment
from coach.practice.lines import LineBank, Spoken
from coach.practice.matching import Likeness
from coach.practice.moves import after_move, choose, spoken_as
from coach.practice.progress import Progress
from coach.practice.reading import Heard, Reader
from coach.practice.scenarios import Scenario, load_scenarios
from coach.practice.slots import client_lines, says, slots_of, their_words
from coach.practice.state import KNOWN_INTEREST, Temper, opening_state, react
from coach.practice.tuning import Tuning
from coach.practice.voice import Speak, ToSay, Voice, Worded
from coach.practice.watching import Watching
from coach.resources import load_yaml

_BEHIND: TypeAdapter[dict[IssueKind, Behind]] = TypeAdapter(dict[IssueKind, Behind])


class Practice:
    """The simulated client. Practice, not assessment."""

    def __init__(
        self, knowledge_dir: Path, language: PlainLanguage, prompts: PromptLibrary
    ) -> None:
        self._knowledge_dir = knowledge_dir
        self._language = language
        self._prompts = prompts
        self._tuning = Tuning(knowledge_dir)
        self._lines = LineBank(knowledge_dir)
        self._embedder = Embedder()
        self._likeness = Likeness(self._embedder)
        self._voice = Voice(knowledge_dir / "practice" / "voice.yaml")
        self._reader = Reader(knowledge_dir, self._likeness)

    @cached_property
    def _appraiser(self) -> Appraiser:
        return Appraiser.load(self._knowledge_dir, self._language, self._embedder)

    @cached_property
    def _scenarios(self) -> tuple[Scenario, ...]:
        return load_scenarios(self._knowledge_dir)

    @cached_property
    def _clients(self) -> ClientMaker:
        behind = load_yaml(self._knowledge_dir / "practice" / "interests.yaml", _BEHIND)
        return ClientMaker(self._tuning, self._reader.data, behind, self._likeness)

    @cached_property
    def _coach(self) -> Coach:
        return Coach(self._knowledge_dir, self._tuning)

    @cached_property
    def progress(self) -> Progress:
        """Skills over rehearsals."""
        path = self._knowledge_dir / "practice" / "skills.yaml"
        return Progress(path, self._coach.rubric.checks)

    @cached_property
    def drills(self) -> Drills:
        """The drills of two minutes."""
        return Drills(self._knowledge_dir, self)

    @cached_property
    def watching(self) -> Watching:
        """The examples to watch."""
        return Watching(self._knowledge_dir, self, self._coach)

    def scenarios(self) -> tuple[Scenario, ...]:
        """Return the scenarios to choose from, by id."""
        return self._scenarios

    def appraise(self, trainee: str, client: str, context: TurnContext) -> Appraisal:
        """Return the scores, flags and behaviours of one trainee turn."""
        return self._appraiser.appraise(trainee, client, context)

    def client_from_json(self, data: dict[str, Any]) -> tuple[ClientProfile, tuple[str, ...]]:
        """Return the client that plain data describes, and notices on how it was read.

        Raises:
            InputError: when there is no name, or a field is not what it should be.
        """
        return self._clients.from_json(data)

    def client_from_sketch(self, sketch: ClientSketch) -> ClientProfile:
        """Return the user's own client as a simulated one."""
        return self._clients.from_sketch(sketch)

    def start(
        self, client: ClientProfile, *, seed: int = 0, model: Model | None = None
    ) -> PracticeTalk:
        """Return a talk with its first line said; the same client and seed give the same line.

        The first line is the built-in one with a model, too: nobody should wait to be shouted at.
        """
        temper = Temper.of(client, self._tuning)
        state = opening_state(client, temper)
        if client.opening:
            return _opened(client, seed, state, Spoken(id="", text=client.opening))
        mood = temper.mood(state)
        slots = slots_of(client, state, interest_open=False)
        spoken = self._lines.speak(
            ("opening",),
            mood,
            client,
            slots,
            card=temper.card,
            said=(),
            used=frozenset(),
            rng=_rng(client, seed, 0, "line"),
        )
        return _opened(client, seed, state, spoken)

    def reply(
        self,
        talk: PracticeTalk,
        trainee: str,
        *,
        client_line: str | None = None,
        model: Model | None = None,
        speak: Speak = lambda _: None,
        allowance: Allowance | None = None,
    ) -> PracticeTalk:
        """Return the talk with the trainee's turn and the client's answer.

        `client_line` takes the place of the line that the trainee answered. A model words the
        answer within the allowance; `speak` is handed its line each time another sentence of it may
        be heard.

        Raises:
            InputError: when nothing was said, or the talk has ended.
        """
        if talk.ended is not None:
            raise InputError("The talk has ended.", "Rewind it, or start a new one.")
        if not trainee.strip():
            raise InputError("Say something first.")
        answered = client_line or client_lines(talk)[-1]
        moment = self._moment(talk, trainee, answered, given=client_line is not None)
        number = len(talk.turns) + 1
        chosen = choose(moment, _rng(talk.client, talk.seed, number, "move"))
        keys = spoken_as(moment, chosen, _rng(talk.client, talk.seed, number, "words"))
        state = after_move(moment.state, chosen.move)
        spoken = self._speak(talk, trainee, moment, keys, revealing=chosen.move == "reveal")
        worded = Worded(spoken.text)
        if model is not None:
            to_say = self._to_say(talk, trainee, moment, chosen.move, spoken.text)
            prompt, within = self._prompts.get("client_line"), allowance or Allowance()
            worded = self._voice.word(to_say, model, prompt, within, speak)
        record = TurnRecord(
            trainee=trainee,
            client=worded.text,
            move=chosen.move,
            state=state,
            appraisal=moment.appraisal,
            written_by=worded.written_by,
            notices=worded.notices,
            answered=answered,
            line=spoken.id,
            model_use=worded.model_use,
        )
        said = {"turns": (*talk.turns, record), "ended": chosen.ended}
        return talk.model_copy(update=said)

    def rewind(self, talk: PracticeTalk, turn: int) -> PracticeTalk:
        """Return the talk as it stood before the trainee's turn of that number, from 1.

        Raises:
            InputError: when there is no such turn.
        """
        if not 1 <= turn <= len(talk.turns) + 1:
            raise InputError(f"There is no turn {turn}.", f"Turns go from 1 to {len(talk.turns)}.")
        before = {"turns": talk.turns[: turn - 1], "ended": None}
        return talk.model_copy(update=before)

    def hint(self, talk: PracticeTalk, draft: str) -> str:
        """Return what a line would do if it were said now, and one way to better it."""
        tried = self.reply(talk.model_copy(update={"ended": None}), draft)
        return self._coach.hint(talk, tried)

    def better_line(self, talk: PracticeTalk, turn: int) -> str:
        """Return a line that would have served better in a turn, with blanks where facts lack.

        Raises:
            InputError: when there is no such turn.
        """
        _must_be_there(talk, turn)
        return self._coach.better_line(talk, turn)

    def points(self, talk: PracticeTalk, turn: int) -> tuple[Point, ...]:
        """Return at most three points on a turn; none when it could not be scored.

        Raises:
            InputError: when there is no such turn.
        """
        _must_be_there(talk, turn)
        return self._coach.points(talk, turn)

    def guess(self, talk: PracticeTalk, text: str) -> Guess:
        """Return how near a guess comes to what lay behind the demand, and what it was."""
        return self._coach.guess(talk.client, text, self._likeness)

    def debrief(self, talk: PracticeTalk) -> Debrief:
        """Return what the talk showed, in the trainee's own words."""
        return self._coach.debrief(talk)

    def _moment(self, talk: PracticeTalk, trainee: str, answered: str, *, given: bool) -> Moment:
        """Return how the client stands once a turn has been judged and felt."""
        before = _state(talk)
        appraisal = self.appraise(trainee, answered, _context(talk))
        told = tuple(turn.client for turn in talk.turns if turn.move == "reveal")
        if given and before.interest in KNOWN_INTEREST:
            told = (*told, answered)
        heard = Heard(
            trainee=trainee,
            answered=answered,
            given=given,
            appraisal=appraisal,
            state=before,
            client=talk.client,
            earlier=tuple(turn.trainee for turn in talk.turns),
            told=told,
            asked_before=bool(talk.turns) and _asks(talk.turns[-1].appraisal),
        )
        facts = self._reader.facts(heard)
        temper = Temper.of(talk.client, self._tuning)
        return Moment(
            before=before,
            state=react(before, appraisal, facts, temper),
            appraisal=appraisal,
            facts=facts,
            client=talk.client,
            temper=temper,
            last_move=talk.turns[-1].move if talk.turns else None,
        )

    def _to_say(
        self, talk: PracticeTalk, trainee: str, moment: Moment, move: Move, draft: str
    ) -> ToSay:
        return ToSay(
            talk=talk,
            trainee=trainee,
            move=move,
            mood=moment.temper.mood(moment.state),
            card=moment.temper.card,
            draft=draft,
            interest_open=move == "reveal" or moment.state.interest in KNOWN_INTEREST,
        )

    def _speak(
        self,
        talk: PracticeTalk,
        trainee: str,
        moment: Moment,
        keys: tuple[str, ...],
        *,
        revealing: bool,
    ) -> Spoken:
        slots = slots_of(talk.client, moment.state, interest_open=revealing)
        if words := their_words(trainee, moment.appraisal):
            slots["their_words"] = words
        if says(trainee, slots.get("cost", "")):
            # Nobody asks about a cost that was named a breath ago.
            del slots["cost"]
        if keys == ("repeat",) and not _was_said(talk, slots.get("point", "")):
            keys = ("first_time", *keys)
        return self._lines.speak(
            keys,
            moment.temper.mood(moment.state),
            talk.client,
            slots,
            card=moment.temper.card,
            said=client_lines(talk),
            used=frozenset({talk.opening.line, *(turn.line for turn in talk.turns)}),
            rng=_rng(talk.client, talk.seed, len(talk.turns) + 1, "line"),
        )


def _must_be_there(talk: PracticeTalk, turn: int) -> None:
    if not 1 <= turn <= len(talk.turns):
        raise InputError(f"There is no turn {turn}.")


def _opened(client: ClientProfile, seed: int, state: ClientState, spoken: Spoken) -> PracticeTalk:
    opening = OpeningRecord(client=spoken.text, state=state, line=spoken.id)
    return PracticeTalk(client=client, seed=seed, opening=opening)


def _was_said(talk: PracticeTalk, point: str) -> bool:
    """Whether the client has made a point aloud; nobody says "again" the first time."""
    return any(says(line, point) for line in client_lines(talk))


def _state(talk: PracticeTalk) -> ClientState:
    return talk.turns[-1].state if talk.turns else talk.opening.state


def _asks(appraisal: Appraisal) -> bool:
    return not {"open_question", "interest_question"}.isdisjoint(appraisal.behaviours)


def _context(talk: PracticeTalk) -> TurnContext:
    """Return what a turn is judged against: the case, and what was said before the last line."""
    history: list[Said] = []
    for turn in talk.turns:
        history.append(Said(who="client", text=turn.answered))
        history.append(Said(who="trainee", text=turn.trainee))
    return TurnContext(situation=talk.client.brief, fault=talk.client.fault, history=tuple(history))


def _rng(client: ClientProfile, seed: int, turn: int, purpose: str) -> Random:
    """Return a source of chance that knows the client, seed and turn, never the trainee's words."""
    return Random(f"{client.name}|{client.issue}|{client.style}|{seed}|{turn}|{purpose}")
