"""The engine that drafts: a note in, the whole case pack out, with or without a model."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from coach.domain.conversation import ClientSketch
from coach.domain.guidance import Citation, Passage
from coach.domain.language import Rewrite
from coach.domain.pack import CasePack, ChecklistItem, Edit, QuickHelp
from coach.domain.situation import CaseInput
from coach.domain.values import Engine
from coach.drafting.casefile import CaseFile, open_case
from coach.drafting.checklist import checklist
from coach.drafting.documents.brief import brief
from coach.drafting.documents.channel import channel, holding_message
from coach.drafting.documents.concessions import concessions
from coach.drafting.documents.follow_up import follow_up, lesson
from coach.drafting.documents.options import options
from coach.drafting.documents.questions import hard_questions
from coach.drafting.documents.quick import quick_help
from coach.drafting.documents.script import script
from coach.drafting.documents.situation import situation_document
from coach.drafting.documents.spoken import spoken
from coach.drafting.edits import overlay
from coach.drafting.emailing import refined_rewrite
from coach.drafting.intake.read import Intake
from coach.drafting.phrasebook import Phrasebook
from coach.drafting.reading import Reading
from coach.drafting.recast import Recaster
from coach.drafting.refining import Refiner
from coach.drafting.review import CLIENT_FACING, double_talk, part_texts
from coach.drafting.sketch import sketch_of
from coach.drafting.tidy import Tidy
from coach.guidance.library import Guidance
from coach.language.checker import PlainLanguage
from coach.model.allowance import Allowance
from coach.model.outlet import Outlet
from coach.model.prompts import PromptLibrary

if TYPE_CHECKING:
    from coach.model.port import Model

Progress = Callable[[str], None]
PARTS = (
    "document",
    "brief",
    "channel",
    "holding_message",
    "options",
    "concessions",
    "hard_questions",
    "script",
    "follow_up",
    "lesson",
)
"""The parts of a pack that somebody writes."""


class Drafting:
    """Reads situations and writes case packs; the same note gives the same pack."""

    def __init__(
        self,
        knowledge_dir: Path,
        language: PlainLanguage,
        guidance: Guidance,
        prompts: PromptLibrary,
    ) -> None:
        """Load the phrasings.

        Raises:
            SetupError: when a phrasing or cue file is missing or malformed.
        """
        folder = knowledge_dir / "drafting"
        self._book = Phrasebook.load(folder)
        self._tidy = Tidy.load(folder)
        self._recaster = Recaster(self._tidy.words)
        self._intake = Intake.load(knowledge_dir)
        self._language = language
        self._guidance = guidance
        self._prompts = prompts

    def read(self, case: CaseInput) -> Reading:
        """Return what the situation text says."""
        return self._intake.read(case)

    def open(self, case: CaseInput) -> CaseFile:
        """Return the case file that every document is written from."""
        return self.open_reading(case, self.read(case))

    def open_reading(self, case: CaseInput, reading: Reading) -> CaseFile:
        """Return the case file of a reading made before."""
        return open_case(case, reading, self._book, self._tidy, self._recaster, self._is_plain)

    def _is_plain(self, text: str) -> bool:
        return not double_talk(self._language, (text,))

    def prepare(
        self,
        case: CaseInput,
        model: "Model | None" = None,
        edits: Sequence[Edit] = (),
        progress: Progress = lambda _: None,
        allowance: Allowance | None = None,
    ) -> CasePack:
        """Return the case pack.

        A thin note gives questions and no drafts. A model, when given, refines parts under the
        same checks and within the allowance; hand edits lie over the result and are checked with
        it. Where `progress` raises, the model is left alone and nothing is returned.
        """
        progress("Reading the situation")
        file = self.open(case)
        if file.reading.thin:
            return self._questions_only(file)
        progress("Writing the case pack")
        pack = self._built(file)
        if model is not None:
            pack = Refiner(
                file=file,
                model=_veiled(model, file),
                prompts=self._prompts,
                language=self._language,
                guidance=self._guidance,
                progress=progress,
                allowance=allowance or Allowance(),
            ).pack(pack)
        progress("Checking")
        return self._finished(file, overlay(pack, edits))

    def lay_over(self, case: CaseInput, draft: CasePack, edits: Sequence[Edit]) -> CasePack:
        """Return a draft made before with hand edits over it, checked again."""
        if draft.script is None:
            return draft
        return self._finished(self.open(case), overlay(draft, edits))

    def _questions_only(self, file: CaseFile) -> CasePack:
        empty = _empty(file)
        return empty.model_copy(
            update={
                "checklist": checklist(file, empty),
                "questions": file.reading.questions,
                "client_facing": CLIENT_FACING,
                "notices": tuple(rule.notice for rule in file.care),
            }
        )

    def _built(self, file: CaseFile) -> CasePack:
        said = spoken(file)
        choices = options(file)
        way = channel(file)
        return CasePack(
            situation=file.situation,
            document=situation_document(file, choices),
            brief=brief(file, said, choices, way),
            channel=way,
            holding_message=holding_message(file),
            options=choices,
            concessions=concessions(file),
            hard_questions=hard_questions(file, said, choices),
            script=script(file, said, choices),
            follow_up=follow_up(file, said, choices),
            checklist=(),
            questions=file.reading.questions,
            citations=(),
            findings=(),
            client_facing=CLIENT_FACING,
            written_by=dict.fromkeys(PARTS, _BUILT_IN),
            notices=tuple(rule.notice for rule in file.care),
            lesson=lesson(file),
        )

    def _finished(self, file: CaseFile, pack: CasePack) -> CasePack:
        """Return the pack with what the checks say of it."""
        secrets = file.secrets
        lines = [text for part in CLIENT_FACING for text in part_texts(pack, part)]
        notices = list(pack.notices)
        for part in CLIENT_FACING:
            leaked = [w for text in part_texts(pack, part) for w in secrets.leaked(text)]
            if leaked:
                notices.append(f"{_name(part)}: an internal fact stands in words for the client.")
        checked = pack.model_copy(
            update={
                "findings": double_talk(self._language, lines),
                "notices": tuple(dict.fromkeys(notices)),
            }
        )
        items = checklist(file, checked)
        return checked.model_copy(update={"checklist": items, "citations": self._citations(items)})

    def _citations(self, items: Sequence[ChecklistItem]) -> tuple[Citation, ...]:
        """Return, for each practice the pack rests on, the passage that explains it."""
        return tuple(
            Citation(practice=item.practice, passage=self._guidance.for_practice(item.practice).id)
            for item in items
            if item.status != "not_applicable"
        )

    def passage(self, id_: str) -> Passage | None:
        """Return the passage that a citation names."""
        return self._guidance.passage(id_)

    def quick(self, case: CaseInput) -> QuickHelp:
        """Return the holding message and call opener for somebody with five minutes."""
        file = self.open(case)
        return quick_help(file, self._language)

    def sketch(self, case: CaseInput) -> ClientSketch:
        """Return what the case says of the client, for a rehearsal with them."""
        return sketch_of(self.open(case))

    def rewrite(
        self,
        text: str,
        allow: Sequence[str] = (),
        model: "Model | None" = None,
        allowance: Allowance | None = None,
    ) -> Rewrite:
        """Return an email in plain words, bettered by a model when it passes every check."""
        built = self._language.rewrite(text, allow=tuple(allow))
        if model is None:
            return built
        return refined_rewrite(
            built, text, allow, model, self._prompts, self._language, allowance or Allowance()
        )


_BUILT_IN: Engine = "built-in"


def _name(part: str) -> str:
    return part.replace("_", " ").capitalize()


def _empty(file: CaseFile) -> CasePack:
    return CasePack(
        situation=file.situation,
        document=None,
        brief=None,
        channel=None,
        holding_message=None,
        options=(),
        concessions=None,
        hard_questions=(),
        script=None,
        follow_up=None,
        checklist=(),
        questions=(),
        citations=(),
        findings=(),
        client_facing=(),
        written_by={},
    )


def _veiled(model: "Model", file: CaseFile) -> Outlet:
    """Return the model behind stand-ins for every name the case knows."""
    facts, known = file.situation.facts, file.situation.people
    profile = file.case.profile
    people = [profile.name, *(person.name for person in known)]
    people += [fact.text for fact in facts if fact.kind == "name"]
    firms = [profile.company, *(person.organisation for person in known)]
    firms += [fact.text for fact in facts if fact.kind == "organisation"]
    return Outlet.of(model).knowing(people, firms)
