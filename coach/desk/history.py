"""Earlier versions of cases, emails, rehearsals and parts of a pack, and what was refused."""

import json
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar, cast

from coach.desk.email import final_text
from coach.desk.quota import Quota
from coach.domain.conversation import PracticeTalk
from coach.domain.kept import CaseState, EmailState, Revision, SavedCase, SavedEmail, SavedTalk
from coach.domain.pack import CasePack
from coach.domain.situation import CaseInput
from coach.domain.values import Record
from coach.errors import ConflictError

if TYPE_CHECKING:
    from coach.storage.store import Store

Thing = SavedCase | SavedEmail | SavedTalk
T = TypeVar("T", bound=Thing)
_MOST = 100
_COPY = " (my copy)"


class Version(Record):
    """One version of a document, to be read beside another and put back."""

    id: str
    when: datetime
    name: str
    text: str
    """The words, for comparing."""
    body: str
    """The whole of it, for putting back."""
    revision: int | None = None


class History:
    """Every version there has been. Nothing here is ever written over."""

    def __init__(self, store: "Store", quota: Quota) -> None:
        self._store = store
        self._quota = quota

    def save(self, thing: T) -> T:
        """Keep a document as it is now.

        Raises:
            ConflictError: when another window saved meanwhile; this version is then set aside.
        """
        try:
            return cast(T, self._save(thing))
        except ConflictError:
            self.set_aside(thing)
            raise

    def set_aside(self, thing: Thing) -> None:
        """Keep a version that may not replace what another window saved."""
        self._store.revisions.set_aside(thing.id, _kind(thing), _body(thing))

    def earlier(self, thing: Thing) -> tuple[Version, ...]:
        """Return what a document was before, newest first; of a rehearsal, turn by turn."""
        kept = self._store.revisions.of(thing.id, _kind(thing), _MOST)
        versions = [_version(thing, revision, "Earlier version") for revision in kept]
        if isinstance(thing, SavedTalk):
            versions = [*_turns(thing), *versions]
        return tuple(versions)

    def refused(self, thing: Thing) -> tuple[Version, ...]:
        """Return the versions that another window kept from being saved, newest first."""
        kept = self._store.revisions.of(thing.id, f"aside.{_kind(thing)}", _MOST)
        return tuple(_version(thing, revision, "Not saved") for revision in kept)

    def put_back(self, thing: T, version: Version) -> T:
        """Make a version the present one; what was there becomes an earlier version.

        A rehearsal goes on from there as a copy: what was said stays said.
        """
        if isinstance(thing, SavedTalk):
            return self.copy(thing, version)
        self._quota.spend("saves")
        saved = self.save(cast(T, _as(thing, version.body)))
        self.forget(version)
        return saved

    def copy(self, thing: T, version: Version) -> T:
        """Make a version a document of its own."""
        self._quota.spend("saves")
        state = _as(thing, version.body)
        made: Thing
        if isinstance(state, SavedCase):
            made = self._store.cases.add(f"{state.title}{_COPY}", state.input)
        elif isinstance(state, SavedEmail):
            new = self._store.emails.add(state.original, state.case)
            fields = {"rewrite", "decisions", "answers"}
            made = self._store.emails.save(
                new.model_copy(update={name: getattr(state, name) for name in fields})
            )
        else:
            made = self._store.talks.add(
                state.talk, title=state.title, case=state.case, scenario=state.scenario
            )
        self.forget(version)
        return cast(T, made)

    def forget(self, version: Version) -> None:
        """Forget a refused version once it was decided on; earlier versions stay."""
        if version.revision is not None:
            self._store.revisions.forget(version.revision)

    def words(self, case: SavedCase, part: str) -> tuple[Version, ...]:
        """Return all that a part of the pack has said: the user's words and the drafts'."""
        from coach.desk.parts import part_text

        mine = [
            _words(f"edit{number}", edit.created, "Your words", edit.text)
            for number, edit in enumerate(self._store.cases.edit_history(case.id, part))
        ]
        drafts = []
        for kept in self._store.revisions.of(case.id, "pack", _MOST):
            if text := part_text(CasePack.model_validate_json(kept.body), part):
                drafts.append(_words(f"draft{kept.id}", kept.created, "Draft", text))
        aside = []
        for kept in self._store.revisions.of(case.id, "aside.part", _MOST):
            refused = json.loads(kept.body)
            if refused["part"] == part:
                words = _words(f"aside{kept.id}", kept.created, "Not saved", refused["text"])
                aside.append(words.model_copy(update={"revision": kept.id}))
        found = sorted([*mine, *drafts, *aside], key=lambda one: one.when, reverse=True)
        return tuple(_without_repeats(found))

    def _save(self, thing: Thing) -> Thing:
        if isinstance(thing, SavedCase):
            return self._store.cases.save(thing)
        if isinstance(thing, SavedEmail):
            return self._store.emails.save(thing)
        return self._store.talks.save(thing)


