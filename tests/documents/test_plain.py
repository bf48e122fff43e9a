import random

import pytest

from qa_bot.documents.blocks import Block, check_blocks, walk
from qa_bot.documents.markdown import parse_markdown
from qa_bot.documents.plain import parse_plain

PROSE = "The old bridge over the river will be closed in June, the mayor said on Monday."
MORE_PROSE = "Traffic will be led over the north bridge, which opened in 2011 after a long dispute."


def outline(text: str) -> list[str]:
    """Return every block as "kind: words", indented as it is nested; blocks with children without their words."""
    blocks = parse_plain(text)
    check_blocks(text, blocks)
    return list(_lines(text, blocks, ""))


def _lines(text: str, blocks: tuple[Block, ...], indent: str):
    for block in blocks:
        words = "" if block.children else ": " + " ".join(text[block.start : block.end].split())
        yield f"{indent}{block.kind}{block.level or ''}{'#' if block.ordered else ''}{words}"
        yield from _lines(text, block.children, indent + " ")


def kinds(text: str) -> list[str]:
    return [line.split(":")[0].strip() for line in outline(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Club\n====\n\nOpening\n-------\nIt opens at nine.\n", ["heading1: Club", "heading2: Opening", "paragraph: It opens at nine."], id="underlined"),
        pytest.param(
            "Rules\n\n1. Scope\n\nThis applies to all staff.\n\n1.1 Leave\nStaff have 25 days of leave a year.\n",
            ["title: Rules", "heading3: 1. Scope", "paragraph: This applies to all staff.", "heading4: 1.1 Leave", "paragraph: Staff have 25 days of leave a year."],
            id="numbered",
        ),
        pytest.param("The lift is closed.\n\nCONTACT\nCall the porter.\n", ["paragraph: The lift is closed.", "heading2: CONTACT", "paragraph: Call the porter."], id="capitals"),
        pytest.param("= History =\nIt was built in 1904.\n", ["heading1: History", "paragraph: It was built in 1904."], id="wiki"),
        pytest.param("2.4.0 (2024-05-02)\n  - dark mode\n", ["heading2: 2.4.0 (2024-05-02)", "list", " item: - dark mode"], id="version"),
        pytest.param("It was cold.\n\n3 May 2024\nWe saw two deer.\n", ["paragraph: It was cold.", "heading2: 3 May 2024", "paragraph: We saw two deer."], id="date"),
        pytest.param("All is well here today.\n\nTHANKS\n", ["paragraph: All is well here today.", "paragraph: THANKS"], id="nothing under it"),
    ],
)  # fmt: skip
def test_a_heading_is_recognised_by_its_form(text: str, expected: list[str]):
    assert outline(text) == expected


def test_wrapped_lines_are_one_paragraph_and_a_line_set_in_begins_another():
    text = (
        "The committee met on Monday and decided that the old bridge over the\nriver will be closed to lorries from June. Cars may still pass, but only\n"
        "one at a time, said Ada Brandt.\n  In the second part of the meeting the members spoke of the school. It\nneeds a new roof.\n"
    )
    assert kinds(text) == ["paragraph", "paragraph"]


def test_the_lines_of_an_address_stay_one_record_of_lines():
    assert outline("Ana Kim\n12 Mill Street\n9000 Ayle\n") == [
        "record",
        " field: Ana Kim",
        " field: 12 Mill Street",
        " field: 9000 Ayle",
    ]


def test_notes_that_are_written_small_stay_apart_and_a_letter_that_begins_small_is_wrapped():
    assert kinds("keys are with the porter\nbins go out on every Thursday\n") == ["record", "field", "field"]
    assert kinds("thank you for your offer. We accept the price of nine euros and\nask you to begin in June.\n") == [
        "paragraph"
    ]


def test_a_number_at_the_beginning_of_a_wrapped_line_begins_no_list():
    text = "It was made in the first years of the new club, which had room for some\n12. The others had to wait for a year before they could join the members,\nas the rules of the house demand.\n"
    assert kinds(text) == ["paragraph"]


