import re
import time

import pytest

from qa_bot.answer import Answer, AnswerSpan, Citation, IndexInfo, NearestQuote
from qa_bot.discord_bot.outgoing.rendering import reading_label, render, render_growing, source_page, source_url
from qa_bot.discord_bot.outgoing.text import BREAK, cut, length, split_text
from qa_bot.prompts import load_prompts

PROMPTS = load_prompts()
NOT_FOUND = PROMPTS.say("abstained")
ANKARA = (AnswerSpan(start=12, end=18, text="Ankara"),)
INDEX = IndexInfo(generation=7, documents=5, chunks=40, built_at="2026-01-01T00:00:00+00:00")


def cited(number: int = 1, quote: str = "They met in Ankara.", **changes: object) -> Citation:
    fields = {
        "number": number,
        "source": "a_1.txt",
        "quote": quote,
        "start": 0,
        "end": len(quote),
        "line_start": 3,
        "line_end": 3,
    }
    return Citation(**{**fields, **changes})


def an_answer(text: str = "They met in Ankara. [1]", **changes: object) -> Answer:
    fields = {"question": "Where?", "standalone_question": "Where?", "status": "answered", "confidence": 0.9, "index": INDEX}
    return Answer(**{**fields, "text": text, "citations": (cited(),), **changes})


def abstained(reason: str, text: str, **changes: object) -> Answer:
    return an_answer(text, status="abstained", reason=reason, citations=(), **changes)


def near(quote: str = "They met in Ankara.", source: str = "a_1.txt", **changes: object) -> NearestQuote:
    fields = {"source": source, "quote": quote, "start": 0, "end": len(quote), "line_start": 3, "line_end": 3}
    return NearestQuote(**{**fields, **changes})


def sentences_of(chars: int) -> list[str]:
    """Return cited sentences whose text, joined by spaces, has exactly so many characters."""
    sentences = []
    while (used := len(" ".join(sentences))) < chars:
        room = chars - used - bool(sentences)
        number = f" [{len(sentences) + 1}]"
        words = "Delegations of the two countries met in the capital and agreed on the next steps "
        body = (words * 3)[: min(room, 200) - len(number) - 1].rstrip()
        body += "x" * (min(room, 200) - len(number) - 1 - len(body)) + "."
        left = room - 200
        if 0 < left < 40:
            body = "y" * left + body
        sentences.append(body + number)
    return sentences


def test_an_answer_is_one_message_that_names_its_sources():
    shown = render(an_answer(), PROMPTS)
    assert shown.messages == ("They met in Ankara. [1]\n-# [1] a_1.txt, line 3",)
    assert shown.file is None


def test_many_sources_are_counted():
    answer = an_answer(citations=tuple(cited(number) for number in range(1, 9)))
    assert render(answer, PROMPTS).messages[0].endswith("-# and 3 more: press Sources")


def test_an_abstention_says_so_and_names_the_closest_files():
    shown = render(abstained("not_in_corpus", NOT_FOUND, closest=("a.txt", "b_c.md")), PROMPTS)
    assert shown.messages == (f"{NOT_FOUND}\n-# Closest to the question: a.txt, b_c.md",)


@pytest.mark.parametrize("reason", ["not_in_corpus", "other_subject", "false_premise"])
def test_an_abstention_shows_what_stood_nearest_in_small_print_and_without_a_number(reason):
    nearest = (near("They met\nin *Ankara*.", line_end=4), near("The mill burned down.", "b_c.md"))
    shown = render(abstained(reason, NOT_FOUND, nearest=nearest, closest=("a_1.txt", "b_c.md")), PROMPTS)
    assert shown.messages == (
        f"{NOT_FOUND}\n-# Nearest in the documents, though not an answer:"
        '\n-# "They met in \\*Ankara\\*." (a_1.txt, lines 3–4)\n-# "The mill burned down." (b_c.md, line 3)',
    )


def test_the_closest_files_are_named_beside_the_nearest_quotes_where_one_is_another():
    shown = render(abstained("not_in_corpus", NOT_FOUND, nearest=(near(),), closest=("a_1.txt", "b.txt")), PROMPTS)
    assert shown.messages[0].endswith("(a_1.txt, line 3)\n-# Closest to the question: a_1.txt, b.txt")


def test_what_stood_nearest_does_nothing():
    nearest = (near("@everyone see [this](https://evil.example)\n# now", "<@1>`.txt"),)
    shown = render(abstained("not_in_corpus", NOT_FOUND, nearest=nearest), PROMPTS).messages[0]
    assert f'-# "@{BREAK}everyone see [this]\\(https:\\//evil.example) # now" (<{BREAK}@{BREAK}1>\\`.txt, line 3)' in shown


