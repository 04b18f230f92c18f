"""The composition root: settings in, everything the pages and the command line may do out.

Rooms open when first used, so that checking a text pays for no index, database or model.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from coach.config import Settings
from coach.domain.conversation import Appraisal, ClientProfile, PracticeTalk, TurnContext
from coach.domain.guidance import Hit
from coach.domain.language import CheckResult, Rewrite
from coach.domain.pack import CasePack, Edit, PackDocument, QuickHelp
from coach.domain.situation import CaseInput, Profile, Situation
from coach.domain.values import Audience, Engine, IssueKind
from coach.errors import UsageError

if TYPE_CHECKING:
    from coach.drafting.engine import Drafting
    from coach.drafting.reading import Reading
    from coach.guidance.library import Guidance
    from coach.language.checker import PlainLanguage
    from coach.model.allowance import Allowance
    from coach.model.local_server import LocalServer
    from coach.model.port import Model
    from coach.model.prompts import PromptLibrary
    from coach.practice.session import Practice
    from coach.storage.store import Store

Progress = Callable[[str], None]


class Services:
    """Candor, whole."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

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
    def practice(self) -> "Practice":
        """The simulated client."""
        from coach.practice.session import Practice

        return Practice(self.settings.knowledge_dir, self.language, self.prompts)

    @cached_property
    def store(self) -> "Store":
        """What the user keeps.

        Raises:
            StoreError: when the data folder or database cannot be used.
        """
        from coach.storage.store import Store

        return Store.open(self.settings)

    def model_for(self, engine: Engine | None) -> "Model | None":
        """Return the model to use: none for the built-in engine, the configured one otherwise.

        Raises:
            UsageError: when a model is asked for and none is configured.
        """
        if engine == "built-in":
            return None
        if engine == "model" and self.settings.model is None and not self.settings.model_problem:
            raise UsageError(
                "No model is configured.",
                "Set OPENAI_API_KEY or OPENAI_BASE_URL, and CANDOR_MODEL.",
            )
        return self.model

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

    def check(
        self, text: str, *, audience: Audience = "client", allow: Sequence[str] = ()
    ) -> CheckResult:
        """Return what the language checks find in a text."""
        return self.language.check(text, audience=audience, allow=tuple(allow))

    def rewrite(
        self,
        text: str,
        *,
        allow: Sequence[str] = (),
        engine: Engine | None = None,
        progress: Progress = lambda _: None,
    ) -> Rewrite:
        """Return an email in plain words; where `progress` raises, the model is left alone."""
        model, allowance = self.model_for(engine), self.allowance()

        def rewritten() -> Rewrite:
            return self.drafting.rewrite(text, tuple(allow), model, allowance)

        if model is None:
            return rewritten()
        from coach.model.together import together

        return together([rewritten], tick=lambda _: progress("Asking the model"))[0]

    def guide(self, query: str, *, k: int = 5, issue: IssueKind | None = None) -> tuple[Hit, ...]:
        """Return the passages nearest to a question, best first."""
        return self.guidance.search(query, k=k, issue=issue)

    def reading(self, case: CaseInput) -> "Reading":
        """Return what the situation text says, with the sentences it was read from."""
        return self.drafting.read(case)

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

    def word(self, document: PackDocument) -> bytes:
        """Return a document as a Word file."""
        from coach.storage.export import word_file

        return word_file(document.markdown, title=document.title)

    def word_all(self, documents: Sequence[PackDocument]) -> bytes:
        """Return documents as one zip, each as Markdown and Word."""
        from coach.storage.export import zip_file

        return zip_file(documents)

    def appraise(self, trainee: str, client: str, context: TurnContext) -> Appraisal:
        """Return the scores, flags and behaviours of one trainee turn."""
        return self.practice.appraise(trainee, client, context)

    def reply(
        self,
        talk: PracticeTalk,
        trainee: str,
        *,
        client_line: str | None = None,
        engine: Engine | None = None,
    ) -> PracticeTalk:
        """Return a talk with the trainee's turn and the client's answer."""
        model, allowance = self.model_for(engine), self.allowance(talk=talk)
        return self.practice.reply(
            talk, trainee, client_line=client_line, model=model, allowance=allowance
        )

    def client_for(self, case: CaseInput) -> ClientProfile:
        """Return the simulated client of the user's own case."""
        return self.practice.client_from_sketch(self.drafting.sketch(case))


def case_from(text: str, *, today: date, profile: Profile | None = None) -> CaseInput:
    """Return the input for a case nobody has corrected or answered yet."""
    return CaseInput(text=text, today=today.isoformat(), profile=profile or Profile())