def test_lists_are_nested_by_their_indent_and_items_keep_their_wrapped_lines():
    assert outline("1. Clothes\n   - two shirts\n   - one coat\n     with hood\n2. Papers\n") == [
        "list#", " item", "  paragraph: Clothes", "  list", "   item: - two shirts", "   item: - one coat with hood", " item: 2. Papers",
    ]  # fmt: skip


def test_what_stands_left_of_a_list_is_no_part_of_its_last_item_however_full_that_is():
    text = (
        "The boats were taken out of the water in the last week of October and\n"
        "stand in the shed behind the mill. Their owners wash them before the\n"
        "frost comes, and whoever needs a hand finds one there on Saturdays.\n\n"
        "The joiner has looked at the doors of the boathouse and says that two\n"
        "are rotten, which is what we feared. He offers either of these:\n"
        "  - doors of oak, 4,300 euros with locks and two coats\n"
        "  - doors of pine, 2,900 euros with locks, and painting to be done by us\n"
        "After a vote by hands we took the doors of oak, with one against. The\n"
        "work begins on the first of May and takes a week.\n"
    )
    assert kinds(text) == ["paragraph", "paragraph", "list", "item", "item", "paragraph"]


@pytest.mark.parametrize(
    ("text", "ordered"),
    [
        ("Step 1: Open it.\nStep 2: Close it.", True),
        ("a) to pay;\nb) to go.", True),
        ("(i) one\n(ii) two", True),
        ("• one\n• two", False),
        ("– one\n– two", False),
    ],
)
def test_a_list_is_recognised_by_its_marks(text: str, ordered: bool):
    (block,) = parse_plain(text)
    assert (block.kind, block.ordered, [child.kind for child in block.children]) == ("list", ordered, ["item", "item"])


def test_a_letter_and_a_full_stop_begin_no_list_where_no_next_letter_follows():
    assert kinds("A. Smith leads the spinning hall of the mill.\n") == ["paragraph"]


def test_code_is_found_by_fence_prompt_and_indent():
    text = "To install it:\n\n    pip install wd\n\nThen start it:\n\n$ wd --port 80\nlistening\n\n```\nwd --stop\n```\n"
    assert outline(text) == ["paragraph: To install it:", "code: pip install wd", "paragraph: Then start it:", "code: $ wd --port 80 listening", "code: wd --stop"]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["Item\tPrice\nBran\t8.20\nYeast\t1.00\n", "Item | Price\n-----|------\nBran | 8.20\nYeast | 1.00\n", "Item       Price\nBran        8.20\nYeast       1.00\n"],
    ids=["tabs", "bars", "columns"],
)  # fmt: skip
def test_a_table_has_a_header_and_rows(text: str):
    row = lambda kind, *cells: [f" {kind}", *(f"  cell: {cell}" for cell in cells)]  # noqa: E731
    assert outline(text) == [
        "table",
        *row("table_header", "Item", "Price"),
        *row("row", "Bran", "8.20"),
        *row("row", "Yeast", "1.00"),
    ]


def test_prose_with_two_spaces_after_full_stops_is_no_table():
    assert "table" not in kinds(
        "He came.  She went.  They met.\nWe left.  You stayed.  It rained.\nIt was.  It is.  It will.\n"
    )


def test_fields_make_a_record_and_a_value_may_stand_below_its_label():
    assert outline("Name: Ana Kim\nPhone:\n    555-0101\n") == [
        "record", " field", "  label: Name", "  value: Ana Kim", " field", "  label: Phone", "  value: 555-0101",
    ]  # fmt: skip


def test_dots_lead_from_a_label_to_its_value():
    assert outline("Soup ........ 4.50\n") == ["field", " label: Soup", " value: 4.50"]


@pytest.mark.parametrize(
    "text",
    [
        "Q: Do you ship abroad?\nA: No, we do not.\n\nQ: Do you repair tents?\nA: We do.\n",
        "Do you ship abroad?\nNo, we do not.\n\nDo you repair tents?\nWe do.\n",
        "1. Do you ship abroad?\nNo, we do not.\n\n2. Do you repair tents?\nWe do.\n",
    ],
    ids=["marked", "bare", "numbered"],
)
def test_a_question_stands_with_its_answer(text: str):
    lines = outline(text)
    assert [line for line in lines if "entry" in line or "paragraph" in line] == [
        "entry",
        "  paragraph: No, we do not.",
        "entry",
        "  paragraph: We do.",
    ]


