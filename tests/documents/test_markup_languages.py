import pytest

from qa_bot.documents.document import UnreadableFileError
from tests.documents.reading import fields, of_kind, read

RST = """
=======
My Tool
=======

:Author: Kim Soto
:Version: 1.2

Install
=======

To install, run::

    pip install mytool

See :ref:`the guide <guide>` and :func:`~pkg.mod.run`.

.. note::

   Back up first.

.. tabs::

   .. tab:: Linux

      Use apt.

1. First
2. Second

.. list-table::
   :header-rows: 1

   * - Item
     - Price
   * - Nail
     - 3

term
    Its meaning.
"""


def test_restructured_text_becomes_markdown():
    document = read("a.rst", RST)[0]
    assert document.title == "My Tool"
    assert ("Author", "Kim Soto") in fields(document)
    assert of_kind(document, "heading") == ["Install"]
    assert of_kind(document, "code") == ["pip install mytool"]
    assert of_kind(document, "row") == ["| Nail | 3 |"]
    assert of_kind(document, "list") == ["1. First\n2. Second"]
    for text in ("See the guide and `run`.", "Note: Back up first.", "Use apt.", "term: Its meaning."):
        assert text in document.text


def test_restructured_text_that_would_take_too_long_is_read_as_markdown():
    document = read("a.rst", "*a " * 20_000)[0]
    assert "too long" in document.notes[0]


def test_asciidoc_becomes_markdown():
    source = """= Pump Manual
Kim Soto <kim@example.org>
v1.2, 2024-05-01
:limit: 6 bar

== Start

The limit is {limit}.

[source,bash]
----
make
----

. Open the valve
. Press the lever

Voltage:: 230 V

|===
|Part |Price

|Seal |3
|===
"""
    document = read("a.adoc", source)[0]
    assert (document.title, document.date) == ("Pump Manual", "2024-05-01")
    assert of_kind(document, "code") == ["make"]
    assert of_kind(document, "list") == ["1. Open the valve\n2. Press the lever"]
    assert of_kind(document, "row") == ["| Seal | 3 |"]
    assert "The limit is 6 bar." in document.text
    assert ("Voltage", "230 V") in fields(document)


def test_org_becomes_markdown():
    source = "#+TITLE: Garden\n#+DATE: <2024-05-01 Wed>\n\n* Beds :tag:\n- Seeds :: tomato\n\n| Tool | Cost |\n|--+--|\n| Rake | 12 |\n\n#+BEGIN_SRC sh\nmake\n#+END_SRC\n"
    document = read("a.org", source)[0]
    assert (document.title, document.date) == ("Garden", "2024-05-01")
    assert of_kind(document, "heading") == ["Beds"]
    assert of_kind(document, "row") == ["| Rake | 12 |"]
    assert of_kind(document, "code") == ["make"]
    assert "- Seeds: tomato" in document.text


def test_latex_becomes_markdown():
    source = r"""\documentclass{article}
\title{On Walls}\author{Kim Soto}
\begin{document}
\section{Method \& tools}
A wall loses \textbf{one sixth} of its width~\cite{x}. % never
\begin{enumerate}
\item one
\item two
\end{enumerate}
\begin{tabular}{l|r}
Item & Cost \\ \hline
Lime & 5 \\
\end{tabular}
\end{document}
"""
    document = read("a.tex", source)[0]
    assert document.title == "On Walls"
    assert of_kind(document, "heading") == ["Method & tools"]
    assert of_kind(document, "list") == ["1. one\n2. two"]
    assert of_kind(document, "row") == ["| Lime | 5 |"]
    assert "A wall loses one sixth of its width" in document.text
    assert "never" not in document.text


def test_mdx_is_markdown_without_its_code():
    source = """---
title: Guide
---
import Tabs from '@theme/Tabs'

export const meta = {
  x: 1
}

The lamp is <Bold>red</Bold> while the pump runs. {/* hidden */}

<TabItem value="l" label="Linux">

Use `apt`.

```jsx
import X from 'y'
```

</TabItem>
"""
    document = read("a.mdx", source)[0]
    assert document.title == "Guide"
    assert "The lamp is red while the pump runs." in document.text
    assert of_kind(document, "code") == ["import X from 'y'"]
    for gone in ("@theme", "export", "hidden", "TabItem"):
        assert gone not in document.text
    assert "**Linux**" in document.text


@pytest.mark.parametrize("name", ["README", "LICENSE-2.0", "Makefile"])
def test_a_text_without_a_suffix_is_read(name):
    assert read(name, "Start the pump with the green lever.\n")[0].text == "Start the pump with the green lever.\n"


def test_a_readme_without_a_suffix_is_markdown_where_it_looks_like_it():
    assert of_kind(read("README", "# Pump\n\n## Use\n\n- press the lever\n")[0], "heading") == ["Use"]
    assert of_kind(read("Makefile", "# build\nall:\n\tmake x\n")[0], "heading") == []


@pytest.mark.parametrize("data", [b"\x7fELF\x00\x01", b"\x01\x02\x03\x04" * 100], ids=["zeros", "control characters"])
def test_bytes_without_a_suffix_that_are_no_text_are_refused(data):
    with pytest.raises(UnreadableFileError, match="not text"):
        read("tool", data)
