"""Settings, read from a mapping such as the environment; nothing is read at import."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from coach.errors import SetupError
from coach.resources import knowledge_folder, prompts_folder

_TOGETHER = 4
"""Calls that go out together: the parts of a pack that a model words."""
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_DESCRIPTION = "/.well-known/openid-configuration"


@dataclass(frozen=True)
class Limits:
    """How long a call to a model may take, in seconds."""

    connect: float = 5.0
    first_token: float = 20.0
    gap: float = 15.0
    total: float = 60.0

    @classmethod
    def for_loopback(cls) -> "Limits":
        """Return the longer limits that a model on the user's own machine needs."""
        return cls(connect=5.0, first_token=120.0, gap=60.0, total=300.0)


@dataclass(frozen=True)
class UploadLimits:
    """How large a file somebody gives may be, and what reading it may cost."""

    megabytes: int = 10
    pages: int = 200
    seconds: float = 5.0
    memory_megabytes: int = 500


@dataclass(frozen=True)
class ModelSettings:
    """Which model to ask, and where."""

    name: str
    base_url: str | None
    api_key: str | None = field(repr=False)
    limits: Limits = field(default_factory=Limits)
    pack_tokens: int = 60_000
    """The most tokens for one case pack or one email, sent and received."""
    session_tokens: int = 100_000
    """The most tokens for one rehearsal."""
    calls_at_once: int = 1

    @property
    def host(self) -> str:
        """The host that client text would be sent to."""
        if self.base_url:
            return urlsplit(self.base_url).hostname or self.base_url
        provider = self.name.partition(":")[0] if ":" in self.name else "openai"
        return "api.openai.com" if provider == "openai" else provider

    @property
    def endpoint(self) -> str:
        """The address to tell endpoints apart by, without any user name or password in it."""
        if not self.base_url:
            return self.host
        parts = urlsplit(self.base_url)
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"

    @property
    def is_local(self) -> bool:
        """Whether the endpoint is on this machine."""
        return self.base_url is not None and self.host in LOOPBACK


@dataclass(frozen=True)
class SignIn:
    """The OpenID Connect provider that people sign in with."""

    provider: str
    """The address of the provider's own description of itself."""
    client_id: str
    client_secret: str = field(repr=False)
    allowed: tuple[str, ...] = ()
    """Addresses and @domains that may come in, in small letters; empty: all of the provider."""
    trusts_email: bool = False
    """Whether an address counts even where the provider does not say that it was verified."""

    @property
    def host(self) -> str:
        """The provider's host."""
        return urlsplit(self.provider).hostname or self.provider


@dataclass(frozen=True)
class PersonLimits:
    """What one person may do in a minute, and the longest text they may bring; 0 is no limit."""

    saves: int = 600
    drafts: int = 60
    model_calls: int = 120
    characters: int = 50_000


