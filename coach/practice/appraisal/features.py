"""What a turn is judged by: acts, cues, what came back of the client's words, answers, form."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from coach.domain.conversation import TurnContext
from coach.domain.values import FAULTS, Fault
from coach.practice.appraisal.acts import Matrix
from coach.practice.appraisal.asked import KINDS, Asked, answers
from coach.practice.appraisal.cues import plain
from coach.practice.appraisal.reading import Turn
from coach.practice.appraisal.wording import Words

Features = dict[str, float]

_GOOD_ACTS = ("ack", "own", "step", "ask", "options", "answer", "limit")
_EVASIVE_ACTS = ("jargon", "brag", "deflect", "minimise", "flatter", "vague", "hollow", "defend")
_BAD_ACTS = ("blame", "rude", "cutin", "excuse", "promise", *_EVASIVE_ACTS)
_FAULTS = ("blame", "excuse", "jargon", "promise", "hollow", "cutin")
_HARMLESS_ACTS = ("ack", "own", "ask", "step", "limit", "flatter", "civil")
_MOST_RETURNED = 6
_MOST_IN_SENTENCE = 3
_MOST_ACTS = 3
_LONG_SENTENCE, _LONG_MEAN, _MANY_SENTENCES, _LONG_WORD = 45, 30, 8, 9


class ClientSide(NamedTuple):
    """What the client and the case are about, as stems."""

    so_far: frozenset[str]
    """In this line and the client's earlier ones."""
    line: frozenset[str]
    case: frozenset[str]
    """In the situation, where the client has not said it."""


class Judged(NamedTuple):
    """A turn with what each of its sentences does and gives back."""

    turn: Turn
    act_names: tuple[str, ...]
    acts: Matrix
    asked: Asked
    returned: tuple[float, ...]
    """By sentence: how much of the client's content comes back in it, 0 to 1."""
    said: ClientSide
    """What the client has said, for comparison."""
    fault: Fault | None = None

    def act(self, name: str) -> Matrix:
        """Return the chance of one act by sentence."""
        return self.acts[:, self.act_names.index(name)]

    @property
    def harmful(self) -> Matrix:
        """The chance, by sentence, that it blames, excuses, hides or cuts in."""
        return self.highest("blame", "excuse", "jargon", "cutin")

    def highest(self, *names: str) -> Matrix:
        """Return, by sentence, the highest chance of several acts."""
        best: Matrix = np.max([self.act(name) for name in names], axis=0)
        return best


def client_side(client: str, context: TurnContext, words: Words) -> ClientSide:
    """Return what the client has said so far and what the case adds to it."""
    earlier = [said.text for said in context.history if said.who == "client"]
    so_far = frozenset(s for line in (client, *earlier) for s in words.stems(plain(line)))
    case = frozenset(words.stems(plain(context.situation)))
    return ClientSide(so_far, frozenset(words.stems(plain(client))), case - so_far)


def returned_by_sentence(turn: Turn, said: ClientSide) -> tuple[float, ...]:
    """Return, by sentence, how much of the client's content comes back, quotations included."""
    return tuple(
        min(len(said.so_far & s.stems), _MOST_IN_SENTENCE) / _MOST_IN_SENTENCE
        for s in turn.sentences
    )


def turn_features(judged: Judged, concepts: Sequence[str], marked: Matrix) -> Features:
    """Return the numbers a turn's scores and flags are worked out from."""
    return {
        **_act_features(judged),
        **{f"cue_{c}": float(marked[:, i].max()) for i, c in enumerate(concepts)},
        **{f"form_{i}": float(marked[:, i].mean()) for i in range(len(concepts), marked.shape[1])},
        **_returned_features(judged),
        **_balance_features(judged),
        **_clean_features(judged),
        **_answer_features(judged),
        **_break_off_features(judged),
        **_fault_features(judged),
        **_form_features(judged.turn),
    }


def _act_features(judged: Judged) -> Features:
    found: Features = {}
    for name in judged.act_names:
        chances = judged.act(name)
        found[f"max_{name}"] = float(chances.max())
        found[f"sum_{name}"] = min(float(chances.sum()), _MOST_ACTS) / _MOST_ACTS
        found[f"mean_{name}"] = float(chances.mean())
        found[f"first_{name}"] = float(chances[0])
    harmless = judged.highest(*_HARMLESS_ACTS)
    for name in _FAULTS:
        # Above 0 where some sentence is this rather than anything harmless.
        found[f"lead_{name}"] = float((judged.act(name) - harmless).max())
    found["last_ask"] = float(judged.act("ask")[-1])
    found["last_step"] = float(judged.act("step")[-1])
    return found


def _returned_features(judged: Judged) -> Features:
    client = judged.said
    mine = frozenset().union(*(s.stems for s in judged.turn.sentences))
    shared = mine & client.so_far
    figures = [stem for stem in shared if stem[0].isdigit()]
    case = mine & client.case
    return {
        "returned_share": len(shared) / len(mine) if mine else 0.0,
        "returned_count": min(len(shared), _MOST_RETURNED) / _MOST_RETURNED,
        "returned_case": min(len(case), _MOST_RETURNED) / _MOST_RETURNED,
        "returned_of_line": len(mine & client.line) / max(_MOST_IN_SENTENCE, len(client.line)),
        "returned_figures": min(len(figures), 2) / 2,
    }


