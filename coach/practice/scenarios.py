"""Scenarios: situations to rehearse, each with a client, as files."""

from pathlib import Path

from coach.domain.conversation import ClientProfile
from coach.domain.values import Fault, IssueKind, Persona, Record
from coach.resources import load_yaml


class ScenarioClient(Record):
    """The client of a scenario file; issue and fault are the scenario's own."""

    name: str
    role: str
    organisation: str
    style: Persona
    start_anger: int
    start_trust: int
    stated_position: str
    hidden_interest: str
    settles: str
    promised: str
    costs_them: str
    points: tuple[str, ...]
    new_fact: str
    brief: str
    to_own: str
    opening: str
    difficulty: str = "medium"


class _File(Record):
    title: str
    issue: IssueKind
    fault: Fault
    industry: str
    learn: str
    practices: tuple[int, ...]
    briefing: str
    client: ScenarioClient


class Scenario(Record):
    """A situation to rehearse."""

    id: str
    title: str
    issue: IssueKind
    fault: Fault
    industry: str
    learn: str
    """What it trains, in a few words."""
    practices: tuple[int, ...]
    briefing: str
    """What the trainee knows before the talk."""
    client: ClientProfile


def load_scenarios(knowledge_dir: Path) -> tuple[Scenario, ...]:
    """Return every scenario of the knowledge folder, by file name.

    Raises:
        SetupError: when a file does not fit, naming file and line.
    """
    paths = sorted((knowledge_dir / "scenarios").glob("*.yaml"))
    return tuple(_scenario(path) for path in paths)


def _scenario(path: Path) -> Scenario:
    file = load_yaml(path, _File)
    client = ClientProfile(
        **file.client.model_dump(),
        issue=file.issue,
        fault=file.fault,
        discloses_when=("asked_about_interest", "trust_reached"),
        concedes_when=("interest_addressed", "owner_and_date"),
    )
    return Scenario(id=path.stem, client=client, **file.model_dump(exclude={"client"}))