@pytest.mark.parametrize(
    "quote", ["word " * 3000, "*" * 9000, "😀" * 5000, "<@1>" * 3000], ids=["words", "escapes", "emoji", "mentions"]
)
def test_what_stood_nearest_is_small_print_however_long_it_is(quote):
    nearest = (near(quote, "s*" * 400), near(quote, "u`" * 400))
    answer = abstained("other_subject", NOT_FOUND, nearest=nearest, closest=("s_" * 400,) * 3, standalone_question=quote)
    shown = render(answer, PROMPTS)
    assert all(length(message) <= 2000 for message in shown.messages)
    first, *others = [line for message in shown.messages for line in message.splitlines()]
    assert first == NOT_FOUND
    assert [line for line in others if not line.startswith("-# ")] == []
    assert sum(line.startswith('-# "') and "…" in line for line in others) == 2


def test_an_ambiguous_question_is_asked_back_with_its_readings():
    text = PROMPTS.say("ambiguous", readings="1. The first?\n2. The second?")
    shown = render(abstained("ambiguous", text, closest=("a.txt",), readings=("The first?", "The second?")), PROMPTS)
    assert "1\\. The first?\n2\\. The second?" in shown.messages[0]
    assert "Closest" not in shown.messages[0]


def test_a_follow_up_says_how_it_was_understood_and_a_note_is_shown():
    shown = render(an_answer(standalone_question="Where did *they* meet?", note="No model."), PROMPTS)
    assert "\n-# Understood as: Where did \\*they\\* meet?\n-# No model.\n" in shown.messages[0]


def test_what_a_document_says_does_nothing():
    text = "@everyone see [this](https://evil.example) or discord.gg/abc\n# now [1]"
    shown = render(an_answer(text, citations=(cited(source="@here <@1>.txt"),)), PROMPTS).messages[0]
    assert f"@{BREAK}everyone see [this]\\(https:\\//evil.example) or discord\\.gg/abc\n\\# now [1]" in shown
    assert f"@{BREAK}here <{BREAK}@{BREAK}1>.txt" in shown


@pytest.mark.parametrize(("chars", "messages"), [(1999, 1), (2000, 1), (2001, 2), (5000, 3)])
def test_a_long_answer_is_split_between_its_sentences(chars, messages):
    sentences = sentences_of(chars)
    text = " ".join(sentences)
    assert len(text) == chars
    shown = render(an_answer(text), PROMPTS)
    assert len(shown.messages) == messages
    assert all(0 < length(message) <= 2000 for message in shown.messages)
    for sentence in sentences:
        assert sum(sentence in message for message in shown.messages) == 1


def test_a_very_long_answer_is_a_beginning_and_a_file():
    sentences = sentences_of(20_000)
    shown = render(an_answer(" ".join(sentences), note="No model.", citations=(cited(spans=ANKARA),)), PROMPTS)
    assert len(shown.messages) == 1
    assert shown.messages[0].startswith(sentences[0])
    assert "No model." in shown.messages[0]
    assert "attached file" in shown.messages[0]
    assert all(sentence in shown.file for sentence in sentences)
    assert "[1] a_1.txt · line 3\n\n> They met in **Ankara**." in shown.file


def test_an_answer_without_a_visible_character_is_still_a_message():
    assert render(an_answer("\u200b\u202e", citations=()), PROMPTS).messages == ("…",)


def test_a_growing_answer_stays_within_one_message():
    sentences = sentences_of(9000)
    grown = render_growing(sentences)
    assert length(grown) <= 2000
    assert grown.startswith(sentences[0])
    assert render_growing(["<@1> came. [1]"]).startswith(f"<{BREAK}@{BREAK}1> came. [1]")


def test_paragraphs_are_split_first():
    first, second = "a " * 700, "b " * 700
    assert split_text(f"{first.strip()}\n\n{second.strip()}") == (first.strip(), second.strip())


def test_lines_are_split_before_words():
    text = "\n".join(f"line {number} of the list with some words" for number in range(100))
    for part in split_text(text):
        assert all(line.startswith("line ") and line.endswith("words") for line in part.splitlines())


def test_a_citation_stays_with_its_last_word_even_in_an_endless_sentence():
    text = "word " * 398 + "ending [1] more"
    assert "ending [1] more" in split_text(text)[1]


