"""The arguments of `ask --server`, which are read without click."""

import pytest

from qa_bot.cli.server_arguments import Given, read_arguments
from qa_bot.errors import UsageError

URL = "http://127.0.0.1:8765"


@pytest.mark.parametrize(
    ("arguments", "given"),
    [
        (["--server", URL, "Who", "pays?"], Given(question=("Who", "pays?"), url=URL)),
        (["Who?", f"--server={URL}", "--json"], Given(question=("Who?",), url=URL, as_json=True)),
        (["--server", "Who?"], Given(question=("Who?",))),
        (["--server", "--json", "Who?"], Given(question=("Who?",), as_json=True)),
        (["Who?", "--server"], Given(question=("Who?",))),
        (["-", "--server"], Given(question=("-",))),
        (["-qv", "--server", "--", "--json"], Given(question=("--json",), quiet=True, verbose=True)),
        (["--in", "hr/", "--in=*.pdf", "--since", "2024"], Given(within=("hr/", "*.pdf"), since="2024")),
        (["--history", "turns.json", "--until=2025"], Given(history="turns.json", until="2025")),
        (["--continue", "--server", "And when?"], Given(question=("And when?",), continued=True)),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_options_stand_before_and_after_the_question(arguments: list[str], given: Given) -> None:
    assert read_arguments(arguments) == given


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--jsn", "Who?"], "--jsn is no option"),
        (["--json=yes"], "--json=yes is no option"),
        (["-x"], "-x is no option"),
        (["--since"], "--since needs a value"),
        (["--in="], "--in needs a value"),
        (["--corpus=hr", "Who?"], "--corpus does not go with --server"),
        (["--batch", "-"], "--batch does not go with --server"),
        (["--continue", "--forget"], "leave --history and --forget out"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_does_not_fit_is_told(arguments: list[str], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        read_arguments(arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--server", "localhost:8899", "Who?"],
        ["--server", "nonsense", "Who keeps the key?"],
        ["--server", "10.0.0.7:80/qa", "Q"],
    ],
)
def test_an_address_without_its_scheme_is_no_part_of_the_question(arguments):
    with pytest.raises(UsageError, match=f"--server {arguments[1]} is no address: write it as --server http://"):
        read_arguments(arguments)


@pytest.mark.parametrize("words", [["Who", "keeps", "it?"], ["Who keeps it?"], ["Why?"]])
def test_words_behind_server_are_the_question(words):
    assert read_arguments(["--server", *words]).question == tuple(words)
