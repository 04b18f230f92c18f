"""A deed in a clause: somebody took something on (practices 76 and 88)."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from coach.drafting.afterwards import forms
from coach.drafting.afterwards.days import Calendar
from coach.drafting.afterwards.people import People
from coach.drafting.afterwards.verbs import Form, verb_of
from coach.drafting.afterwards.words import NoteWords

Strength = Literal["sure", "telegram"]


@dataclass(frozen=True)
class Deed:
    """Who does what."""

    doer: str
    """As written; "" when nobody is named."""
    what: str
    verb: str = ""
    form: Form = "base"
    strength: Strength = "sure"
    condition: str = ""


class Deeds:
    """Tells deeds by their form."""

    def __init__(self, words: NoteWords, people: People, calendar: Calendar) -> None:
        self._words, self._people, self._calendar = words, people, calendar

    def of(
        self,
        text: str,
        *,
        expected: bool = False,
        before: Deed | None = None,
        subject: str = "",
    ) -> Deed | None:
        """Return the deed a clause tells, or None.

        `expected`: the clause stands under a heading for actions or behind a tick box, so that a
        bare noun counts. `before`: the deed just before it in the sentence, which may go on here;
        `subject`: the pronoun that the sentence began with.
        """
        condition, rest = self._condition(self._led(text))
        found = (
            self._continued(rest, before)
            or self.plain(rest)
            or self._labelled(rest, expected)
            or self._promised(rest)
            or self._needed(rest)
            or self._passive(rest, expected)
            or self._bare(rest, expected, subject)
        )
        if found is None:
            return None
        if not found.doer and (side := forms.SIDE.match(text)):
            found = replace(found, doer="we" if side["ours"] else "they")
        owned = self._owned(found, text)
        return replace(owned, condition=condition) if forms.SAYS.search(owned.what) else None

    def opens(self, text: str) -> bool:
        """Return whether a clause opens with a doer and a deed of their own."""
        return self.plain(self._led(text)) is not None

    def is_only_a_name(self, text: str) -> bool:
        """Return whether a stretch is nothing but somebody: "JP", "Renee"."""
        doer = self._people.doer_at(text)
        return doer is not None and doer.end() == len(text)

    def goes_on(self, text: str, before: Deed) -> bool:
        """Return whether words carry on a deed with a second verb: "check it and ring them"."""
        return self._continued(self._led(text), before) is not None

    def plain(self, text: str) -> Deed | None:
        """Return a deed with its doer in front: "Dana to send", "she will", "we remake"."""
        doer = self._people.doer_at(text)
        if doer is None:
            return self._to_of_noun(text)
        after = forms.ASIDE.sub("", text[doer.end() :], count=1)
        will = forms.WILL.match(after)
        if will:
            return self._made(doer[0], after[will.end() :], "base", modal=True)
        doing = forms.DOING.match(after)
        verb = verb_of(doing["verb"]) if doing else None
        if (
            doing
            and verb
            and verb.base not in self._words.stative
            and self._people.is_person_like(doer[0], text)
        ):
            return Deed(doer[0], verb.base + after[doing.end() :], verb.base)
        to = forms.TO.match(after)
        if to and self._people.is_person_like(doer[0], text):
            return self._made(doer[0], after[to.end() :], "base", modal=True)
        adverb = forms.ADVERB.match(after)
        present = after[adverb.end() :] if adverb else after
        if not present.startswith(" "):
            return None
        return self._present(doer[0], present.strip(), text)

    def _present(self, doer: str, rest: str, text: str) -> Deed | None:
        word = re.match(r"[a-z-]+(?!['\w])", rest)
        verb = verb_of(word[0]) if word else None
        if word is None or verb is None or verb.base in self._words.stative:
            return None
        low = doer.lower()
        plural = (
            low in {"i", "we", "they"} | self._words.both
            or re.search(r"[/+&]| and ", doer) is not None
        )
        if verb.form != ("base" if plural else "s") or rest[word.end() : word.end() + 1] == ":":
            return None
        if not self._people.is_person_like(doer, text):
            return None
        return Deed(doer, verb.base + rest[word.end() :], verb.base, verb.form)

    def _made(self, doer: str, rest: str, form: Form, *, modal: bool) -> Deed | None:
        rest = re.sub(r"^(?:also |then |first |both |please |now |need to |have to )+", "", rest)
        word = re.match(r"[A-Za-z-]+", rest)
        verb = verb_of(word[0]) if word else None
        if (
            word is None
            or verb is None
            or verb.form not in ("base",)
            or verb.base in forms.NOT_VERBS
        ):
            return None
        if modal and verb.base in (
            "have",
            "want",
            "like",
            "think",
            "know",
            "feel",
            "believe",
            "hope",
        ):
            return None
        return Deed(doer, rest, verb.base, form)

    def _to_of_noun(self, text: str) -> Deed | None:
        """Return "Finance team to credit it": any few words before "to" and a verb."""
        match = re.match(
            r"(?P<who>[A-ZÀ-Þ][\w'&.-]*(?: [\w'&.()-]+){0,3}?) to (?P<rest>[a-z].*)", text
        )
        if match is None:
            return None
        parts = match["who"].split()
        busy = any((v := verb_of(p)) and v.form in ("past", "s", "ing") for p in parts[1:])
        if busy or parts[0].lower() in self._words.not_doers or match["rest"].startswith("be "):
            return None
        return self._made(match["who"], match["rest"], "base", modal=True)

    def _continued(self, text: str, before: Deed | None) -> Deed | None:
        if before is None:
            return None
        rest = forms.REST.match(text)
        if rest and before.verb:
            return Deed(
                before.doer, f"{before.verb} the {rest['what'].lower()}{rest['more']}", before.verb
            )
        word = re.match(r"(?:will |to )?(?P<verb>[a-z-]+)(?=\s+\S)", text)
        verb = verb_of(word["verb"]) if word else None
        if word is None or verb is None or not before.verb or verb.base in self._words.stative:
            return None
        if verb.form != before.form or verb.base in ("have", "be"):
            return None
        return Deed(before.doer, verb.base + text[word.end("verb") :], verb.base, verb.form)

    def _labelled(self, text: str, expected: bool) -> Deed | None:
        """Return "Lars - freeze list", "refund: me", "handover docs -> Lena, first half of Nov"."""
        sign = forms.ARROW.search(text)
        if sign is None or not sign.start():
            return None
        left, right = text[: sign.start()].strip(), text[sign.end() :].strip()
        doer = self._people.doer_at(left)
        if doer and doer.end() == len(left) and self._people.is_person_like(left, left):
            return self._said_by(left, right, expected)
        if doer is None and re.fullmatch(r"[A-ZÀ-Þ][\w.-]*", left) and (deed := self.plain(right)):
            return deed
        first = re.split(r",|;|\s[-–—]\s", right, maxsplit=1)
        who = self._people.doer_at(first[0])
        if (
            who
            and who.end() == len(first[0].strip())
            and self._people.is_person_like(who[0], first[0])
        ):
            when = f", {first[1].strip()}" if len(first) > 1 else ""
            return Deed(who[0], left + when, strength="telegram")
        deed = self.plain(right)
        return replace(deed, what=f"{deed.what} ({left})") if deed else None

    def _said_by(self, left: str, right: str, expected: bool) -> Deed | None:
        if right.endswith("?"):
            return None
        own = self.plain(right)
        if own:
            return replace(own, doer=left if own.doer.lower() in ("i", "he", "she") else own.doer)
        arrow = re.search(r"->\s*", right)
        if arrow and (who := self._people.doer_at(right[arrow.end() :])):
            return Deed(who[0], right[arrow.end() + who.end() :].strip(" :,"), strength="telegram")
        word = re.match(r"(?:to |will )?(?P<verb>[a-z-]+)", right)
        verb = verb_of(word["verb"]) if word else None
        ahead = right.startswith(("to ", "will "))
        told = verb is not None and (ahead or verb.base not in self._words.stative)
        if word and verb and verb.form in ("base", "s") and told:
            return Deed(left, verb.base + right[word.end("verb") :], verb.base, verb.form)
        stative = verb is not None and verb.base in self._words.stative
        bare = re.match(r"(?:yes|no|OK|fine|nope|who|what|when|why|how|is|are)\b", right, re.I)
        if stative or bare:
            return None
        if expected or self._calendar.due(right):
            return Deed(left, right, strength="telegram")
        return None

    def _promised(self, text: str) -> Deed | None:
        promise = self._words.cues["promise"].match(text)
        if promise is None or not text[promise.end() :].strip():
            return None
        doer = "we" if text.lower().startswith("we") else "I"
        rest = re.sub(r"^(?:that|to)\s", "", text[promise.end() :].strip())
        return self.plain(rest) or Deed(doer, rest, strength="sure")

    def _needed(self, text: str) -> Deed | None:
        """Return what the other side needs by a day: that is ours to do."""
        doer = self._people.doer_at(text)
        if doer is None or doer[0].lower() in self._words.us | self._words.me:
            return None
        needed = forms.NEEDED.match(text[doer.end() :])
        if needed is None or not (due := self._calendar.due(needed["what"])) or not due.day:
            return None
        if self._people.side(doer[0]) == "ours" or not self._people.is_person_like(doer[0], text):
            return None
        return Deed("we", f"provide {needed['what']}", "provide")

    def _passive(self, text: str, expected: bool) -> Deed | None:
        match = forms.PASSIVE.match(text)
        done = forms.DONE_BY.match(text)
        if match is None and done and (due := self._calendar.due(text)) and due.day:
            verb = verb_of(done["verb"])
            if verb and verb.form in ("past", "participle"):
                return Deed("", f"{verb.base} {done['what']} {text[done.end() :]}", verb.base)
        verb = verb_of(match["verb"]) if match else None
        if match is None or verb is None or verb.form not in ("past", "participle"):
            return None
        ahead = re.search(r"\b(?:to|will|shall|must|have to|has to) be\b|\bgets? ", text)
        if not ahead or (
            not expected and not self._calendar.due(text) and not forms.OWNER.search(text)
        ):
            return None
        if forms.SETTLED_BY.search(text) or self._words.cues["open"].search(match["verb"]):
            return None
        return Deed("", f"{verb.base} {match['what'].strip()}{match['rest']}", verb.base)

    def _bare(self, text: str, expected: bool, subject: str) -> Deed | None:
        """Return a deed without a doer, or a telegram: "will find out", "KP load test Thu night"."""
        open_start = forms.NO_SUBJECT.match(text)
        if open_start:
            made = self._made(subject or "I", text[open_start.end() :], "base", modal=True)
            return (
                made
                if made and not text.lower().startswith("to ")
                else made and replace(made, doer="")
            )
        if mine := forms.MINE.search(text):
            side = next(s for s in forms.SIDES if re.search(rf"\b{s}\b", mine[0], re.IGNORECASE))
            return Deed(forms.SIDES[side], text[: mine.start()], strength="telegram")
        if forms.IMPERATIVE.match(text) or forms.PROGRESS.match(text):
            word = text.split()[0]
            verb = verb_of(word)
            base = verb.base if verb else word
            return Deed("", base + text[len(word) :], base, "base")
        doer = self._people.doer_at(text)
        due = self._calendar.due(text)
        named = doer and (self._people.knows(doer[0]) or re.fullmatch(r"[A-Z]{2,3}", doer[0]))
        if doer and named and due and due.day and text[doer.end() : doer.end() + 1] == " ":
            rest = text[doer.end() :].strip()
            verb = verb_of(rest.split()[0]) if rest else None
            past = verb is not None and (verb.form == "past" or verb.base in self._words.stative)
            said = forms.SAYS.search(rest[: due.start - doer.end() - 1])
            return None if past or not said else Deed(doer[0], rest, strength="telegram")
        if due and forms.BACK_TO.match(text) and not verb_of(text.split()[0].lower()):
            return Deed("", text, strength="telegram")
        if expected and doer and self._people.is_person_like(doer[0], text):
            rest = text[doer.end() :].strip()
            verb = verb_of(rest.split()[0]) if rest else None
            if verb and verb.form == "base" and verb.base not in self._words.stative:
                return Deed(doer[0], rest, verb.base)
        if expected and len(text.split()) > 1:
            return Deed("", text, strength="telegram")
        return None

    def _owned(self, deed: Deed, text: str) -> Deed:
        """Return the deed with the owner that brackets or "Owner:" name, if any."""
        for match in forms.OWNER.finditer(text):
            name = (match["a"] or match["b"] or match["c"] or "").strip()
            who = self._people.doer_at(name)
            if not who or who.end() != len(name) or not self._people.is_person_like(name, name):
                continue
            known = self._people.knows(deed.doer) or deed.doer.lower() in (
                self._words.us | self._words.me | {"he", "she"}
            )
            if known or (deed.doer and self._people.is_person_like(deed.doer, deed.doer)):
                continue
            cut = deed.what.replace(match[0], " ")
            return replace(deed, doer=name, what=" ".join(cut.split()).rstrip(" .,"))
        return deed

    def _led(self, text: str) -> str:
        """Return a clause without the words in front that say nothing of their own."""
        rest = text.strip(" ,;")
        for _ in range(5):
            lead = self._words.lead.match(rest)
            if lead is None or not rest[lead.end() :].strip():
                break
            rest = rest[lead.end() :].lstrip(" ,;:-")
        return rest

    @staticmethod
    def _condition(text: str) -> tuple[str, str]:
        match = forms.CONDITION.match(text)
        return (match["all"], text[match.end() :]) if match else ("", text)
