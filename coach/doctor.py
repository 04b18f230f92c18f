"""What is set up and what is not: every setting, file, index, store and endpoint."""

from collections.abc import Callable
from urllib.parse import urlsplit

from coach.domain.values import Record
from coach.errors import CandorError
from coach.services import Services


class Finding(Record):
    """One thing looked at: in order, or what to do."""

    name: str
    ok: bool
    required: bool
    says: str
    found: tuple[str, ...] = ()
    """What the model's endpoint can do, as far as it was ever asked."""


def examine(services: Services, *, online: bool = False) -> tuple[Finding, ...]:
    """Look at everything Candor needs; `online` asks the model one question, too."""
    checks: list[tuple[str, bool, Callable[[Services], str]]] = [
        ("knowledge", True, _knowledge),
        ("prompts", True, _prompts),
        ("data folder", True, _store),
        ("sign-in", False, _sign_in),
        ("search index", False, _index),
        ("token tables", False, _tokens),
        ("files", False, _files),
        ("watching", False, _watching),
    ]
    return (
        *(_look(services, *check) for check in checks),
        ask_model(services) if online else _model(services),
    )


def _look(
    services: Services, name: str, required: bool, check: Callable[[Services], str]
) -> Finding:
    try:
        return Finding(name=name, ok=True, required=required, says=check(services))
    except CandorError as error:
        return _failed(name, required, error)


def _failed(name: str, required: bool, error: CandorError) -> Finding:
    # A model's fault is worded to stand inside a sentence; here it is one.
    says = f"{error.message[:1].upper()}{error.message[1:].rstrip('.')}. {error.hint}".strip()
    return Finding(name=name, ok=False, required=required, says=says)


def _knowledge(services: Services) -> str:
    services.language.check("We were late.")
    scenarios = len(services.practice.scenarios())
    return f"{len(services.guidance.passages)} passages, {scenarios} scenarios."


def _prompts(services: Services) -> str:
    names = services.prompts.names()
    for name in names:
        services.prompts.get(name)
    return f"{len(names)} prompts."


def _store(services: Services) -> str:
    services.store.check()
    return f"Kept in {services.settings.data_dir}; {services.store.kind}."


def _sign_in(services: Services) -> str:
    settings = services.settings
    if settings.sign_in is not None:
        who = ", ".join(settings.sign_in.allowed) or "everybody there"
        return f"By OpenID Connect at {settings.sign_in.host}; may come in: {who}."
    reach = "other machines may reach it, too" if settings.allow_remote else "on this machine only"
    return f"None: a single-user installation, {reach}."


def _index(services: Services) -> str:
    services.guidance.search("a deadline we missed", k=1)
    server = services.settings.chroma_url
    where = f"Ready, on {urlsplit(server).netloc.rpartition('@')[2]}." if server else "Ready."
    return " ".join((where, *services.guidance.notices))


def _files(services: Services) -> str:
    """Read a small file as an uploaded one is read."""
    services.read_file("try.txt", b"We were late.")
    most = services.settings.uploads
    return f"Read up to {most.megabytes} MB, {most.pages} pages and {most.seconds:g} s each."


def _watching(services: Services) -> str:
    how = "JSON" if services.settings.json_logs else "plain"
    return f"While the app runs: /healthz, /metrics (counts and times, no text); {how} logs."


def _tokens(services: Services) -> str:
    from coach.errors import SetupError
    from coach.model.tokens import tables_problem

    if problem := tables_problem(services.settings.data_dir / "tokens"):
        raise SetupError(problem)
    return "Ready."


def _model(services: Services) -> Finding:
    """Say which model is set up and what is known of it, without asking it."""
    try:
        model = services.model
    except CandorError as error:
        return _failed("model", False, error)
    if model is None:
        says = "None configured; the built-in engine does everything."
        return Finding(name="model", ok=True, required=False, says=says)
    says = f"{model.name} at {model.host}. Not asked; use --online."
    found = known_of_model(services)
    return Finding(name="model", ok=True, required=False, says=says, found=found)


def known_of_model(services: Services) -> tuple[str, ...]:
    """Return what was found of the model's endpoint before, in plain words; nothing is asked."""
    from coach.model.probe import remembered

    return remembered(services.settings)


def ask_model(services: Services) -> Finding:
    """Ask the model one question, and say what that showed of its endpoint."""
    from coach.model.probe import probe

    try:
        model = services.model
        if model is None:
            return _model(services)
        shown = probe(model, services.settings)
    except CandorError as error:
        return _failed("model", False, error)
    return Finding(name="model", ok=True, required=False, says=shown.says, found=shown.found)