def test_terms_stand_with_their_definitions():
    expected = ["entry", " term: anode", " definition: the positive pole", "entry", " term: cell", " definition: a unit"]
    assert outline("anode - the positive pole\ncell - a unit\n") == expected
    assert outline("anode\n    the positive pole\ncell\n    a unit\n") == expected
    assert outline("anode    the positive pole\n\ncell     a unit\n") == expected


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("[10:32] Ana: it is down\n[10:33] Ben: I restart it\nit takes a while\n", ["[10:32] Ana", "[10:33] Ben"]),
        ("02/03/2024, 10:15 - Ana: Hi\n02/03/2024, 10:16 - Ben: Hello\n", ["02/03/2024, 10:15 - Ana", "02/03/2024, 10:16 - Ben"]),
        ("Ana — 03/02/2024 10:15\nIt is fixed.\n\nBen — 03/02/2024 10:17\ngood\n", ["Ana — 03/02/2024 10:15", "Ben — 03/02/2024 10:17"]),
        ("<ana> is it green\n<ben> yes\n", ["ana", "ben"]),
        ("Ana (10:15): is it on?\nBen (10:16): yes\n", ["Ana (10:15)", "Ben (10:16)"]),
        ("ANA: When does it open?\nBEN: In May, I think.\nANA: What is the price?\nBEN: Two for the day.\n", ["ANA", "BEN", "ANA", "BEN"]),
    ],
    ids=["brackets", "dash", "head lines", "angles", "name first", "transcript"],
)  # fmt: skip
def test_messages_have_a_speaker_and_what_was_said(text: str, speakers: list[str]):
    messages = parse_plain(text)
    assert [message.kind for message in messages] == ["message"] * len(speakers)
    assert [text[m.children[0].start : m.children[0].end] for m in messages] == speakers
    assert all(child.kind == "paragraph" for m in messages for child in m.children[1:])


def test_repeated_labels_of_cards_are_records_and_no_transcript():
    text = "Name: Ana Kim\nPhone: 1\nRoom: 4\n\nName: Ben Stone\nPhone: 2\nRoom: 5\n\nName: Cleo Lind\nPhone: 3\nRoom: 6\n"
    assert [block.kind for block in parse_plain(text)] == ["record"] * 3


def test_a_log_line_takes_the_trace_below_it():
    text = "2024-03-02 10:15:01 INFO server: started\n2024-03-02 10:15:03 ERROR db: lost\nTraceback:\n  line 3\n2024-03-02 10:15:09 INFO server: stopped\n"
    assert kinds(text) == ["log_line"] * 3
    assert "line 3" in outline(text)[1]


def test_a_mail_has_a_head_and_quoted_text():
    text = "From: Ana <ana@example.org>\nSubject: Van\n\nThe van is fixed.\n\n> Is the van fixed? I need\n> it on Tuesday.\n"
    assert kinds(text)[0] == "record"
    assert outline(text)[-1] == " paragraph: Is the van fixed? I need > it on Tuesday."


def test_a_sentence_cut_by_a_page_head_stays_one_paragraph_with_the_head_inside():
    text = f"{PROSE} It is closed because the\nowner never measured the noise of the new\n\f2       ONE v. OTHER\n\n        Order of the Board\n\nsaw at night, as the rules demand.\n"
    assert outline(text) == ["paragraph", " furniture: 2 ONE v. OTHER", " furniture: Order of the Board"]


def test_lines_that_repeat_page_by_page_are_furniture():
    page = "\n".join(f"In this part of the report number {n} of the members is named." for n in range(12))
    text = "".join(f"Report of the board\n\n{page}\n\n{page}\n\nPage {n}\n\n" for n in range(1, 5))
    found = [text[b.start : b.end] for b in walk(parse_plain(text)) if b.kind == "furniture"]
    assert found.count("Report of the board") >= 3
    assert [line for line in found if line.startswith("Page")] == ["Page 1", "Page 2", "Page 3", "Page 4"]