def text_of(thing: Thing) -> str:
    """Return the words of a document as one text."""
    if isinstance(thing, SavedCase):
        return case_text(thing.title, thing.input)
    if isinstance(thing, SavedEmail):
        plain = f"\n\nIn plain words:\n\n{final_text(thing)}" if thing.rewrite else ""
        return f"{thing.original}{plain}"
    return _talk_text(thing.talk)


def _kind(thing: Thing) -> str:
    if isinstance(thing, SavedCase):
        return "input"
    return "email" if isinstance(thing, SavedEmail) else "talk"


def _body(thing: Thing) -> str:
    if isinstance(thing, SavedCase):
        return CaseState(title=thing.title, input=thing.input).model_dump_json()
    if isinstance(thing, SavedEmail):
        fields = {name: getattr(thing, name) for name in EmailState.model_fields}
        return EmailState(**fields).model_dump_json()
    return thing.talk.model_dump_json(by_alias=True)


def _as(thing: Thing, body: str) -> Thing:
    """Return a document as a version had it."""
    if isinstance(thing, SavedCase):
        case = CaseState.model_validate_json(body)
        return thing.model_copy(update={"title": case.title, "input": case.input})
    if isinstance(thing, SavedEmail):
        email = EmailState.model_validate_json(body)
        return thing.model_copy(update={n: getattr(email, n) for n in EmailState.model_fields})
    return thing.model_copy(update={"talk": PracticeTalk.model_validate_json(body)})


def _version(thing: Thing, revision: Revision, name: str) -> Version:
    return Version(
        id=f"revision{revision.id}",
        when=revision.created,
        name=name,
        text=text_of(_as(thing, revision.body)),
        body=revision.body,
        revision=revision.id,
    )


def _turns(saved: SavedTalk) -> list[Version]:
    """Return a rehearsal as it stood before each turn, the last one first."""
    versions = []
    for number in range(len(saved.talk.turns) - 1, -1, -1):
        then = saved.talk.model_copy(update={"turns": saved.talk.turns[:number], "ended": None})
        versions.append(
            Version(
                id=f"turn{number}",
                when=saved.updated,
                name=f"After turn {number}" if number else "The beginning",
                text=_talk_text(then),
                body=then.model_dump_json(by_alias=True),
            )
        )
    return versions


def _words(id_: str, when: datetime, name: str, text: str) -> Version:
    return Version(id=id_, when=when, name=name, text=text, body=text)


def _without_repeats(versions: list[Version]) -> list[Version]:
    kept: list[Version] = []
    for version in versions:
        if not kept or kept[-1].text != version.text:
            kept.append(version)
    return kept


def case_text(title: str, case: CaseInput) -> str:
    """Return a case's words as one text."""
    lines = [title, "", case.text]
    lines += [f"Corrected: {one.was} → {one.now}" for one in case.corrections]
    lines += [f"Answer: {answer}" for answer in case.answers.values() if answer.strip()]
    lines += [f"Whose doing: {case.fault}"] if case.fault else []
    lines += [f"Kind: {kind}" for kind in case.issue_kinds]
    lines += [f"Private: {words}" for words in case.internal]
    lines += [f"Not private: {words}" for words in case.shareable]
    return "\n".join(lines)


def _talk_text(talk: PracticeTalk) -> str:
    lines = [f"{talk.client.name}: {talk.opening.client}"]
    for turn in talk.turns:
        lines += [f"You: {turn.trainee}", f"{talk.client.name}: {turn.client}"]
    return "\n\n".join(lines)
