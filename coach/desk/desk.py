"""The desk: what a page may do with what is kept, one act a method."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING

from coach import counters
from coach.desk import corrections
from coach.desk.afterwards import AfterTheTalk
from coach.desk.diaries import Diaries
from coach.desk.email import carried
from coach.desk.history import History
from coach.desk.keeping import Keeping
from coach.desk.parts import part_text
from coach.desk.people import NOBODY
from coach.desk.quota import Quota
from coach.desk.sharing import Sharing
from coach.desk.taking import joined
from coach.desk.typing import Typing
from coach.domain.conversation import ClientProfile, Debrief, PracticeTalk
from coach.domain.kept import SavedCase, SavedEmail, SavedTalk
from coach.domain.language import CheckResult, Rewrite
from coach.domain.lessons import SkillTrend
from coach.domain.model_use import ModelUse
from coach.domain.pack import CasePack, Edit, PackDocument
from coach.domain.people import Person
from coach.domain.reply import SavedReply
from coach.domain.sent import Preview, Sent
from coach.domain.situation import CaseInput, SituationFact
from coach.domain.values import Audience, Engine, Fault, IssueKind, Record
from coach.errors import ConflictError, InputError, ModelNotAsked, SetupError
from coach.remembered import Remembered
from coach.resources import load_yaml
from coach.services import Progress, Services, case_from

if TYPE_CHECKING:
    from coach.model.outlet import Outlet
    from coach.storage.store import Store

UNNAMED = "New case"
_TITLE_WORDS = 7
_PACK = "pack"
_CUT = "The line was cut off; what had come of it stands."


class Example(Record):
    """The worked example of a first visit."""

    title: str
    text: str
    email: str
    issue: IssueKind
    fault: Fault
    """What a user would have settled on the page by hand."""


class Desk:
    """Acts on cases, rehearsals and emails; each leaves what it did in the store."""

    def __init__(
        self, services: Services, person: Person = NOBODY, store: "Store | None" = None
    ) -> None:
        """Open a person's desk; `store` is another than theirs for whoever keeps it all."""
        self.services = services
        self.person = person
        self.quota = Quota(services.settings.limits)
        self._store = store
        self._answering: set[str] = set()
        self._packs: Remembered[CasePack] = Remembered(64)
        self._plainer: Remembered[Rewrite] = Remembered(256)

    def forget(self) -> None:
        """Drop what is remembered of texts: they were erased."""
        self._packs.forget()
        self._plainer.forget()
        self.services.forget()

    @cached_property
    def afterwards(self) -> AfterTheTalk:
        """What follows the talk: notes, sign-off, the record."""
        return AfterTheTalk(self)

    @cached_property
    def store(self) -> "Store":
        """What the person keeps, and nothing of anybody else's."""
        return self._store or self.services.store.of(self.person.id)

    @cached_property
    def diaries(self) -> Diaries:
        """What is due, and what the user did about each case."""
        return Diaries(self)

    @cached_property
    def history(self) -> History:
        """Earlier versions, and those that another window kept from being saved."""
        return History(self.store, self.quota)

    @cached_property
    def typing(self) -> Typing:
        """What is typed and not committed."""
        return Typing(self.store, self.person.id)

    @cached_property
    def sharing(self) -> Sharing:
        """What the person lets others see, and what others let them see."""
        return Sharing(self)

    @cached_property
    def keeping(self) -> Keeping:
        """Backup, restore, export and erasing of everything."""
        return Keeping(self)

    def new_case(self, text: str = "", title: str = "") -> SavedCase:
        """Keep a new case, named by its first words unless a title is given."""
        self.quota.spend("saves")
        checked = self.quota.text(text)
        case = case_from(checked, today=today(), profile=self.store.preferences.profile())
        return self.store.cases.add(title or title_of(checked), case)

    def take_in(self, typed: str, name: str, data: bytes, *, head: bool) -> tuple[str, str]:
        """Return what a text box holds once a file's words stand below those typed, and a remark.

        Raises:
            InputError: when the file cannot be read, or it all would be too long.
        """
        read = self.services.read_file(name, data)
        remark = f"{read.title}: {' '.join(read.notices)}" if read.notices else ""
        return joined(typed, read, self.quota.longest, head=head), remark

    def example(self) -> Example:
        """Return the worked example."""
        return load_yaml(self.services.settings.knowledge_dir / "web" / "example.yaml", Example)

    def open_example(self, progress: Progress = lambda _: None) -> SavedCase:
        """Make the worked example a case like any other, drafted, and return it."""
        example = self.example()
        settled = {"issue_kinds": (example.issue,), "fault": example.fault}
        case = self.change(
            self.new_case(example.text, example.title), lambda old: old.model_copy(update=settled)
        )
        self.draft(case, progress)
        return case

    def change(self, case: SavedCase, change: Callable[[CaseInput], CaseInput]) -> SavedCase:
        """Keep a case with its input changed.

        Raises:
            ConflictError: when it was saved elsewhere since it was read; this version is set aside.
        """
        self.quota.spend("saves")
        return self.history.save(case.model_copy(update={"input": change(case.input)}))

    def rewrite_note(self, case: SavedCase, text: str, seen: str | None = None) -> SavedCase:
        """Keep a case with a new note, and name it by its first words if it has no name yet.

        `seen` is the note that the new one was written over.

        Raises:
            ConflictError: when the note now says something else; the new one is set aside.
        """
        self.quota.spend("saves")
        checked = self.quota.text(text)
        named = case.title if case.title != UNNAMED else title_of(checked)
        changed = case.model_copy(
            update={"title": named, "input": corrections.rewritten(case.input, checked)}
        )
        self._refuse_unseen(changed, seen, case.input.text)
        return self.history.save(changed)

    def correct(self, case: SavedCase, fact: SituationFact, now: str) -> SavedCase:
        """Keep a case with the words of one fact mended."""
        return self.change(case, lambda old: corrections.corrected(old, fact, now))

    def rename(self, case: SavedCase, title: str) -> SavedCase:
        """Keep a case under another name; an empty one changes nothing."""
        self.quota.spend("saves")
        named = " ".join(title.split())[:120] or case.title
        return self.history.save(case.model_copy(update={"title": named}))

    def engine_for(self, subject: str) -> Engine:
        """Return who words things for a case, email or rehearsal: a model only with consent."""
        model = self.services.settings.model
        agreed = model is not None and self.store.preferences.has_consent(subject, model.host)
        return "model" if agreed else "built-in"

    def model_for(self, subject: str) -> "Outlet | None":
        """Return the model for a case, email or rehearsal, what is sent kept beside it.

        A model that cannot be opened is one that does not answer: the built-in part stands.
        """
        if self.engine_for(subject) == "built-in":
            return None
        try:
            private = self.store.preferences.private_names()
            return self.services.model_for("model", partial(self._record, subject), private)
        except SetupError as error:
            return self._unopened(error)

    def _record(self, subject: str, sent: Sent) -> Callable[[], None]:
        """Keep a call that is about to be made, if the person may make one more."""
        self.quota.spend_model_call()
        return self.store.sent.add(subject, sent)

    def _unopened(self, error: SetupError) -> "Outlet | None":
        from coach.model.outlet import Outlet, Unsent

        model = self.services.settings.model
        if model is None:
            return None
        return Outlet(Unsent(model.name, model.host, ModelNotAsked(error.message, error.hint)))

    def preview_case(self, case: SavedCase) -> Preview | None:
        """Return what drafting would send; nothing is sent."""
        drafting, given = self.services.drafting, self._input(case)
        allowance = self.services.allowance()
        allowance.at_once = 1  # one after the other, in the order in which they are shown
        return self._preview(
            lambda model: drafting.prepare(given, model=model, allowance=allowance)
        )

    def preview_email(self, email: SavedEmail) -> Preview | None:
        """Return what rewriting would send; nothing is sent."""
        allowed = self.store.preferences.allowed_words()
        return self._preview(
            lambda model: self.services.rewrite_with(model, email.original, allow=allowed)
        )

    def preview_reply(self, saved: SavedReply) -> Preview | None:
        """Return what drafting a reply would send; nothing is sent."""
        allowed = self.store.preferences.allowed_words()
        return self._preview(
            lambda model: self.services.reply_with(
                model, saved.original, notes=saved.notes, allow=allowed
            )
        )

    def preview_talk(self, saved: SavedTalk) -> Preview | None:
        """Return what the next turn would send, with a placeholder for what is said."""
        talk = saved.talk.model_copy(update={"ended": None})
        return self._preview(
            lambda model: self.services.answer(talk, "[what you say]", model=model)
        )

    def _preview(self, act: "Callable[[Outlet], object]") -> Preview | None:
        return self.services.preview(act, self.store.preferences.private_names())

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
        self.quota.spend("drafts")
        model = self.model_for(case.id)
        with counters.timed("draft", kind="pack") as labels:
            pack = self.services.drafting.prepare(
                self._input(case), model, progress=progress, allowance=self.services.allowance()
            )
            by_model: Engine = "model" if "model" in pack.written_by.values() else "built-in"
            labels["written_by"] = by_model
        progress("Keeping it")
        body = pack.model_dump_json(by_alias=True)
        self.store.revisions.add(case.id, _PACK, body, by_model)
        return pack

    def drafted(self, case: SavedCase) -> CasePack | None:
        """Return the newest draft as it was made, without the user's edits."""
        newest = self.store.revisions.of(case.id, _PACK, last=1)
        if not newest:
            return None
        body = newest[0].body
        return self._packs.get(body, lambda: CasePack.model_validate_json(body))

    def pack(self, case: SavedCase) -> CasePack | None:
        """Return the newest draft with the user's own words laid over it, checked as it stands."""
        drafted = self.drafted(case)
        if drafted is None:
            return None
        edits = self.store.cases.edits(case.id)
        if not edits:
            return drafted
        given = self._input(case)
        whole = tuple(one.model_dump_json() for one in (given, drafted, *edits))
        return self._packs.get(whole, lambda: self.services.lay_over(given, drafted, edits))

    def is_stale(self, case: SavedCase) -> bool:
        """Return whether the situation changed since the pack was drafted."""
        newest = self.store.revisions.of(case.id, _PACK, last=1)
        return bool(newest) and newest[0].created < case.updated

    def _input(self, case: SavedCase) -> CaseInput:
        profile = self.store.preferences.profile()
        return case.input.model_copy(update={"profile": profile})

    def edit(self, case: SavedCase, part: str, text: str, seen: str | None = None) -> None:
        """Keep the user's own words for a part of the pack; the draft's own words undo an edit.

        `seen` is what the part said when the words were written.

        Raises:
            ConflictError: when it now says something else; the words are set aside.
        """
        self.quota.spend("saves")
        text = self.quota.text(text)
        drafted = self.drafted(case)
        based_on = (part_text(drafted, part) if drafted else None) or ""
        now = self.words_of(case, part).strip()
        if seen is not None and now not in (seen.strip(), text.strip()):
            aside = json.dumps({"part": part, "text": text})
            self.store.revisions.set_aside(case.id, "part", aside)
            raise _changed_elsewhere()
        if text.strip() in ("", based_on.strip()):
            self.store.cases.drop_edit(case.id, part)
        else:
            self.store.cases.add_edit(case.id, Edit(part=part, text=text, based_on=based_on))

    def words_of(self, case: SavedCase, part: str) -> str:
        """Return what a part of the pack says: the user's own words, or else the draft's."""
        for edit in self.store.cases.edits(case.id):
            if edit.part == part:
                return edit.text
        drafted = self.drafted(case)
        return (part_text(drafted, part) if drafted else None) or ""

    def check(self, text: str, audience: Audience = "client") -> CheckResult:
        """Return what the checks find, the user's allowed words left alone."""
        allowed = self.store.preferences.allowed_words()
        return self.services.check(text, audience=audience, allow=allowed)

    def plainer(self, text: str) -> Rewrite:
        """Return a text in plain words by the built-in rules, the user's words left alone."""
        allowed = self.store.preferences.allowed_words()
        return self._plainer.get(
            (text, allowed), lambda: self.services.rewrite(text, allow=allowed, engine="built-in")
        )

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
        self.quota.spend("saves")
        # The first line is always the built-in one, so no model is asked here.
        talk = self.services.practice.start(client, seed=seed)
        return self.store.talks.add(
            talk, title=title or client.name, case=case.id if case else None, scenario=scenario
        )

    def say(
        self, saved: SavedTalk, trainee: str, speak: Callable[[str], None] = lambda _: None
    ) -> SavedTalk:
        """Say something to the client, and keep it with the answer.

        The words are kept before the answer is asked for. `speak` hears a model's answer grow
        sentence by sentence; what it has heard is kept, too.
        """
        self.quota.spend("saves")
        said = self.quota.text(trainee.strip())
        model = self.model_for(saved.case or saved.id)
        waiting = self.history.save(saved.model_copy(update={"said": said, "heard": ""}))
        self._answering.add(saved.id)

        def spoken(heard: str) -> None:
            self.hear(waiting, heard)
            speak(heard)

        try:
            with counters.timed("turn") as labels:
                talk = self.services.answer(saved.talk, said, model=model, speak=spoken)
                labels["written_by"] = talk.turns[-1].written_by
            return self._answered(waiting, talk)
        except InputError:
            self._answered(waiting, saved.talk)
            raise
        finally:
            self._answering.discard(saved.id)

    def hear(self, waiting: SavedTalk, heard: str) -> None:
        """Keep the sentences of an answer that have passed so far."""
        self.store.talks.hear(waiting, heard)

    def is_answering(self, saved: SavedTalk) -> bool:
        """Return whether an answer is under way in another window of this process."""
        return saved.id in self._answering

    def resume(self, saved: SavedTalk) -> SavedTalk:
        """Finish a turn whose answer was cut off.

        The sentences that had come stand, marked partial; without any, the built-in line does.
        """
        if not saved.said:
            return saved
        talk = self.services.practice.reply(saved.talk, saved.said)
        if saved.heard:
            cut = {"client": saved.heard, "written_by": "model", "partial": True}
            turn = talk.turns[-1].model_copy(update={**cut, "notices": (_CUT,)})
            talk = talk.model_copy(update={"turns": (*talk.turns[:-1], turn)})
        try:
            return self._answered(saved, talk)
        except ConflictError:
            return self.store.talks.get(saved.id)

    def _answered(self, waiting: SavedTalk, talk: PracticeTalk) -> SavedTalk:
        fields = {"talk": talk, "said": "", "heard": ""}
        return self.store.talks.save(waiting.model_copy(update=fields))

    def end_talk(self, saved: SavedTalk) -> SavedTalk:
        """End a rehearsal that has not ended by itself."""
        self.quota.spend("saves")
        if saved.talk.ended is not None:
            return saved
        ended = saved.talk.model_copy(update={"ended": "ended_by_trainee"})
        return self.history.save(saved.model_copy(update={"talk": ended}))

    def try_again(self, saved: SavedTalk, turn: int) -> SavedTalk:
        """Begin a copy of a rehearsal at a turn, from 1; the first attempt stays as it was."""
        self.quota.spend("saves")
        talk = self.services.practice.rewind(saved.talk, turn)
        return self.store.talks.add(
            talk, title=saved.title, case=saved.case, scenario=saved.scenario
        )

    def replay(self, saved: SavedTalk, turn: int, trainee: str) -> SavedTalk:
        """Begin a copy of a rehearsal at a turn, as the client stood then, with another line."""
        return self.say(self.try_again(saved, turn), trainee)

    def debrief(self, saved: SavedTalk) -> Debrief:
        """Return what a rehearsal showed."""
        return self.services.practice.debrief(saved.talk)

    def progress(self, last: int) -> tuple[SkillTrend, ...]:
        """Return each skill over the last rehearsals in which something was said."""
        kept = [saved for saved in self.store.talks.all() if saved.talk.turns]
        oldest_first = sorted(kept, key=lambda saved: saved.created)[-last:]
        return self.services.practice.progress.trends([saved.talk for saved in oldest_first])

    def on_paper(self, saved: SavedTalk) -> PackDocument:
        """Return a rehearsal and its debrief as a document."""
        return self.services.talk_document(saved.talk, saved.title)

    def new_email(self, text: str) -> SavedEmail:
        """Keep a pasted email; it is rewritten when it is first shown."""
        self.quota.spend("saves")
        return self.store.emails.add(self.quota.text(text))

    def rewrite_email(
        self,
        email: SavedEmail,
        text: str,
        seen: str | None = None,
        progress: Progress = lambda _: None,
    ) -> SavedEmail:
        """Rewrite an email, as it is or changed; what was decided before is forgotten.

        The changed text is kept before the rewriting begins. `seen` is the text that the new one
        was written over.

        Raises:
            ConflictError: when another window changed it meanwhile; the new text is set aside.
        """
        if self.quota.text(text) != email.original:
            fields: dict[str, object] = {
                "original": self.quota.text(text),
                "rewrite": None,
                "decisions": {},
                "answers": {},
            }
            changed = email.model_copy(update=fields)
            self._refuse_unseen(changed, seen, email.original)
            email = self.history.save(changed)
        self.quota.spend("drafts")
        with counters.timed("draft", kind="email") as labels:
            rewrite = self.services.rewrite_with(
                self.model_for(email.case or email.id),
                self.quota.text(text),
                allow=self.store.preferences.allowed_words(),
                progress=progress,
            )
            labels["written_by"] = rewrite.written_by
        fresh = {"rewrite": rewrite, "decisions": {}, "answers": {}}
        return self.history.save(email.model_copy(update=fresh))

    def _refuse_unseen(self, changed: SavedCase | SavedEmail, seen: str | None, now: str) -> None:
        """Set a version aside that was written over words which the user never saw."""
        if seen is not None and seen != now:
            self.history.set_aside(changed)
            raise _changed_elsewhere()

    def new_reply(self, text: str, notes: str = "") -> SavedReply:
        """Keep a client's pasted email; the reply is drafted when it is first shown."""
        self.quota.spend("saves")
        return self.store.replies.add(self.quota.text(text), self.quota.text(notes))

    def draft_reply(
        self,
        saved: SavedReply,
        text: str,
        notes: str,
        progress: Progress = lambda _: None,
    ) -> SavedReply:
        """Draft the reply anew; what the user put into blanks stays where they are still asked."""
        email, known = self.quota.text(text), self.quota.text(notes)
        kept = saved.model_copy(update={"original": email, "notes": known})
        if (saved.original, saved.notes) != (email, known):
            kept = self.store.replies.save(kept)
        self.quota.spend("drafts")
        with counters.timed("draft", kind="reply") as labels:
            reply = self.services.reply_with(
                self.model_for(saved.id),
                email,
                notes=known,
                name=self.store.preferences.profile().name,
                allow=self.store.preferences.allowed_words(),
                progress=progress,
            )
            labels["written_by"] = reply.written_by
        answers = carried(saved.reply, reply, saved.answers)
        return self.store.replies.save(kept.model_copy(update={"reply": reply, "answers": answers}))


def title_of(text: str) -> str:
    """Return a name for a case: the first words of its note."""
    words = text.split()
    if not words:
        return UNNAMED
    return " ".join(words[:_TITLE_WORDS])[:80] + (" …" if len(words) > _TITLE_WORDS else "")


def today() -> date:
    """Return the user's day."""
    return datetime.now(UTC).astimezone().date()


def _changed_elsewhere() -> ConflictError:
    return ConflictError(
        "This was changed in another window meanwhile; your last change did not replace it.",
        "Both are below: choose one, or keep both.",
    )
