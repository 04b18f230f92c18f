"""Opening the model that the settings name."""

from coach.config import Settings
from coach.errors import SetupError
from coach.model.port import Model
from coach.model.tokens import TokenCounter
from coach.model.traits import TraitBook


def open_model(settings: Settings) -> Model | None:
    """Return the configured model, or None when none is configured. Sends nothing.

    Raises:
        SetupError: when a key or address is set but no model is named, or a provider's package is
            not installed.
    """
    if settings.model_problem:
        raise SetupError(settings.model_problem, "Candor works without a model, too.")
    if settings.model is None:
        return None
    # Imported here: LangChain takes seconds, and most uses need no model.
    from coach.model.circuit import CircuitModel
    from coach.model.counted import CountedModel
    from coach.model.langchain_chat import LangChainChat

    counter = TokenCounter(settings.model.name, settings.data_dir / "tokens")
    try:
        book = TraitBook.of(settings.data_dir)
        return CountedModel(CircuitModel(LangChainChat(settings.model, counter, book)))
    except (ImportError, ValueError) as error:
        raise SetupError(
            f"The model {settings.model.name!r} cannot be opened: its provider's package is not "
            "installed, or its name is not of the form provider:model.",
        ) from error
