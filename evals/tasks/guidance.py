"""Does the search point a worried person to the right practice?"""

import math
import tempfile
from collections.abc import Sequence
from pathlib import Path

import yaml

from coach.config import Settings
from coach.domain.guidance import Passage
from coach.guidance.bm25 import Bm25
from coach.guidance.library import Guidance
from evals.report import Row, share

QUERIES = Path(__file__).parents[1] / "datasets" / "guidance" / "queries.yaml"

Query = dict[str, object]


def run(heldout: bool = False) -> list[Row]:
    """Return hit@3 and nDCG@5 beside plain BM25's; there is no kept-aside set for this task."""
    queries: list[Query] = yaml.safe_load(QUERIES.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        guidance = Guidance.open(Settings.from_env({"CANDOR_DATA_DIR": folder}))
        ours = [[hit.practices for hit in guidance.search(str(q["query"]), k=5)] for q in queries]
    plain = [_plain_bm25(guidance.passages, str(q["query"])) for q in queries]
    rows = [
        share("hit@3", _hits(queries, ours), ">= 0.80"),
        share("hit@3, plain BM25", _hits(queries, plain), "0.10 below"),
        Row("nDCG@5", _ndcg(queries, ours), n=len(queries)),
        Row("nDCG@5, plain BM25", _ndcg(queries, plain), n=len(queries)),
    ]
    for kind in ("keyword", "paraphrase", "situation"):
        at = [i for i, query in enumerate(queries) if query["kind"] == kind]
        hits = _hits([queries[i] for i in at], [ours[i] for i in at])
        rows.append(share(f"hit@3, {kind}", hits))
    return rows


def _plain_bm25(passages: Sequence[Passage], query: str) -> list[tuple[int, ...]]:
    scores = Bm25([f"{p.title} {p.text}" for p in passages]).scores(query)
    best = sorted(range(len(passages)), key=lambda at: -scores[at])[:5]
    return [passages[at].practices for at in best]


def _hits(queries: Sequence[Query], found: Sequence[Sequence[tuple[int, ...]]]) -> list[bool]:
    return [
        any(set(practices) & _wanted(query) for practices in ranking[:3])
        for query, ranking in zip(queries, found, strict=True)
    ]


def _ndcg(queries: Sequence[Query], found: Sequence[Sequence[tuple[int, ...]]]) -> float:
    total = 0.0
    for query, ranking in zip(queries, found, strict=True):
        wanted = set(_wanted(query))
        best = sum(1 / math.log2(2 + at) for at in range(min(5, len(wanted))))
        gain = 0.0
        for at, practices in enumerate(ranking[:5]):
            if met := wanted & set(practices):
                gain += 1 / math.log2(2 + at)
                wanted -= met
        total += gain / best
    return total / len(queries)


def _wanted(query: Query) -> set[int]:
    practices = query["practices"]
    return set(practices) if isinstance(practices, list) else set()
