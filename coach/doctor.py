"""What is set up and what is not: every setting, file, index, store and endpoint."""

from collections.abc import Callable

from coach.domain.values import Record
from coach.errors import CandorError
from coach.services import Services


class Finding(Record):
    """One thing looked at: in order, or what to do."""

    name: str
    ok: bool
    required: bool
    says: str


def examine(services: Services, *, online: bool = False) -> tuple[Finding, ...]:
    """Look at everything Candor needs; `online` asks the model one question, too."""
    checks: list[tuple[str, bool, Callable[[Services], str]]] = [
        ("knowledge", True, _knowledge),
        ("prompts", True, _prompts),
        ("data folder", True, _store),
        ("sign-in", False, _sign_in),
        ("search index", False, _index),
        ("token tables", False, _tokens),
        ("model", False, _model_online if online else _model),
    ]
    return tuple(_look(services, *check) for check in checks)


def _look(
    services: Services, name: str, required: bool, check: Callable[[Services], str]
) -> Finding:
    try:
        return Finding(name=name, ok=True, required=required, says=check(services))
    except CandorError as error:
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
    return " ".join(("Ready.", *services.guidance.notices))


def _tokens(services: Services) -> str:
    from coach.errors import SetupError
    from coach.model.tokens import tables_problem

    if problem := tables_problem(services.settings.data_dir / "tokens"):
        raise SetupError(problem)
    return "Ready."


def _model(services: Services) -> str:
    model = services.model
    if model is None:
        return "None configured; the built-in engine does everything."
    return f"{model.name} at {model.host}. Not asked; use --online."


def _model_online(services: Services) -> str:
    from coach.model.port import Message

    model = services.model
    if model is None:
        return _model(services)
    question = Message(role="user", text="Answer with the one word: ready")
    answer = model.complete([question], max_tokens=200)
    counted = "counted here" if answer.estimated else "counted by the endpoint"
    return f"{model.name} at {model.host} answered ({answer.tokens_out} tokens, {counted})."
