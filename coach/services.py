"""The composition root: settings in, everything the pages and the command line may do out.

Rooms open when first used, so that checking a text pays for no index, database or model.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from coach.config import Settings
from coach.domain.conversation import Appraisal, ClientProfile, PracticeTalk, TurnContext
from coach.domain.files import FileText
from coach.domain.guidance import Hit
from coach.domain.language import CheckResult, Rewrite
from coach.domain.meeting import MeetingInput, MeetingRecord
from coach.domain.pack import CasePack, Edit, PackDocument, QuickHelp
from coach.domain.reply import Reply
from coach.domain.sent import Preview
from coach.domain.situation import CaseInput, Profile, Situation
from coach.domain.values import Audience, Engine, IssueKind
from coach.errors import UsageError
from coach.remembered import Remembered

if TYPE_CHECKING:
    from coach.drafting.afterwards.engine import Afterwards
    from coach.drafting.engine import Drafting
    from coach.drafting.reading import Reading
    from coach.drafting.replying.engine import Replying
    from coach.guidance.library import Guidance
    from coach.language.checker import PlainLanguage
    from coach.model.allowance import Allowance
    from coach.model.local_server import LocalServer
    from coach.model.outlet import Outlet, Recorder
    from coach.model.port import Model
    from coach.model.prompts import PromptLibrary
    from coach.practice.session import Practice
    from coach.storage.store import Store

T = TypeVar("T")
Progress = Callable[[str], None]


class Services:
    """Candor, whole."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._checks: Remembered[CheckResult] = Remembered(512)
        self._readings: Remembered[Reading] = Remembered(64)

    def forget(self) -> None:
        """Drop what is remembered of texts: they were erased."""
        self._checks.forget()
        self._readings.forget()

    @cached_property
    def language(self) -> "PlainLanguage":
        """The checks of plain language."""
        from coach.language.checker import PlainLanguage

        return PlainLanguage.load(self.settings.knowledge_dir)

    @cached_property
    def guidance(self) -> "Guidance":
        """The method's passages and the user's documents."""
        from coach.guidance.library import Guidance

        return Guidance.open(self.settings)

    @cached_property
    def model(self) -> "Model | None":
        """The configured model, if any.

        Raises:
            SetupError: when it is configured wrongly.
        """
        from coach.model.connect import open_model

        return open_model(self.settings)

    @cached_property
    def prompts(self) -> "PromptLibrary":
        """The prompt files."""
        from coach.model.prompts import PromptLibrary

        return PromptLibrary(self.settings.prompts_dir)

    @cached_property
    def drafting(self) -> "Drafting":
        """The engine that drafts."""
        from coach.drafting.engine import Drafting

        return Drafting(self.settings.knowledge_dir, self.language, self.guidance, self.prompts)

    @cached_property
    def replying(self) -> "Replying":
        """The engine that answers angry emails; it needs no index."""
        from coach.drafting.replying.engine import Replying

        return Replying(self.settings.knowledge_dir, self.language, self.prompts)

    @cached_property
    def afterwards(self) -> "Afterwards":
        """The reader of notes typed after a talk."""
        from coach.drafting.afterwards.engine import Afterwards

        return Afterwards(self.settings.knowledge_dir, self.language, self.drafting)

    @cached_property
    def practice(self) -> "Practice":
        """The simulated client."""
        from coach.practice.session import Practice

        return Practice(self.settings.knowledge_dir, self.language, self.prompts)

    @cached_property
    def store(self) -> "Store":
        """What the one user of an installation without sign-in keeps; `of` gives another's.

        Raises:
            StoreError: when the data folder or database cannot be used.
        """
        from coach.storage.store import Store

        return Store.open(self.settings)

    def model_for(
        self,
        engine: Engine | None,
        record: "Recorder | None" = None,
        private: Sequence[str] | None = None,
    ) -> "Outlet | None":
        """Return the model to use: none for the built-in engine, the configured one otherwise.

        What is listed as private is hidden from it, the one user's list unless another is given;
        `record` keeps what is sent.

        Raises:
            UsageError: when a model is asked for and none is configured.
            SetupError: when it is configured wrongly.
            StoreError: when the user's list cannot be read: then nothing may be sent.
        """
        if engine == "built-in":
            return None
        if engine == "model" and self.settings.model is None and not self.settings.model_problem:
            raise UsageError(
                "No model is configured.",
                "Set OPENAI_API_KEY or OPENAI_BASE_URL, and CANDOR_MODEL.",
            )
        if self.model is None:
            return None
        from coach.model.outlet import Outlet, unrecorded

        if private is None:
            private = self.store.preferences.private_names()
        return Outlet(self.model, tuple(private), record or unrecorded)

    def preview(
        self, act: "Callable[[Outlet], object]", private: tuple[str, ...]
    ) -> Preview | None:
        """Return what an act would send to the configured model; None when there is none."""
        from coach.model.preview import preview

        model = self.settings.model
        if model is None:
            return None
        return preview(model.name, model.host, private, act)

    def serve_model(self, path: Path, *, port: int, context: int) -> "LocalServer":
        """Serve a model file to this machine, until the process ends."""
        from coach.model.local_server import serve

        return serve(path, port=port, context=context)

    def allowance(self, *, talk: PracticeTalk | None = None) -> "Allowance":
        """Return what a model may take: for a pack or email, or for what is left of a talk."""
        from coach.model.allowance import Allowance
        from coach.model.tokens import TokenCounter

        model = self.settings.model
        if model is None:
            return Allowance()
        counter = TokenCounter(model.name, self.settings.data_dir / "tokens")
        most, setting = (
            (model.pack_tokens, "CANDOR_PACK_TOKENS")
            if talk is None
            else (model.session_tokens, "CANDOR_SESSION_TOKENS")
        )
        spent = talk.model_tokens if talk else 0
        return Allowance(most, counter, at_once=model.calls_at_once, spent=spent, setting=setting)

    def warm(self) -> None:
        """Open the rooms that drafting needs, so that nobody waits for them.

        Raises:
            SetupError: when a file of the method is wrong.
        """
        assert self.replying and self.practice
        # Reading a note loads the parsers; a check alone would not.
        self.reading(case_from("We were three days late.", today=date(2026, 1, 5)))
        self.check("We were late.")

    def read_file(self, name: str, data: bytes) -> FileText:
        """Return the words of a Word, PDF, text or email file.

        Raises:
            InputError: when it cannot be read within the limits.
        """
        from coach.uploads.reading import read_file

        return read_file(name, data, self.settings.uploads)

    def check(
        self, text: str, *, audience: Audience = "client", allow: Sequence[str] = ()
    ) -> CheckResult:
        """Return what the language checks find in a text."""
        allowed = tuple(allow)
        return self._checks.get(
            (text, audience, allowed),
            lambda: self.language.check(text, audience=audience, allow=allowed),
        )

    def rewrite(
        self,
        text: str,
        *,
        allow: Sequence[str] = (),
        engine: Engine | None = None,
        progress: Progress = lambda _: None,
    ) -> Rewrite:
        """Return an email in plain words; where `progress` raises, the model is left alone."""
        return self.rewrite_with(self.model_for(engine), text, allow=allow, progress=progress)

    def rewrite_with(
        self,
        model: "Model | None",
        text: str,
        *,
        allow: Sequence[str] = (),
        progress: Progress = lambda _: None,
    ) -> Rewrite:
        """Return an email in plain words, bettered by the model given, if any."""
        allowance = self.allowance()
        return _waited_for(
            lambda: self.drafting.rewrite(text, tuple(allow), model, allowance), model, progress
        )

    def reply(
        self,
        text: str,
        *,
        notes: str = "",
        name: str = "",
        allow: Sequence[str] = (),
        engine: Engine | None = None,
        progress: Progress = lambda _: None,
    ) -> Reply:
        """Return a reply to a client's angry email, what only the user knows left as blanks.

        Where `progress` raises, the model is left alone.
        """
        model = self.model_for(engine)
        return self.reply_with(model, text, notes=notes, name=name, allow=allow, progress=progress)

    def reply_with(
        self,
        model: "Model | None",
        text: str,
        *,
        notes: str = "",
        name: str = "",
        allow: Sequence[str] = (),
        progress: Progress = lambda _: None,
    ) -> Reply:
        """Return a reply to a client's angry email, bettered by the model given, if any."""
        allowance = self.allowance()
        return _waited_for(
            lambda: self.replying.reply(text, notes, name, tuple(allow), model, allowance),
            model,
            progress,
        )

    def guide(self, query: str, *, k: int = 5, issue: IssueKind | None = None) -> tuple[Hit, ...]:
        """Return the passages nearest to a question, best first."""
        return self.guidance.search(query, k=k, issue=issue)

    def reading(self, case: CaseInput) -> "Reading":
        """Return what the situation text says, with the sentences it was read from."""
        return self._readings.get(case.model_dump_json(), lambda: self.drafting.read(case))

    def read(self, case: CaseInput) -> Situation:
        """Return what the situation text says."""
        return self.reading(case).situation

    def prepare(
        self,
        case: CaseInput,
        *,
        engine: Engine | None = None,
        edits: Sequence[Edit] = (),
        progress: Progress = lambda _: None,
    ) -> CasePack:
        """Return the case pack, with the user's hand edits kept and checked again."""
        model = self.model_for(engine)
        allowance = self.allowance()
        return self.drafting.prepare(case, model, tuple(edits), progress, allowance)

    def lay_over(self, case: CaseInput, draft: CasePack, edits: Sequence[Edit]) -> CasePack:
        """Return a kept draft with the user's hand edits over it, checked again."""
        return self.drafting.lay_over(case, draft, edits)

    def quick(self, case: CaseInput) -> QuickHelp:
        """Return the holding message and call opener for somebody with five minutes."""
        return self.drafting.quick(case)

    def documents(self, pack: CasePack) -> tuple[PackDocument, ...]:
        """Return a pack's documents as Markdown."""
        from coach.drafting.render import documents

        return documents(pack)

    def after(
        self,
        meeting: MeetingInput,
        case: CaseInput | None = None,
        earlier: CasePack | MeetingRecord | None = None,
    ) -> MeetingRecord:
        """Return the record of a talk; changes are marked against the earlier version, if any."""
        return self.afterwards.record(meeting, case, earlier)

    def meeting_papers(self, record: MeetingRecord) -> tuple[PackDocument, ...]:
        """Return a record's papers as Markdown."""
        from coach.drafting.afterwards.papers import papers_of

        return papers_of(record)

    def pdf(self, document: PackDocument) -> bytes:
        """Return a document as a PDF file."""
        from coach.storage.pdf import pdf_file

        return pdf_file(document.markdown, title=document.title)

    def word(self, document: PackDocument) -> bytes:
        """Return a document as a Word file."""
        from coach.storage.export import word_file

        return word_file(document.markdown, title=document.title)

    def talk_document(self, talk: PracticeTalk, title: str) -> PackDocument:
        """Return a rehearsal with its debrief as a document."""
        from coach.practice.report import as_markdown

        markdown = as_markdown(talk, self.practice.debrief(talk), title)
        return PackDocument(name="rehearsal", title=title, markdown=markdown, for_client=False)

    def word_all(self, documents: Sequence[PackDocument]) -> bytes:
        """Return documents as one zip, each as Markdown and Word."""
        from coach.storage.export import zip_file

        return zip_file(documents)

    def appraise(self, trainee: str, client: str, context: TurnContext) -> Appraisal:
        """Return the scores, flags and behaviours of one trainee turn."""
        return self.practice.appraise(trainee, client, context)

    def answer(
        self,
        talk: PracticeTalk,
        trainee: str,
        *,
        client_line: str | None = None,
        model: "Model | None" = None,
        speak: Progress = lambda _: None,
    ) -> PracticeTalk:
        """Return a talk with the trainee's turn and the client's answer.

        A model, when given, words it within what is left of the talk's budget; `speak` hears it
        grow sentence by sentence.
        """
        return self.practice.reply(
            talk,
            trainee,
            client_line=client_line,
            model=model,
            speak=speak,
            allowance=self.allowance(talk=talk),
        )

    def client_for(self, case: CaseInput) -> ClientProfile:
        """Return the simulated client of the user's own case."""
        return self.practice.client_from_sketch(self.drafting.sketch(case))


def _waited_for(work: Callable[[], T], model: "Model | None", progress: Progress) -> T:
    """Return what some work gives; where `progress` raises, a model at work is left behind."""
    if model is None:
        return work()
    from coach.model.together import together

    return together([work], tick=lambda _: progress("Asking the model"))[0]


def case_from(text: str, *, today: date, profile: Profile | None = None) -> CaseInput:
    """Return the input for a case nobody has corrected or answered yet."""
    return CaseInput(text=text, today=today.isoformat(), profile=profile or Profile())
