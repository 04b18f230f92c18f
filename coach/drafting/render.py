"""A pack as Markdown documents, each for the team or for the client."""

from collections.abc import Iterable

from coach.domain.pack import CasePack, Channel, Option, PackDocument, Script
from coach.drafting.documents.markdown import bullets, paper, section, table
from coach.drafting.headings import Headings


def documents(pack: CasePack) -> tuple[PackDocument, ...]:
    """Return the documents of a pack in reading order; a thin pack has none.

    What is marked for the client holds only parts that were checked for internal facts.
    """
    if pack.document is None or pack.script is None:
        return ()
    heads = Headings.load()
    made = (
        ("situation", heads.titles["document"], pack.document, False),
        ("brief", heads.titles["brief"], pack.brief or "", False),
        ("channel", heads.titles["channel"], _channel(heads, pack), False),
        ("script", heads.titles["script"], _script(heads, pack.script), False),
        ("options", heads.titles["options"], _options(heads, pack.options), False),
        ("concessions", heads.titles["concessions"], _concessions(heads, pack), False),
        ("hard-questions", heads.titles["questions"], _questions(heads, pack), False),
        ("options-client", heads.titles["options_client"], _draft(heads, pack.options), True),
        ("follow-up", heads.titles["follow_up"], pack.follow_up or "", True),
        ("lesson", heads.titles["lesson"], pack.lesson or "", False),
        ("checklist", heads.titles["checklist"], _checklist(heads, pack), False),
    )
    return tuple(
        PackDocument(name=name, title=title, markdown=text, for_client=client)
        for name, title, text, client in made
        if text.strip()
    )


def _channel(heads: Headings, pack: CasePack) -> str:
    channel: Channel | None = pack.channel
    if channel is None:
        return ""
    lines = (
        f"**{heads.words['how']}:** {heads.media[channel.medium]}",
        f"**{heads.words['when']}:** {channel.when}",
        f"**{heads.words['why']}:** {channel.why}",
        section(heads.words["holding"], pack.holding_message or ""),
    )
    return paper(heads.titles["channel"], *lines)


def _script(heads: Headings, script: Script) -> str:
    words = heads.words
    cards = "\n\n".join(f"**{card.if_}**\n\n{card.say}" for card in script.cards)
    ladder = script.boundaries
    return paper(
        heads.titles["script"],
        section(words["opening"], script.opening),
        section(words["hand_over"], script.hand_over),
        section(words["conduct"], bullets(script.conduct)),
        section(words["acknowledge"], bullets(script.acknowledgements)),
        section(words["read_back"], script.read_back),
        section(words["agreement"], script.agreement_question),
        section(words["aloud"], script.options_aloud),
        section(words["cards"], cards),
        section(words["boundaries"], bullets((ladder.nudge, ladder.boundary, ladder.end))),
        section(words["close"], script.close),
        section(words["parting"], script.parting or ""),
    )


def _options(heads: Headings, options: Iterable[Option]) -> str:
    blocks = []
    for option in options:
        mark = f" ({heads.words['preferred']})" if option.preferred else ""
        body = "\n\n".join(
            (
                f"**{heads.words['gives']}:** {option.gives}",
                f"**{heads.words['costs']}:** {option.costs}",
                f"**{heads.words['why']}:** {option.why}",
                _actions(heads, option),
            )
        )
        blocks.append(section(f"{option.title}{mark}", body))
    return paper(heads.titles["options"], *blocks)


def _draft(heads: Headings, options: Iterable[Option]) -> str:
    """Return the options as the client may see them: what they gain and who does what."""
    blocks = [
        section(option.title, f"{option.gives}\n\n{_actions(heads, option)}") for option in options
    ]
    return paper(heads.titles["options_client"], f"*{heads.words['draft']}*", *blocks)


def _actions(heads: Headings, option: Option) -> str:
    rows = [(action.who, action.what, action.when) for action in option.actions]
    return table(heads.action_columns, rows)


def _concessions(heads: Headings, pack: CasePack) -> str:
    ladder = pack.concessions
    if ladder is None:
        return ""
    return paper(
        heads.titles["concessions"],
        f"*{heads.words['internal']}*",
        section(heads.words["ours"], bullets(ladder.ours)),
        section(heads.words["theirs"], bullets(ladder.theirs)),
        section(heads.words["fixed"], bullets(ladder.not_negotiable)),
    )


def _questions(heads: Headings, pack: CasePack) -> str:
    blocks = [f"**{asked.question}**\n\n{asked.answer}" for asked in pack.hard_questions]
    return paper(heads.titles["questions"], *blocks)


def _checklist(heads: Headings, pack: CasePack) -> str:
    rows = [
        (str(item.practice), heads.statuses[item.status], item.where) for item in pack.checklist
    ]
    return paper(heads.titles["checklist"], table(heads.checklist_columns, rows))
