"""What each command takes."""

import argparse
from datetime import date

from coach.errors import UsageError


class Parser(argparse.ArgumentParser):
    """A parser that raises instead of ending the process, so that `--json` can say it too."""

    def error(self, message: str) -> None:  # type: ignore[override]
        """Raise what is wrong with the call."""
        raise UsageError(f"{message[:1].upper()}{message[1:]}.", f"See: {self.prog} --help")


def build_parser() -> Parser:
    """Return the parser of all commands."""
    parser = Parser(prog="candor", description="A coach for difficult client conversations.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    check = _text_command(commands, "check", "find double-talk in a text")
    check.add_argument("--audience", choices=("client", "internal"), default="client")
    check.add_argument("--allow", metavar="FILE", help="words of your own trade, one a line")
    check.add_argument("--fail-on", choices=("error", "warning", "note"), metavar="LEVEL")

    rewrite = _text_command(commands, "rewrite", "put an email into plain words")
    rewrite.add_argument("--allow", metavar="FILE", help="words of your own trade, one a line")
    _engine(rewrite)

    reply = _text_command(commands, "reply", "draft a reply to a client's angry email")
    reply.add_argument(
        "--notes", metavar="FILE", help="what you know: free text, or '2: on Friday'"
    )
    reply.add_argument("--name", default="", help="who signs")
    reply.add_argument("--allow", metavar="FILE", help="words of your own trade, one a line")
    _engine(reply)

    guide = _command(commands, "guide", "search the method")
    guide.add_argument("query", nargs="?", metavar="QUERY")
    guide.add_argument("-k", type=int, default=5, help="how many passages (default 5)")

    prepare = _text_command(commands, "prepare", "turn a situation into a case pack")
    prepare.add_argument("--answers", metavar="FILE", help="JSON: question id to answer")
    prepare.add_argument("--out", metavar="DIR", help="write the documents here, Markdown and Word")
    _sharing(prepare)
    _engine(prepare)
    _today(prepare)

    after = _text_command(commands, "after", "turn notes typed after a talk into a record")
    after.add_argument("--situation", metavar="FILE", help="the account from before the talk")
    after.add_argument(
        "--earlier", metavar="FILE", help="JSON of an earlier record, to mark changes"
    )
    after.add_argument("--fixes", metavar="FILE", help="JSON: item id to who, what, when, internal")
    after.add_argument("--me", metavar="NAME", default="", help="your name")
    after.add_argument(
        "--met", type=_day, default=None, metavar="YYYY-MM-DD", help="the day of the talk"
    )
    _sharing(after)
    after.add_argument("--out", metavar="DIR", help="write the papers here: Markdown, Word, PDF")
    _today(after)

    _text_command(commands, "appraise", "score one reply to a client (a JSON file)")

    practise = _command(commands, "practise", "rehearse with a simulated client")
    practise.add_argument("--scenario", metavar="ID")
    practise.add_argument("--situation", metavar="FILE")
    practise.add_argument("--client", metavar="FILE", help="JSON: the client")
    practise.add_argument("--drill", metavar="NAME", help="two minutes on one thing")
    practise.add_argument("--turns", metavar="FILE", help="JSON: a list of your turns")
    practise.add_argument("--seed", type=int, default=0)
    _engine(practise)
    _today(practise)

    knowledge = commands.add_parser("knowledge", help="the passages Candor searches")
    knowledge.add_argument("--json", action="store_true")
    knowledge.add_argument("action", choices=("add", "list", "remove", "rebuild"))
    knowledge.add_argument("files", nargs="*", metavar="FILE")

    app = commands.add_parser("app", help="open the app in a browser")
    app.add_argument("--port", type=int, default=8501)
    where = "where to listen; other machines only with sign-in, see docs/sign-in.md"
    app.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help=where)

    local = commands.add_parser("serve-model", help="serve a model file to this machine alone")
    local.add_argument("--json", action="store_true", help="print the settings as one JSON object")
    local.add_argument("file", metavar="FILE.gguf")
    local.add_argument("--port", type=int, default=8090, help="0 for any that is free")
    local.add_argument("--context", type=int, default=8192, help="tokens a call may hold")

    doctor = commands.add_parser("doctor", help="what is set up, and what is not")
    doctor.add_argument("--json", action="store_true")
    doctor.add_argument("--online", action="store_true", help="ask the model one question, too")
    _keeping(commands)
    return parser


def _keeping(commands: "argparse._SubParsersAction[Parser]") -> None:
    for name, purpose in (
        ("backup", "write everything into one file"),
        ("export", "write everything as Markdown, Word and JSON"),
    ):
        command = commands.add_parser(name, help=purpose, description=purpose)
        command.add_argument("--json", action="store_true")
        where = "where to; without it a file in Candor's own folder"
        command.add_argument("file", nargs="?", metavar="FILE", help=where)

    restore = commands.add_parser("restore", help="put a backup back")
    restore.add_argument("--json", action="store_true")
    restore.add_argument("file", metavar="FILE")
    replace = "everything here makes way; without it only what is missing is added"
    restore.add_argument("--replace", action="store_true", help=replace)

    erase = commands.add_parser("erase", help="delete for good, so that nothing is left")
    erase.add_argument("--json", action="store_true")
    erase.add_argument("--case", metavar="ID", help="one case with all that belongs to it")
    erase.add_argument("--bin", action="store_true", help="what was deleted")
    erase.add_argument("--everything", action="store_true", help="all that was ever entered")
    erase.add_argument("--yes", action="store_true", help="nothing brings it back; be sure")


def _command(commands: "argparse._SubParsersAction[Parser]", name: str, purpose: str) -> Parser:
    command = commands.add_parser(name, help=purpose, description=purpose)
    command.add_argument("--json", action="store_true", help="print one JSON object")
    command.add_argument(
        "--batch", nargs="?", const="-", metavar="FILE", help="JSON Lines in, JSON Lines out"
    )
    return command


def _text_command(
    commands: "argparse._SubParsersAction[Parser]", name: str, purpose: str
) -> Parser:
    command = _command(commands, name, purpose)
    command.add_argument("file", nargs="?", metavar="FILE", help="a text file; - is standard input")
    return command


def _sharing(command: Parser) -> None:
    command.add_argument("--signed-off", metavar="WHO", help="who agreed to the handling")
    command.add_argument("--override", metavar="WHY", help="share without a sign-off, and say why")


def _engine(command: Parser) -> None:
    command.add_argument("--engine", choices=("built-in", "model"))


def _today(command: Parser) -> None:
    command.add_argument(
        "--today", type=_day, default=None, metavar="YYYY-MM-DD", help="the day for relative dates"
    )


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day like 2026-03-04") from None
