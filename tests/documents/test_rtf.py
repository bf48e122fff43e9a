import pytest

from qa_bot.documents.blocks import check_blocks
from qa_bot.documents.document import UnreadableFileError
from qa_bot.documents.office.rtf import read_rtf

HEAD = (
    r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fswiss\fcharset238 Arial CE;}{\f2\fnil\fcharset204 Cyr;}}"
    + "\n"
)
STYLES = r"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0\b heading 1;}{\s2 heading 2;}}"


def read(body: str, head: str = ""):
    document = next(read_rtf((HEAD + head + body + "}").encode("latin-1")))
    check_blocks(document.text, document.blocks)
    return document


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"The mill\par is old.\par", "The mill\n\nis old."),
        ("It was\nlong ago.\\par", "It waslong ago."),
        (r"One\line two\tab three", "One\ntwo three"),
        (r"caf\'e9 na\u239?ve \ldblquote yes\rdblquote", "café naïve “yes”"),
        (r"{\f1 \'bee}{\f2 \'cc\'ee\'f1\'f2}", "ľeМост"),
        (r"\uc0\u55357\u56832 smile", "\U0001f600smile"),
        (r"a \{brace\} and a \\ slash", "a {brace} and a \\ slash"),
        (r"{\pict\bin5 }}}}}}tail", "tail"),
        (r"{\*\unknown secret}seen {\field{\*\fldinst HYPERLINK x}{\fldrslt link}}", "seen link"),
        (r"seen{\v  hidden}", "seen"),
        (r"{\b What it costs}\par It costs 4 euros.", "**What it costs**\n\nIt costs 4 euros."),
    ],
)
def test_text_is_read(body, text):
    assert read(body).text == text


def test_headings_and_lists():
    body = r"\pard\s1 Start\par\pard\s2 First\par\pard{\listtext 1.\tab}Open it.\par{\listtext 2.\tab}Close it.\par"
    body += r"\pard{\pntext\bullet\tab}oil\par\pard End.\par"
    assert read(body, STYLES).text == "# Start\n\n## First\n\n1. Open it.\n2. Close it.\n- oil\n\nEnd."


def test_tables_notes_and_edges():
    rows = "".join(
        rf"\trowd\pard\intbl {a}\cell {b}\cell {c}\cell\row" for a, b, c in [("Hall", "From", "To"), ("East", "9", "17")]
    )
    body = rf"{{\header Ridge Pottery\par}}Open.{{\footnote But not on Mondays.}}\par{rows}\pard After.\par"
    document = read(body)
    assert document.text == (
        "Open.\n\n[1] But not on Mondays.\n\n| Hall | From | To |\n| --- | --- | --- |\n| East | 9 | 17 |\n\nAfter.\n\nRidge Pottery"
    )
    assert document.blocks[-1].kind == "furniture"


def test_title_and_date_of_the_file():
    document = read("Text.", r"{\info{\title The mill}{\creatim\yr2024\mo5\dy3}{\revtim\yr2024\mo6\dy1}}")
    assert (document.title, document.date) == ("The mill", "2024-05-03")


def test_other_files_and_deep_groups_are_refused():
    with pytest.raises(UnreadableFileError, match="no Rich Text"):
        next(read_rtf(b"plain"))
    with pytest.raises(UnreadableFileError, match="deeply"):
        read("{" * 5000)