def test_nothing_is_lost_by_splitting():
    text = " ".join(f"{'😀' * (number % 7)}w{number}" for number in range(3000))
    parts = split_text(text)
    assert " ".join(parts).split() == text.split()
    assert all(len(part.encode("utf-16-le")) // 2 <= 2000 for part in parts)


def test_a_word_longer_than_a_message_is_cut_but_no_escape_is():
    parts = split_text("\\*" * 3000)
    assert "".join(parts) == "\\*" * 3000
    assert all(part.startswith("\\*") and part.endswith("\\*") and len(part) <= 2000 for part in parts)


def test_a_code_fence_is_kept_whole_where_it_fits():
    fence = "```\n" + "x = 1\n" * 100 + "```"
    parts = split_text("word " * 350 + "\n" + fence)
    assert parts[1] == fence


def test_a_code_fence_longer_than_a_message_is_closed_and_opened_again():
    parts = split_text("```py\n" + "x = 1\n" * 700 + "```")
    assert len(parts) > 1
    assert all(part.startswith("```py\n") and part.endswith("```") and part.count("```") == 2 for part in parts)


def test_a_message_that_begins_in_mid_line_cannot_become_a_heading():
    text = f"{'x' * 1995} # 5 came"
    assert split_text(text) == ("x" * 1995, "\\# 5 came")


def test_cutting_says_that_something_is_missing():
    assert cut("one two three", 9) == "one two …"
    assert cut("one", 9) == "one"
    assert length(cut("😀" * 50, 9)) <= 9


def test_a_page_has_everything_that_a_reader_checks():
    source = cited(2, "They met\nin Ankara.", title="A *meeting*", date="2020-07-22", line_end=4, page=9, also_in=("b.txt",))
    page = source_page(an_answer(citations=(cited(), source)), 1, "https://files.example/{source}#L{line}")
    assert page.title == "[2] a_1.txt"
    assert page.url == "https://files.example/a_1.txt#L3"
    assert page.body == "**A \\*meeting\\*** · 2020-07-22 · page 9, lines 3–4 · also in b.txt\n> They met\n> in Ankara."
    assert page.head == "Source 2 of 2: a_1.txt, page 9, lines 3–4"


def test_what_answers_is_bold_on_its_page():
    assert source_page(an_answer(citations=(cited(spans=ANKARA),)), 0, None).body == "line 3\n> They met in **Ankara**."


def test_a_page_out_of_range_is_the_nearest():
    answer = an_answer(citations=(cited(1), cited(2)))
    assert source_page(answer, 7, None).head == "Source 2 of 2: a_1.txt, line 3"
    assert source_page(answer, -1, None).head == "Source 1 of 2: a_1.txt, line 3"


@pytest.mark.parametrize(
    "quote", ["word " * 3000, "*" * 9000, "\n".join("a" * 3000), "😀" * 5000], ids=["words", "escapes", "lines", "emoji"]
)
def test_a_page_fits_an_embed_however_long_everything_is(quote):
    spans = (AnswerSpan(start=2, end=len(quote), text=quote[2:]),)
    about = {"source": "s*" * 400, "title": "t_" * 900, "date": "2020", "also_in": ("u " * 400,) * 20}
    source = cited(1, quote, spans=spans, **about)
    page = source_page(an_answer(citations=(source,)), 0, None)
    assert length(page.title) <= 256
    assert length(page.body) <= 4096
    assert length(page.title) + length(page.body) <= 6000
    assert length(page.head) <= 2000
    assert "the file has the whole" in page.body
    assert all(line.startswith("> ") for line in page.body.splitlines()[1:-1])


@pytest.mark.parametrize(
    ("template", "source", "url"),
    [
        (None, "a.txt", None),
        ("https://x.example/{source}?l={line}", "a b/ü&?.txt", "https://x.example/a%20b/%C3%BC%26%3F.txt?l=3"),
        ("https://x.example/{source}", "rows.jsonl#17", "https://x.example/rows.jsonl"),
        ("https://x.example/{source}", "c#17", "https://x.example/c%2317"),
        ("javascript:alert({source})", "a.txt", None),
        ("file:///{source}", "a.txt", None),
        ("https:///{source}", "a.txt", None),
        ("https://x.example/{source}", "a" * 3000, None),
    ],
    ids=["none", "quoted", "row", "hash-in-a-name", "script", "file", "no-host", "too-long"],
)
def test_a_link_is_made_only_for_the_web(template, source, url):
    assert source_url(template, cited(source=source)) == url


def test_a_source_cannot_leave_the_place_of_its_name_in_the_link():
    assert source_url("https://x.example/{source}", cited(source="{line}")) == "https://x.example/%7Bline%7D"


def test_a_reading_fits_its_button():
    assert reading_label(2, "What\ndid he say?") == "2. What did he say?"
    label = reading_label(1, "word " * 40)
    assert length(label) <= 80
    assert re.fullmatch(r"1\. (word )+…", label)


@pytest.mark.parametrize(
    "text",
    [" " * 50_000 + "[1]", "\n \n" * 20_000 + "[1]", ":" + "a" * 50_000, ". " * 25_000, "\\" * 50_000, "e\u0301" * 20_000],
)
def test_a_document_cannot_make_rendering_slow(text):
    quote = f"a{text}b"
    spans = (AnswerSpan(start=0, end=len(quote), text=quote),)
    answer = an_answer(quote * 2, citations=(cited(quote=quote, spans=spans),))
    began = time.process_time()
    render(answer, PROMPTS)
    render(abstained("not_in_corpus", quote, nearest=(near(quote),)), PROMPTS)
    source_page(answer, 0, None)
    assert time.process_time() - began < 5


def test_where_several_corpora_were_asked_each_source_names_its_own():
    answer = an_answer(citations=(cited(corpus="minutes"),))
    assert render(answer, PROMPTS).messages[0].endswith("-# [1] minutes: a_1.txt, line 3")
    page = source_page(answer, 0, None)
    assert page.head == "Source 1 of 1: minutes: a_1.txt, line 3"
    assert page.title == "[1] minutes: a_1.txt"
    assert (
        "(minutes: a_1.txt, line 3)"
        in render(abstained("not_in_corpus", NOT_FOUND, nearest=(near(corpus="minutes"),)), PROMPTS).messages[0]
    )