@dataclass(frozen=True)
class Settings:
    """Everything Candor takes from its surroundings."""

    data_dir: Path
    database_url: str
    knowledge_dir: Path
    prompts_dir: Path
    model: ModelSettings | None
    model_problem: str = ""
    """Why the model settings cannot be used; raised only when a model is asked for."""
    uploads: UploadLimits = field(default_factory=UploadLimits)
    chroma_url: str | None = None
    """A Chroma server that several processes share; none means an index in the data folder."""
    json_logs: bool = False
    hosts: tuple[str, ...] = ()
    """The names under which a proxy serves the app, besides this machine's own."""
    sign_in: SignIn | None = None
    """Without one this is a single-user installation."""
    public_address: str = ""
    """Where browsers find the app; empty: this machine and the port it listens on."""
    allow_remote: bool = False
    """Whether an installation without sign-in may be reached from other machines."""
    limits: PersonLimits = field(default_factory=PersonLimits)

    def check_listening(self, host: str) -> None:
        """Refuse to serve other machines where that would let anybody in.

        Raises:
            SetupError: when the host is not this machine's own and nobody has to sign in, or no
                safe address is named at which people could.
        """
        if host in LOOPBACK:
            return
        if self.sign_in is None and not self.allow_remote:
            raise SetupError(
                "Without sign-in this is a single-user installation: whoever reaches it sees "
                f"everything. So it does not listen on {host!r}.",
                "Set up sign-in (docs/sign-in.md), or set CANDOR_ALLOW_REMOTE=1 if something in "
                "front of Candor keeps others out.",
            )
        if self.sign_in is not None and not self.public_address:
            raise SetupError(
                "Nothing says at which address people reach this installation.",
                "Set CANDOR_PUBLIC_ADDRESS, such as https://candor.example.com",
            )

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> "Settings":
        """Read the settings.

        Raises:
            SetupError: when a number is not a number, or the sign-in is set up by half.
        """
        data_dir = _data_dir(env)
        model, problem = _model(env)
        return cls(
            data_dir=data_dir,
            database_url=env.get("CANDOR_DATABASE_URL") or f"sqlite:///{data_dir / 'candor.db'}",
            knowledge_dir=Path(env.get("CANDOR_KNOWLEDGE_DIR") or knowledge_folder()),
            prompts_dir=Path(env.get("CANDOR_PROMPTS_DIR") or prompts_folder()),
            model=model,
            model_problem=problem,
            uploads=_uploads(env),
            chroma_url=_chroma(env),
            hosts=tuple(env.get("CANDOR_ALLOWED_HOSTS", "").replace(",", " ").split()),
            json_logs=_one_of(env, "CANDOR_LOGS", ("plain", "json")) == "json",
            sign_in=_sign_in(env),
            public_address=_public_address(env),
            allow_remote=_yes(env, "CANDOR_ALLOW_REMOTE"),
            limits=PersonLimits(
                saves=_whole(env, "CANDOR_SAVES_A_MINUTE", PersonLimits.saves, least=0),
                drafts=_whole(env, "CANDOR_DRAFTS_A_MINUTE", PersonLimits.drafts, least=0),
                model_calls=_whole(
                    env, "CANDOR_MODEL_CALLS_A_MINUTE", PersonLimits.model_calls, least=0
                ),
                characters=_whole(env, "CANDOR_LONGEST_TEXT", PersonLimits.characters, least=0),
            ),
        )


def _data_dir(env: Mapping[str, str]) -> Path:
    if given := env.get("CANDOR_DATA_DIR"):
        return Path(given).expanduser()
    # Imported here: the command line must start in well under a second.
    from platformdirs import user_data_path

    return user_data_path("candor", appauthor=False)


def _model(env: Mapping[str, str]) -> tuple[ModelSettings | None, str]:
    key = env.get("OPENAI_API_KEY") or None
    base_url = env.get("OPENAI_BASE_URL") or None
    name = env.get("CANDOR_MODEL") or ""
    if not (key or base_url or name):
        return None, ""
    if not name:
        named = "OPENAI_BASE_URL" if base_url else "OPENAI_API_KEY"
        return None, f"{named} is set but no model is named. Set CANDOR_MODEL, or unset {named}."
    settings = ModelSettings(name=name, base_url=base_url, api_key=key)
    limits = Limits.for_loopback() if settings.is_local else Limits()
    limits = Limits(
        connect=_seconds(env, "CANDOR_CONNECT_SECONDS", limits.connect),
        first_token=_seconds(env, "CANDOR_FIRST_TOKEN_SECONDS", limits.first_token),
        gap=_seconds(env, "CANDOR_GAP_SECONDS", limits.gap),
        total=_seconds(env, "CANDOR_TOTAL_SECONDS", limits.total),
    )
    return replace(
        settings,
        limits=limits,
        pack_tokens=_whole(env, "CANDOR_PACK_TOKENS", settings.pack_tokens),
        session_tokens=_whole(env, "CANDOR_SESSION_TOKENS", settings.session_tokens),
        # A model on the user's own machine is only slowed down by calls that compete.
        calls_at_once=_whole(env, "CANDOR_CALLS_AT_ONCE", 1 if settings.is_local else _TOGETHER),
    ), ""