def test_counted_headings_are_not_taken_for_page_heads():
    text = "".join(f"Room {n}\n\n{'It has a window to the yard. ' * (3 + 4 * (n % 3))}\n\n" for n in range(1, 9))
    assert "furniture" not in kinds(text)


def test_litter_between_paragraphs_is_furniture_and_a_lone_line_above_text_a_heading():
    text = f"Bridge to close\n\nBy Ana Kim\nShare this\n\n{PROSE}\n\nWhat it costs\n\n{MORE_PROSE}\n\nMost read\n\nMayor to step down\n"
    assert kinds(text) == ["title", "furniture", "furniture", "paragraph", "heading4", "paragraph", "furniture", "furniture"]


def test_lines_under_words_with_a_colon_are_a_list_among_sentences():
    text = f"{PROSE}\n\nThese are open:\n\nNorth bridge\n\nOld ferry\n\n{MORE_PROSE}\n"
    assert kinds(text) == ["paragraph", "paragraph", "list", "item", "item", "paragraph"]


def test_a_title_that_is_repeated_is_the_title_each_time():
    assert kinds(f"Bridge to close\n\nBridge to close\n\n{PROSE}\n") == ["title", "title", "paragraph"]


def test_offsets_count_from_the_beginning_of_the_text_where_a_part_is_parsed():
    text = f"---\nx: y\n---\n{PROSE}\n"
    (block,) = parse_plain(text, len("---\nx: y\n---\n"))
    assert text[block.start : block.end] == PROSE


PIECES = [
    "word", "Word", "12", "4.50", "?", ". ", ":", ": ", " - ", "\n", "\n\n", "\r\n", "\f", "\t", "  ", "    ", "* ", "- ", "1. ", "a) ", "> ", "$ ", "| ", "```",
    "===", "---", "Q: ", "A: ", "[10:15] Ana: ", "2024-03-02 10:15:01 ", "ANA: ", "Page 3", "Step 1: ", "中文。", "\u2028", "\x1c", "\u200b", "…", "“", "(", "....",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(300))
def test_blocks_of_any_text_are_in_order_and_lose_no_word(seed: int):
    chance = random.Random(seed)
    text = "".join(chance.choice(PIECES) for _ in range(chance.randrange(1, 400)))
    blocks = parse_plain(text)
    check_blocks(text, blocks)
    inside = {i for block in blocks for i in range(block.start, block.end)}
    outside = "".join(c if i not in inside else " " for i, c in enumerate(text))
    # Outside of blocks stand marks alone: rules, fences, the marks of quotes, answers, headings.
    assert not {"word", "Word", "12", "中文"} & set(outside.split())


def test_the_last_answer_of_several_is_no_longer_than_those_before_it():
    faq = "When does it open?\n\nOn the first Saturday of May.\n\nIs it warm?\n\nTo 22 degrees, by the heat of the bakery.\n\n"
    faq += "May dogs swim?\n\nOn the last day of the season only.\n\nThe café is let to Signora Bassi and opens at ten."
    found = outline(faq)
    assert found[-1] == "paragraph: The café is let to Signora Bassi and opens at ten."
    assert sum("entry" in line for line in found) == 3


TITLE = "No: 7, 3 May 2021, Common Notice of the Boards of the Upper and the Lower Mill"


@pytest.mark.parametrize("parse", [parse_plain, parse_markdown])
@pytest.mark.parametrize(
    ("line", "is_field"),
    [
        (TITLE, False),
        ("File: 3-b, 2 June 2020, Letter to the tenants of the old school house", False),
        ("Nr.: 12/4, Oslo, Report of the Committee on the Repair of all Locks", False),
        ("Room: 12, first floor, left", True),
        ("Flour: 250 g, sifted twice", True),
        ("Ingredients: flour, sugar, two eggs and a very small pinch of fine salt", True),
    ],
)
def test_a_title_behind_its_number_is_no_field(parse, line, is_field):
    text = f"{PROSE}\n\n{line}\n\n{PROSE}"
    assert [block.kind == "field" for block in parse(text) if text[block.start :].startswith(line)] == [is_field]
