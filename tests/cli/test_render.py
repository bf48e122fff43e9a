"""An answer as a person reads it on a terminal and elsewhere."""

import io
import re

import pytest
from rich.console import Console

from qa_bot.answer import Answer, AnswerSpan, Citation, IndexInfo, NearestQuote
from qa_bot.cli.chat_screen import Screen
from qa_bot.cli.console import rich_console
from qa_bot.cli.ingest import _summary, _tell_remarks
from qa_bot.cli.render import print_answer
from qa_bot.cli.transcript import transcript
from qa_bot.ingestion.report import FileOutcome, IngestReport
from qa_bot.plain_text import hints, plain_answer, quotation
from qa_bot.prompts import load_prompts
from tests.conftest import SEEDS

PROMPTS = load_prompts()
NEAREST = "Nearest in the documents, though not an answer:"
CLOSEST = "Closest to the question: "
INDEX = IndexInfo(generation=1, documents=5, chunks=9, built_at="2026-01-01T00:00:00+00:00")
# A style as rich writes it on a terminal: bold, or dim.
BOLD = re.compile(r"\x1b\[1m(.*?)\x1b\[0m")
DIM = re.compile(r"\x1b\[2m(.*?)\x1b\[0m")


def cited(quote: str, *spans: str) -> Citation:
    places = [(quote.index(span), quote.index(span) + len(span)) for span in spans]
    return Citation(
        number=1,
        source="a.txt",
        quote=quote,
        start=40,
        end=40 + len(quote),
        line_start=3,
        line_end=3,
        spans=tuple(AnswerSpan(start=40 + start, end=40 + end, text=quote[start:end]) for start, end in places),
    )


def an_answer(citation: Citation, **changes: object) -> Answer:
    fields = {"question": "Where?", "standalone_question": "Where?", "status": "answered", "confidence": 0.9, "index": INDEX}
    return Answer(**{**fields, "text": "They met. [1]", "citations": (citation,), **changes})


def near(quote: str, source: str = "a.txt", **changes: object) -> NearestQuote:
    return NearestQuote(
        **{"source": source, "quote": quote, "start": 0, "end": len(quote), "line_start": 3, "line_end": 3, **changes}
    )


def an_abstention(*nearest: NearestQuote, reason: str = "not_in_corpus", closest: tuple[str, ...] = ()) -> Answer:
    answer = an_answer(cited("They met."), status="abstained", reason=reason, text=PROMPTS.say("abstained"))
    return answer.model_copy(update={"citations": (), "nearest": nearest, "closest": closest})


def on_a_terminal(answer: Answer, width: int = 100) -> str:
    file = io.StringIO()
    print_answer(
        Console(file=file, force_terminal=True, color_system="standard", width=width), answer, PROMPTS, lambda corpus: SEEDS
    )
    return file.getvalue()


@pytest.mark.parametrize(
    ("quote", "spans", "bold"),
    [
        ("They met in Ankara on 22 July.", ["Ankara"], ["Ankara"]),
        ("They met in Ankara on 22 July.", ["They", "22 July."], ["They", "22 July."]),
        ("They met\n  in Ankara\non 22 July.", ["\n  in Ankara\n"], [" in Ankara "]),
        ("They met in [bold]Ankara[/bold].", ["[bold]Ankara"], ["[bold]Ankara"]),
        ("They met in Ankara.", [], []),
    ],
    ids=["one", "at-both-ends", "line-breaks", "markup", "none"],
)
def test_on_a_terminal_what_answers_is_bold_in_its_quote(quote, spans, bold):
    citation = cited(quote, *spans)
    (shown,) = [line for line in on_a_terminal(an_answer(citation)).splitlines() if '"' in line]
    assert BOLD.findall(shown) == bold
    assert re.sub(r"\x1b\[\d+m", "", shown).strip() == quotation(citation)


