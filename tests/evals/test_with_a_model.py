"""The evals with a model: side by side, answers kept, scored again without a call."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from evals.__main__ import main
from evals.recording import answers
from tests.drafting.test_refining import draft_in, warmer
from tests.stub_endpoint import serve

ROOT = Path(__file__).resolve().parents[2]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 0
    return capsys.readouterr().out


def test_a_run_is_printed_side_by_side_and_scores_the_same_again_without_a_call(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(body: dict[str, Any]) -> str:
        return (
            "No." if len(body["messages"]) == 2 and "Dear" in str(draft_in(body)) else warmer(body)
        )

    run_folder = str(tmp_path / "run")
    with serve(answer) as stub:
        monkeypatch.setenv("OPENAI_BASE_URL", stub.url)
        monkeypatch.setenv("CANDOR_MODEL", "stub")
        shared = ("--task", "rewriting", "--price-in", "1", "--price-out", "2")
        first = run(capsys, "--engine", "model", "--limit", "3", "--out", run_folder, *shared)
        asked = len(stub.requests)
        assert asked == len(answers(Path(run_folder))) >= 3
        again = run(capsys, "--rescore", run_folder, "--limit", "3", *shared)
        assert len(stub.requests) == asked
    assert "| measure | built-in | 95% interval | model | 95% interval | n | bar |" in first
    assert "| text |" in first
    assert f"{asked} calls" in first and "cost: 0.0" in first

    def tables(out: str) -> str:
        return out[out.index("## rewriting") :]

    assert tables(first) == tables(again)


def test_a_question_that_was_not_asked_then_is_not_answered_now(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with serve(warmer) as stub:
        monkeypatch.setenv("OPENAI_BASE_URL", stub.url)
        monkeypatch.setenv("CANDOR_MODEL", "stub")
        out = ("--out", str(tmp_path), "--task", "rewriting")
        run(capsys, "--engine", "model", "--limit", "1", *out)
    more = run(capsys, "--rescore", str(tmp_path), "--limit", "2", "--task", "rewriting")
    assert "not asked in the run" in more


def test_a_task_without_a_model_says_so_and_none_configured_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["--engine", "model", "--task", "guidance"]) == 3
    assert "No model is configured" in capsys.readouterr().err
    with serve(warmer) as stub:
        monkeypatch.setenv("OPENAI_BASE_URL", stub.url)
        monkeypatch.setenv("CANDOR_MODEL", "stub")
        out = run(capsys, "--engine", "model", "--task", "guidance", "--out", str(tmp_path))
    assert "No model has a part in this" in out and "No call was made" in out


def test_the_door_takes_the_command(tmp_path: Path) -> None:
    help_ = subprocess.run(
        [sys.executable, "-m", "evals", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "--rescore" in help_.stdout
