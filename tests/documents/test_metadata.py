import pytest

from qa_bot.documents.blocks import check_blocks, walk
from qa_bot.documents.metadata import header_blocks, read_metadata
from tests.documents.reading import fields, read


def headers(text):
    head, rest = header_blocks(text, read_metadata(text).body_start)
    check_blocks(text, head)
    return [text[b.start : b.end] for b in walk(head) if b.kind == "field"], text[rest:]


@pytest.mark.parametrize(
    ("text", "lines", "rest"),
    [
        (
            "Committee\n\nDate: 12 February 2024\nPresent: R. Okoye\n\nThe car park.\n",
            ["Date: 12 February 2024", "Present: R. Okoye"],
            "\nThe car park.\n",
        ),
        ("By: Ann Lee\nIt opened today.\n", ["By: Ann Lee"], "It opened today.\n"),
        ("Place: the hall\nIt opened today.\n", [], "Place: the hall\nIt opened today.\n"),
        ("---\ntitle: Pie\nauthor: ruth\n---\n\nBake it.\n", ["title: Pie", "author: ruth"], "\nBake it.\n"),
        ("+++\ntitle = 'Pie'\n+++\nBake it.\n", ["title = 'Pie'"], "Bake it.\n"),
        ("---\n\nA rule above.\n\n---\n", [], "---\n\nA rule above.\n\n---\n"),
    ],
    ids=["lines below a title", "a line above text", "no known key", "front matter", "front matter in TOML", "a rule"],
)
def test_the_lines_that_say_what_a_document_is_can_be_quoted(text, lines, rest):
    assert headers(text) == (lines, rest)


def test_only_the_title_is_left_out_of_the_body():
    text = "Committee\n\nDate: 12 February 2024\n\nThe car park.\n"
    found = read_metadata(text)
    assert (found.title, found.date, text[found.body_start :]) == ("Committee", "2024-02-12", text[11:])


def test_front_matter_is_yaml():
    found = read_metadata('---\ntitle: "Plum: a pie" # good\ndate: 2021-05-13\ntags:\n  - a\n---\nBake it.\n', markdown=True)
    assert (found.title, found.date) == ("Plum: a pie", "2021-05-13")


def test_a_date_that_a_template_leaves_open_is_no_date():
    assert read_metadata("---\ndate: {{ date }}\n---\nBake it.\n").date is None


def test_aliases_that_multiply_cost_nothing():
    lines = ["a: &a [x, x]"] + [f"k{i}: &k{i} [*{'a' if i == 0 else f'k{i - 1}'}, *a]" for i in range(200)]
    assert read("a.md", "---\n" + "\n".join(lines) + "\n---\n\nBake it.\n")


def test_front_matter_and_text_are_one_document():
    document = read("a.md", "---\ntitle: Pie\nauthor: ruth\n---\n\nBake it.\n")[0]
    assert fields(document) == [("title", "Pie"), ("author", "ruth")]