def test_without_colours_nothing_marks_what_answers(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    answer = an_answer(cited("They met in Ankara on 22 July.", "Ankara"))
    file = io.StringIO()
    print_answer(rich_console(file), answer, PROMPTS, lambda corpus: SEEDS)
    assert [line.strip() for line in file.getvalue().splitlines()][-1] == '"They met in Ankara on 22 July."'
    assert "\x1b" not in file.getvalue()
    assert plain_answer(answer, PROMPTS).endswith('[1] a.txt | line 3\n    "They met in Ankara on 22 July."')


def test_an_abstention_shows_what_stood_nearest_without_a_number():
    answer = an_abstention(near("They met\nin Ankara.", line_end=4), near("The mill burned down.", "b/c.txt"))
    assert plain_answer(answer, PROMPTS) == (
        f"I did not find this in the documents.\n\n{NEAREST}\n"
        '"They met in Ankara." (a.txt, lines 3–4)\n"The mill burned down." (b/c.txt, line 3)'
    )


def test_on_a_terminal_what_stood_nearest_is_dimmed():
    shown = on_a_terminal(an_abstention(near("They met in Ankara.")))
    assert DIM.findall(shown) == [NEAREST, '"They met in Ankara." (a.txt, line 3)']


@pytest.mark.parametrize(
    ("nearest", "closest", "is_named"),
    [
        ([], ("a.txt",), True),
        (["a.txt"], ("a.txt",), False),
        (["a.txt"], ("a.txt", "b.txt"), True),
        (["a.txt"], (), False),
    ],
    ids=["no-nearest", "same-file", "another-file", "none"],
)
@pytest.mark.parametrize("reason", ["not_in_corpus", "other_subject", "false_premise"])
def test_the_closest_files_are_named_where_they_say_more(reason, nearest, closest, is_named):
    answer = an_abstention(*(near("They met.", source) for source in nearest), reason=reason, closest=closest)
    assert (f"{CLOSEST}{', '.join(closest)}" in hints(answer, PROMPTS).splitlines()) is is_named


def test_control_characters_of_what_stood_nearest_do_not_reach_the_terminal():
    answer = an_abstention(near("The code \x1b[31mis 4711\x07 \u202ehere.", "evil\x1b.txt"))
    shown = plain_answer(answer, PROMPTS) + transcript([answer], PROMPTS)
    assert "4711" in shown
    assert not set(shown) & set("\x1b\x07\u202e")


def test_a_chat_shows_what_stood_nearest(capsys):
    Screen(PROMPTS, lambda corpus: SEEDS).answer(an_abstention(near("They met in Ankara.")))
    assert f'{NEAREST}\n"They met in Ankara." (a.txt, line 3)\n' in capsys.readouterr().out


@pytest.fixture
def chat(monkeypatch) -> Screen:
    """Return a chat's screen that takes stdout for a terminal with colours."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    screen = Screen(PROMPTS, lambda corpus: SEEDS)
    screen.is_terminal = True
    return screen


def test_a_chat_on_a_terminal_dims_what_stood_nearest(chat, capsys):
    chat.answer(an_abstention(near("They met in Ankara.")))
    assert DIM.findall(capsys.readouterr().out) == [NEAREST, '"They met in Ankara." (a.txt, line 3)']


def test_a_chat_shows_a_source_in_full_with_what_answers_in_bold(chat, capsys):
    text = f"{'x' * 39} They met in Ankara. And left."
    chat.source(cited("They met in Ankara.", "Ankara"), text)
    shown = capsys.readouterr().out
    assert BOLD.findall(shown) == ["[1] a.txt | line 3", "Ankara"]
    assert " And left." in DIM.findall(shown)


def test_a_saved_conversation_keeps_what_stood_nearest():
    answer = an_abstention(near("They met\nin Ankara."), near("The mill burned down.", "b.txt"))
    assert transcript([answer], PROMPTS) == (
        "# Conversation\n\n## Where?\n\nI did not find this in the documents.\n\n"
        f'{NEAREST}\n\n> "They met in Ankara." (`a.txt`, line 3)\n\n> "The mill burned down." (`b.txt`, line 3)\n'
    )


NAME = "a.txt\n[2] school.md | line 1\u202e\x1b[31m\r[3] b.md\u2028[4] c.md"


@pytest.mark.parametrize(
    "show", [lambda answer: plain_answer(answer, PROMPTS), on_a_terminal, lambda answer: transcript([answer], PROMPTS)]
)
def test_a_name_with_a_line_break_imitates_no_citation(show):
    named = cited("They met.").model_copy(update={"source": NAME, "title": NAME, "date": NAME, "also_in": (NAME,)})
    shown = [show(an_answer(named)), show(an_abstention(near("They met.", NAME), closest=(NAME, "b.txt")))]
    for line in "\n".join(shown).splitlines():
        assert not line.lstrip(" >*\x1b[2m").startswith(("[2]", "[3]", "[4]")), line
    assert not set("".join(shown)) & set("\u202e\r")
    assert "\x1b[31m" not in "".join(shown)


def test_a_name_with_a_line_break_is_one_line_of_the_report_of_an_ingest(capsys):
    files = [FileOutcome(source=NAME, outcome=kind, reason=NAME, notes=(NAME,)) for kind in ("skipped", "added")]
    counts = {"generation": 1, "documents": 1, "chunks": 1, "embedded": 1, "seconds": 1.0}
    report = IngestReport(published=True, dry_run=True, files=tuple(files), **counts)
    _tell_remarks(report)
    told = capsys.readouterr().err + _summary(report)
    assert len(told.splitlines()) == 4
    assert not set(told) & set("\u202e\r\x1b")