def _uploads(env: Mapping[str, str]) -> UploadLimits:
    usual = UploadLimits()
    return UploadLimits(
        megabytes=_whole(env, "CANDOR_UPLOAD_MB", usual.megabytes),
        pages=_whole(env, "CANDOR_UPLOAD_PAGES", usual.pages),
        seconds=_seconds(env, "CANDOR_UPLOAD_SECONDS", usual.seconds),
        memory_megabytes=_whole(env, "CANDOR_UPLOAD_MEMORY_MB", usual.memory_megabytes),
    )


def _chroma(env: Mapping[str, str]) -> str | None:
    url = env.get("CANDOR_CHROMA_URL") or None
    if url is None:
        return None
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise SetupError(
            "CANDOR_CHROMA_URL is no address of a Chroma server.",
            "It looks like http://127.0.0.1:8000.",
        )
    return url


def _one_of(env: Mapping[str, str], name: str, allowed: tuple[str, ...]) -> str:
    """Return a setting that is one of a few words, the first unless it is set."""
    value = env.get(name) or allowed[0]
    if value not in allowed:
        raise SetupError(f"{name} must be one of {', '.join(allowed)}, not {value!r}.")
    return value


def _whole(env: Mapping[str, str], name: str, default: int, *, least: int = 1) -> int:
    """Return a setting that is a whole number; 1_000 is one, too."""
    raw = env.get(name)
    if not raw:
        return default
    digits = raw.replace("_", "")
    if not digits.isascii() or not digits.isdigit() or int(digits) < least:
        bound = "above zero" if least else "(0 is no limit)"
        raise SetupError(f"{name} must be a whole number {bound}, not {raw!r}.")
    return int(digits)


def _seconds(env: Mapping[str, str], name: str, default: float) -> float:
    raw = env.get(name)
    if not raw:
        return default
    try:
        value = float(raw)
    except ValueError:
        value = 0.0
    if value <= 0:
        raise SetupError(f"{name} must be a number of seconds above zero, not {raw!r}.")
    return value


def _sign_in(env: Mapping[str, str]) -> SignIn | None:
    """Return how people sign in; half a setting must not quietly mean that nobody has to."""
    names = [f"CANDOR_SIGN_IN_{name}" for name in ("PROVIDER", "CLIENT_ID", "CLIENT_SECRET")]
    missing = [name for name in names if not env.get(name)]
    allowed = env.get("CANDOR_SIGN_IN_ALLOW", "").lower().replace(",", " ").split()
    if len(missing) == len(names) and not allowed:
        return None
    if missing:
        raise SetupError(
            f"Sign-in is set up by half: {' and '.join(missing)} not set.",
            "Set all of them, or none; see docs/sign-in.md",
        )
    provider, client_id, client_secret = (env[name] for name in names)
    _refuse_unsafe("CANDOR_SIGN_IN_PROVIDER", provider)
    if not provider.endswith(_DESCRIPTION):
        provider = provider.rstrip("/") + _DESCRIPTION
    if bad := [entry for entry in allowed if "@" not in entry]:
        raise SetupError(
            f"CANDOR_SIGN_IN_ALLOW names {bad[0]!r}, which is no address and no @domain.",
            "It looks like jo@example.com, @example.org",
        )
    trusts = _yes(env, "CANDOR_SIGN_IN_TRUST_EMAIL")
    return SignIn(provider, client_id, client_secret, tuple(allowed), trusts)


def _public_address(env: Mapping[str, str]) -> str:
    address = env.get("CANDOR_PUBLIC_ADDRESS", "").rstrip("/")
    if address:
        _refuse_unsafe("CANDOR_PUBLIC_ADDRESS", address)
    return address


def _refuse_unsafe(name: str, address: str) -> None:
    parts = urlsplit(address)
    if not parts.hostname or (parts.scheme != "https" and parts.hostname not in LOOPBACK):
        raise SetupError(f"{name} must be an address that begins with https://, not {address!r}.")


def _yes(env: Mapping[str, str], name: str) -> bool:
    raw = env.get(name, "").strip().lower()
    if raw not in ("", "0", "1", "no", "yes", "false", "true"):
        raise SetupError(f"{name} must be 1 or 0, not {raw!r}.")
    return raw in ("1", "yes", "true")
