"""What to say, in the order it is said (practices 35 to 68, 74, 75, 81 to 86)."""

from coach.domain.pack import Boundaries, Card, Option, Script
from coach.drafting.casefile import CaseFile
from coach.drafting.documents.options import preferred
from coach.drafting.documents.spoken import Spoken
from coach.drafting.phrasebook import fill
from coach.drafting.review import sentences_of

MOST_WORDS = 140
_AIM_LOW, _AIM_HIGH = 90, 128
_MOST_ALOUD = 60
_CALM_KINDS = ("personality_clash", "price_increase", "lost_key_person")
_CALM_TRACKS = ("client", "disputed")


def script(file: CaseFile, said: Spoken, options: tuple[Option, ...]) -> Script:
    """Return the script of a case."""
    words = file.book.script
    return Script(
        opening=_opening(file, said, options),
        hand_over=words.hand_over_end if file.leaving else words.hand_over[file.track],
        acknowledgements=_acknowledgements(file, said),
        read_back=_read_back(file, said),
        options_aloud=_aloud(file, options),
        agreement_question=words.agreement_question.get(
            file.track, words.agreement_question["ours"]
        ),
        cards=_cards(file, said),
        boundaries=Boundaries(**words.boundaries),
        close=_close(file),
        parting=parting(file) if file.parting else None,
        conduct=(*words.conduct, *((words.parting.heart,) if file.parting else ()), *words.bring),
    )


def _opening(file: CaseFile, said: Spoken, options: tuple[Option, ...]) -> str:
    must, may = _sentences(file, said, options)
    chosen = list(must)
    for place, sentence in may:
        now = _count(chosen)
        if now < _AIM_LOW and now + len(sentence.split()) <= _AIM_HIGH:
            chosen.insert(len(chosen) - place, sentence)
    while _count(chosen) > MOST_WORDS - 5 and len(chosen) > 3:
        chosen.pop(-2)
    return " ".join(chosen)


def _count(sentences: list[str]) -> int:
    return len(" ".join(sentences).split())


def _sentences(
    file: CaseFile, said: Spoken, options: tuple[Option, ...]
) -> tuple[list[str], list[tuple[int, str]]]:
    """Return the sentences that must be said, and those that may with their place from the end."""
    words, track = file.book.script, file.track_words
    lead = _lead(file, said)
    told = said.impact_told
    own = track.own_told if told else fill(track.own, harm=file.kind_words.harm)
    if file.leaving:
        return [
            lead,
            said.issue if said.from_note else file.kind_words.issue,
            _reason(file),
            *_outline(file, options),
        ], []
    issue, about = said.issue_parts
    must = [lead, issue, own, *about, *_cause_line(file, said), *_weigh(file, said)]
    must += [*_outline(file, options), track.onward]
    may: list[tuple[int, str]] = []
    if file.track not in _CALM_TRACKS:
        may += [(4 if len(must) > 6 else 3, sentence) for sentence in said.more[:1]]
    if file.unknown_said:
        may.append((2, fill(words.not_known, unknown=file.unknown_said[0])))
    if said.history and len(said.history.split()) < 20:
        may.append((1, fill(words.history, history=said.history)))
    may.append((1, words.outline["more"]))
    return must, may


def _lead(file: CaseFile, said: Spoken) -> str:
    words = file.book.script.lead
    soft = file.track in _CALM_TRACKS or file.kind in _CALM_KINDS
    key = (
        ("unaware_calm" if soft else "unaware")
        if file.unaware
        else "event"
        if said.from_note
        else "aware"
    )
    return fill(words[key], name=file.address, topic=file.topic, matter=file.matter)


def _cause_line(file: CaseFile, said: Spoken) -> list[str]:
    track = file.track_words
    if file.track == "client":
        if said.cause:
            return [fill(track.cause_known, fact=file.mid(said.cause))]
        return [] if said.from_note else [track.cause_unknown]
    if said.cause:
        return [fill(track.cause_known, cause=said.cause)]
    return [track.cause_blank if file.situation.cause else track.cause_unknown]


def _weigh(file: CaseFile, said: Spoken) -> list[str]:
    """Return the line that names the harm: a blank only where the note tells of none at all."""
    track, words = file.track_words, file.book.script
    if said.impact:
        line = track.weigh_told if said.impact_told else track.weigh
        if said.impact_heard:
            line = words.heard
        return [fill(line, impact=file.mid(said.impact))]
    return [] if file.about("client_impact") else [track.weigh_blank]


def _outline(file: CaseFile, options: tuple[Option, ...]) -> list[str]:
    words, best = file.book.script.outline, preferred(options)
    if best.gives.startswith(("We can ", "I can ", "Our ", "From ")):
        return [fill(words["offer"], offer=sentences_of(best.gives)[0])]
    return [fill(words["title"], title=file.mid(best.title))]


def _reason(file: CaseFile) -> str:
    return file.book.script.parting.reason


def _acknowledgements(file: CaseFile, said: Spoken) -> tuple[str, ...]:
    words = file.book.script.acknowledgements
    lines = []
    if said.impact:
        key = "with_impact" if said.impact_told else "with_day"
        lines.append(fill(words[key], impact=file.mid(said.impact)))
    if file.track in ("ours", "shared", "third_party", "nobody"):
        lines.append(fill(words["harm"], harm=file.kind_words.harm))
    if file.track in ("ours", "third_party"):
        lines.append(fill(words["counted"], topic=file.topic))
    if file.track == "client":
        lines.append(words["client_harm"])
    if file.track == "disputed":
        lines.append(fill(words["disputed_harm"], topic=file.topic))
    return tuple(lines)


def _read_back(file: CaseFile, said: Spoken) -> str:
    words = file.book.script.read_back
    if not said.impact_told:
        return words["plain"]
    return fill(words["with_point"], point=file.mid(said.impact))


def _aloud(file: CaseFile, options: tuple[Option, ...]) -> str:
    words = file.book.script.options_aloud
    lines = [words["start"]]
    for option in options:
        line = fill(
            words["preferred" if option.preferred else "other"], title=file.mid(option.title)
        )
        if len(" ".join([*lines, line, words["ask"]]).split()) <= _MOST_ALOUD:
            lines.append(line)
    return " ".join([*lines, words["ask"]])


def _cards(file: CaseFile, said: Spoken) -> tuple[Card, ...]:
    words = file.book.script.cards
    own = words["we_end"] if file.leaving else words[file.track]
    cause = said.cause or file.track_words.cause_unknown
    return tuple(
        Card.model_validate({"if": card.if_, "say": fill(card.say, cause_line=cause)})
        for card in (*own, *words["any"])
    )


def _close(file: CaseFile) -> str:
    words = file.book.script.close
    after = words["next_end"] if file.leaving else words["next"]
    line = fill(words["line"], next=after, contact=words["contact"])
    return f"{words['client_hopes']} {line}"


def parting(file: CaseFile) -> str:
    """Return the exit statement and the part-ways plan with its four fixed parts (practice 84)."""
    words = file.book.script.parting
    lines = [fill(words.line if file.leaving else words.offer_line, reason=words.reason), ""]
    lines += [f"- {name}: {fill(text, words.blanks)}" for name, text in words.rows]
    return "\n".join([*lines, "", words.closing])
