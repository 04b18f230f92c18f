"""The desk: what a page may do with what is kept, one act a method."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from coach.desk import corrections
from coach.desk.parts import part_text
from coach.domain.conversation import ClientProfile, Debrief
from coach.domain.kept import SavedCase, SavedEmail, SavedTalk
from coach.domain.language import CheckResult
from coach.domain.model_use import ModelUse
from coach.domain.pack import CasePack, Edit
from coach.domain.situation import CaseInput, SituationFact
from coach.domain.values import Audience, Engine, Record
from coach.errors import InputError
from coach.resources import load_yaml
from coach.services import Progress, Services, case_from

if TYPE_CHECKING:
    from coach.storage.store import Store

LONGEST_TEXT = 50_000
UNNAMED = "New case"
_TITLE_WORDS = 7
_PACK = "pack"


class Example(Record):
    """The worked example of a first visit."""

    title: str
    text: str
    email: str


class Desk:
    """Acts on cases, rehearsals and emails; each leaves what it did in the store."""

    def __init__(self, services: Services) -> None:
        self.services = services

    @property
    def store(self) -> "Store":
        """What the user keeps."""
        return self.services.store

    def new_case(self, text: str = "", title: str = "") -> SavedCase:
        """Keep a new case, named by its first words unless a title is given."""
        checked = _usable(text)
        case = case_from(checked, today=today(), profile=self.store.preferences.profile())
        return self.store.cases.add(title or title_of(checked), case)

    def example(self) -> Example:
        """Return the worked example."""
        return load_yaml(self.services.settings.knowledge_dir / "web" / "example.yaml", Example)

    def change(self, case: SavedCase, change: Callable[[CaseInput], CaseInput]) -> SavedCase:
        """Keep a case with its input changed.

        Raises:
            ConflictError: when it was saved elsewhere since it was read.
        """
        return self.store.cases.save(case.model_copy(update={"input": change(case.input)}))

    def rewrite_note(self, case: SavedCase, text: str) -> SavedCase:
        """Keep a case with a new note, and name it by its first words if it has no name yet."""
        checked = _usable(text)
        named = case.title if case.title != UNNAMED else title_of(checked)
        renamed = case.model_copy(update={"title": named})
        return self.change(renamed, lambda old: corrections.rewritten(old, checked))

    def correct(self, case: SavedCase, fact: SituationFact, now: str) -> SavedCase:
        """Keep a case with the words of one fact mended."""
        return self.change(case, lambda old: corrections.corrected(old, fact, now))

    def rename(self, case: SavedCase, title: str) -> SavedCase:
        """Keep a case under another name; an empty one changes nothing."""
        named = " ".join(title.split())[:120] or case.title
        return self.store.cases.save(case.model_copy(update={"title": named}))

    def engine_for(self, subject: str) -> Engine:
        """Return who words things for a case, email or rehearsal: a model only with consent."""
        model = self.services.settings.model
        agreed = model is not None and self.store.preferences.has_consent(subject, model.host)
        return "model" if agreed else "built-in"

    def budget(self, subject: str, used: ModelUse | None) -> str:
        """Return what a model may take for a pack or email, and took last; "" where none is asked."""
        model = self.services.settings.model
        if model is None or self.engine_for(subject) == "built-in":
            return ""
        told = f" Last time: {used.told}" if used else ""
        return f"The model may take up to {model.pack_tokens:,} tokens each time.{told}"

    def talk_budget(self, saved: SavedTalk) -> str:
        """Return what a model may take in a rehearsal, and has taken; "" where none is asked."""
        model = self.services.settings.model
        if model is None or self.engine_for(saved.case or saved.id) == "built-in":
            return ""
        spent = saved.talk.model_tokens
        return f"The model has taken {spent:,} of {model.session_tokens:,} tokens in this talk."

    def draft(self, case: SavedCase, progress: Progress = lambda _: None) -> CasePack:
        """Draft the pack anew and keep it; the user's own words stay in place."""
        pack = self.services.prepare(
            self._input(case),
            engine=self.engine_for(case.id),
            progress=progress,
        )
        by_model: Engine = "model" if "model" in pack.written_by.values() else "built-in"
        body = pack.model_dump_json(by_alias=True)
        self.store.cases.add_revision(case.id, _PACK, body, by_model)
        return pack

    def drafted(self, case: SavedCase) -> CasePack | None:
        """Return the newest draft as it was made, without the user's edits."""
        newest = self.store.cases.revisions(case.id, _PACK, last=1)
        return CasePack.model_validate_json(newest[0].body) if newest else None

    def pack(self, case: SavedCase) -> CasePack | None:
        """Return the newest draft with the user's own words laid over it, checked as it stands."""
        drafted = self.drafted(case)
        if drafted is None:
            return None
        edits = self.store.cases.edits(case.id)
        return self.services.lay_over(self._input(case), drafted, edits) if edits else drafted

    def is_stale(self, case: SavedCase) -> bool:
        """Return whether the situation changed since the pack was drafted."""
        newest = self.store.cases.revisions(case.id, _PACK, last=1)
        return bool(newest) and newest[0].created < case.updated

    def _input(self, case: SavedCase) -> CaseInput:
        profile = self.store.preferences.profile()
        return case.input.model_copy(update={"profile": profile})

    def edit(self, case: SavedCase, part: str, text: str) -> None:
        """Keep the user's own words for a part of the pack; the draft's own words undo an edit."""
        drafted = self.drafted(case)
        based_on = (part_text(drafted, part) if drafted else None) or ""
        if text.strip() in ("", based_on.strip()):
            self.store.cases.drop_edit(case.id, part)
        else:
            self.store.cases.add_edit(case.id, Edit(part=part, text=text, based_on=based_on))

    def check(self, text: str, audience: Audience = "client") -> CheckResult:
        """Return what the checks find, the user's allowed words left alone."""
        allowed = self.store.preferences.allowed_words()
        return self.services.check(text, audience=audience, allow=allowed)

    def rehearse(
        self,
        client: ClientProfile,
        *,
        seed: int,
        case: SavedCase | None = None,
        scenario: str = "",
        title: str = "",
    ) -> SavedTalk:
        """Begin a rehearsal and keep it."""
        engine = self.engine_for(case.id) if case else "built-in"
        model = self.services.model_for(engine)
        talk = self.services.practice.start(client, seed=seed, model=model)
        return self.store.talks.add(
            talk, title=title or client.name, case=case.id if case else None, scenario=scenario
        )

    def say(self, saved: SavedTalk, trainee: str) -> SavedTalk:
        """Say something to the client, and keep it with the answer."""
        engine = self.engine_for(saved.case or saved.id)
        talk = self.services.reply(saved.talk, trainee.strip(), engine=engine)
        return self.store.talks.save(saved.model_copy(update={"talk": talk}))

    def end_talk(self, saved: SavedTalk) -> SavedTalk:
        """End a rehearsal that has not ended by itself."""
        if saved.talk.ended is not None:
            return saved
        ended = saved.talk.model_copy(update={"ended": "ended_by_trainee"})
        return self.store.talks.save(saved.model_copy(update={"talk": ended}))

    def try_again(self, saved: SavedTalk, turn: int) -> SavedTalk:
        """Begin a copy of a rehearsal at a turn, from 1; the first attempt stays as it was."""
        talk = self.services.practice.rewind(saved.talk, turn)
        return self.store.talks.add(
            talk, title=saved.title, case=saved.case, scenario=saved.scenario
        )

    def debrief(self, saved: SavedTalk) -> Debrief:
        """Return what a rehearsal showed."""
        return self.services.practice.debrief(saved.talk)

    def new_email(self, text: str) -> SavedEmail:
        """Keep a pasted email; it is rewritten when it is first shown."""
        return self.store.emails.add(_usable(text))

    def rewrite_email(
        self, email: SavedEmail, text: str, progress: Progress = lambda _: None
    ) -> SavedEmail:
        """Rewrite an email, as it is or changed; what was decided before is forgotten."""
        rewrite = self.services.rewrite(
            _usable(text),
            allow=self.store.preferences.allowed_words(),
            engine=self.engine_for(email.case or email.id),
            progress=progress,
        )
        fresh = {"original": text, "rewrite": rewrite, "decisions": {}, "answers": {}}
        return self.store.emails.save(email.model_copy(update=fresh))


def title_of(text: str) -> str:
    """Return a name for a case: the first words of its note."""
    words = text.split()
    if not words:
        return UNNAMED
    return " ".join(words[:_TITLE_WORDS])[:80] + (" …" if len(words) > _TITLE_WORDS else "")


def today() -> date:
    """Return the user's day."""
    return datetime.now(UTC).astimezone().date()


def _usable(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise InputError(
            f"This text is longer than {LONGEST_TEXT:,} characters.",
            "Paste the part that matters.",
        )
    return "".join(
        c for c in text if c in "\n\t" or (ord(c) >= 32 and not 0xD800 <= ord(c) < 0xE000)
    )
