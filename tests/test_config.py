"""Settings and strict files."""

from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict, TypeAdapter

from coach.config import Limits, Settings
from coach.errors import SetupError
from coach.resources import load_front_matter, load_yaml


def test_a_local_endpoint_gets_longer_limits() -> None:
    env = {"OPENAI_BASE_URL": "http://localhost:11434/v1", "CANDOR_MODEL": "qwen2.5:7b"}
    model = Settings.from_env(env).model
    assert model is not None and model.is_local
    assert model.limits == Limits.for_loopback() and model.host == "localhost"


@pytest.mark.parametrize(
    ("name", "host"), [("gpt-4o", "api.openai.com"), ("anthropic:claude", "anthropic")]
)
def test_the_host_text_goes_to_is_known(name: str, host: str) -> None:
    model = Settings.from_env({"OPENAI_API_KEY": "k", "CANDOR_MODEL": name}).model
    assert model is not None and model.host == host and not model.is_local


def test_limits_are_settings() -> None:
    env = {"OPENAI_API_KEY": "k", "CANDOR_MODEL": "m", "CANDOR_FIRST_TOKEN_SECONDS": "2.5"}
    model = Settings.from_env(env).model
    assert model is not None and model.limits.first_token == 2.5


class Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")
    word: str
    level: int


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("- {word: a, level: 1}\n- {word: b, level: high}\n", "line 2"),
        ("- word: a\n  level: 1\n- word: b\n  levle: 1\n", "line 4"),
        ("- word: a\n  level: 1\n- word: [\n", "line 4"),
    ],
)
def test_a_wrong_file_is_named_with_its_line(tmp_path: Path, text: str, line: str) -> None:
    path = tmp_path / "words.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SetupError, match=f"words.yaml, {line}"):
        load_yaml(path, TypeAdapter(list[Entry]))


@pytest.mark.parametrize("text", ["no head", "---\nword: a\n"])
def test_a_page_without_front_matter_is_said(tmp_path: Path, text: str) -> None:
    path = tmp_path / "page.md"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SetupError, match=r"page\.md, line 1"):
        load_front_matter(path, Entry)


def test_a_missing_file_and_a_wrong_encoding_are_said(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="cannot be read"):
        load_yaml(tmp_path / "none.yaml", Entry)
    path = tmp_path / "latin.yaml"
    path.write_bytes("word: Ä".encode("latin-1"))
    with pytest.raises(SetupError, match="UTF-8"):
        load_yaml(path, Entry)


def test_limits_of_files_logs_and_the_search_server_are_settings() -> None:
    settings = Settings.from_env(
        {
            "CANDOR_DATA_DIR": "/x",
            "CANDOR_UPLOAD_MB": "2",
            "CANDOR_UPLOAD_SECONDS": "1.5",
            "CANDOR_LOGS": "json",
            "CANDOR_CHROMA_URL": "http://127.0.0.1:8000",
            "CANDOR_ALLOWED_HOSTS": "a.example, b.example",
        }
    )
    assert (settings.uploads.megabytes, settings.uploads.seconds) == (2, 1.5)
    assert settings.uploads.pages == 200 and settings.json_logs
    assert settings.chroma_url == "http://127.0.0.1:8000"
    assert settings.hosts == ("a.example", "b.example")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CANDOR_UPLOAD_MB", "ten"),
        ("CANDOR_UPLOAD_PAGES", "0"),
        ("CANDOR_UPLOAD_SECONDS", "-1"),
        ("CANDOR_LOGS", "xml"),
        ("CANDOR_CHROMA_URL", "localhost:8000"),
        ("CANDOR_CHROMA_URL", "http://[::1"),
    ],
)
def test_a_setting_that_cannot_be_is_named(name: str, value: str) -> None:
    with pytest.raises(SetupError, match=name):
        Settings.from_env({"CANDOR_DATA_DIR": "/x", name: value})