def _balance_features(judged: Judged) -> Features:
    good, bad = judged.highest(*_GOOD_ACTS), judged.highest(*_BAD_ACTS)
    attack, evade = judged.highest("blame", "rude", "cutin"), judged.highest(*_EVASIVE_ACTS)
    net = good - bad
    return {
        "good_max": float(good.max()),
        "good_mean": float(good.mean()),
        "bad_max": float(bad.max()),
        "bad_mean": float(bad.mean()),
        "net_mean": float(net.mean()),
        "net_first": float(net[0]),
        "net_last": float(net[-1]),
        "attack_max": float(attack.max()),
        "attack_mean": float(attack.mean()),
        "evade_max": float(evade.max()),
        "evade_mean": float(evade.mean()),
        "attack_only": float(attack.max() * (1.0 - good.max())),
        "evade_only": float(evade.max() * (1.0 - good.max())),
    }


def _clean_features(judged: Judged) -> Features:
    clean = 1.0 - judged.harmful
    returned = np.array(judged.returned)
    firm = (1.0 - judged.act("promise")) * (1.0 - judged.act("vague"))
    timed = np.array([judged.turn.has("when", s) for s in judged.turn.sentences], dtype=float)
    stepped = np.array([judged.turn.has("step", s) for s in judged.turn.sentences], dtype=float)
    return {
        "ack_returned": float((returned * judged.act("ack")).max()),
        "ack_clean": float((judged.act("ack") * clean).max()),
        "own_clean": float((judged.act("own") * clean).max()),
        "returned_clean": float((returned * clean).max()),
        "returned_first": float((returned * clean)[0]),
        "harm_max": float(judged.harmful.max()),
        "harm_mean": float(judged.harmful.mean()),
        "step_timed": float((judged.act("step") * timed).max()),
        "step_cued": float((stepped * timed).max()),
        "step_firm": float((judged.act("step") * firm).max()),
    }


def _answer_features(judged: Judged) -> Features:
    kinds = judged.asked.kinds
    given = [answers(kind, judged.turn) for kind in kinds]
    asked = float(bool(kinds))
    told = judged.highest("answer", "own", "step")
    evaded = judged.highest(*_EVASIVE_ACTS, "rude", "civil", "promise")
    missed = {kind for kind, answered in zip(kinds, given, strict=True) if not answered}
    return {
        "asked": asked,
        "asked_told": asked * float(told.max()),
        "asked_told_first": asked * float(told[0]),
        "asked_answer": asked * float(judged.act("answer").max()),
        "asked_evaded": asked * float(evaded.max()),
        "asked_untold": asked * float(1.0 - told.max()),
        "asked_untold_kind": float(bool(missed)) * float(1.0 - judged.act("answer").max()),
        "answered_all": float(all(given)) if kinds else 0.5,
        "answered_share": sum(given) / len(given) if kinds else 0.5,
        "unanswered": float(bool(missed)),
        **{f"asked_{kind}": float(kind in kinds) for kind in KINDS},
        **{f"missed_{kind}": float(kind in missed) for kind in KINDS},
    }


def _break_off_features(judged: Judged) -> Features:
    broke = float(judged.asked.breaks_off)
    good, bad = judged.highest(*_GOOD_ACTS), judged.highest(*_BAD_ACTS)
    heard = float(judged.highest("ack", "ask")[0])
    return {
        "broke_off": broke,
        "broke_cut": broke * float(judged.act("cutin").max()),
        "broke_cut_first": broke * float(judged.act("cutin")[0]),
        "broke_invites": broke * float(judged.turn.has("invites")),
        "broke_returned": broke * judged.returned[0],
        "broke_ack": broke * float(judged.act("ack")[0]),
        "broke_ask": broke * float(judged.act("ask").max()),
        "broke_net": broke * float((good - bad)[0]),
        "broke_attack": broke * float(judged.highest("blame", "rude", "cutin").max()),
        "broke_unheard": broke * (1.0 - max(heard, judged.returned[0])),
    }


def _fault_features(judged: Judged) -> Features:
    theirs = float(judged.fault == "client")
    own, blame = float(judged.act("own").max()), float(judged.act("blame").max())
    return {
        **{f"fault_{fault}": float(judged.fault == fault) for fault in FAULTS},
        "theirs_own": theirs * own,
        "theirs_confessed": theirs * float(judged.turn.has("false_confession")),
        "theirs_blame": theirs * blame,
        "ours_own": float(judged.fault == "ours") * own,
    }


def _form_features(turn: Turn) -> Features:
    lengths = [len(s.text.split()) for s in turn.sentences]
    words = turn.own.split() or [""]
    return {
        "longest": min(max(lengths), _LONG_SENTENCE) / _LONG_SENTENCE,
        "mean_length": min(sum(lengths) / len(lengths), _LONG_MEAN) / _LONG_MEAN,
        "sentences": min(len(lengths), _MANY_SENTENCES) / _MANY_SENTENCES,
        "long_words": sum(len(w) >= _LONG_WORD for w in words) / len(words),
        "commas": turn.own.count(",") / len(words),
        "questions": min(turn.own.count("?"), 2) / 2,
        "ends_asking": float(turn.own.rstrip().endswith("?")),
        "hedges": min(len(turn.hits["vague"]), 3) / 3,
        "buts": min(len(turn.hits["but_turn"]), 2) / 2,
        "times": min(len(turn.hits["when"]), 4) / 4,
    }
