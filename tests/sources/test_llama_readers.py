"""Readers of LlamaIndex: any class with load_data, by its name and its arguments."""

import pytest

from qa_bot.errors import DependencyError, ServiceError, SourceError
from qa_bot.sources.links import link_of
from qa_bot.sources.manifest import SourceOptions
from tests.sources.conftest import texts

pytest.importorskip("llama_index.core")
PLAIN = SourceOptions()


class Pages:
    """A reader that needs a token and loads what it is told."""

    def __init__(self, token: str) -> None:
        self.token = token

    def load_data(self, titles: list[str]) -> list[object]:
        from llama_index.core.schema import Document

        return [
            Document(
                text=f"{title}, read with {self.token}.", metadata={"title": title, "url": f"https://wiki.example/{title}"}
            )
            for title in titles
        ]


def test_a_reader_of_the_library_is_a_source(sources, root):
    sources.add('llama-index:llama_index.core.readers.StringIterableReader?{"texts": ["One.", "Two."]}', PLAIN, "words")
    assert sorted(texts(root, "words").values()) == ["One.", "Two."]


def test_arguments_reach_the_constructor_and_the_loading_and_secrets_are_not_kept(sources, root, monkeypatch):
    monkeypatch.setenv("WIKI_TOKEN", "t0ken")
    sources.add(f'llama-index:{__name__}.Pages?{{"token": "$WIKI_TOKEN", "titles": ["Leave", "Pay"]}}', PLAIN, "wiki")
    assert texts(root, "wiki") == {"Leave.txt": "Leave, read with t0ken.", "Pay.txt": "Pay, read with t0ken."}
    assert link_of(root, "sources/wiki/Leave.txt", 1) == "https://wiki.example/Leave"
    assert "t0ken" not in (root / "sources/wiki/.qa-bot-source.json").read_text("utf-8")


@pytest.mark.parametrize(
    ("typed", "error", "told"),
    [
        ("llama_index.readers.nothing.Reader", DependencyError, "pip install llama-index-readers-nothing"),
        ("collections.OrderedDict", SourceError, "no reader"),
        ('tests.sources.test_llama_readers.Pages?{"token": "$NOT_SET_ANYWHERE"}', SourceError, "no variable NOT_SET_ANYWHERE"),
        ('tests.sources.test_llama_readers.Pages?{"token": "x", "titles": []}', ServiceError, "loaded no document"),
        ('tests.sources.test_llama_readers.Pages?{"token": "x"}', ServiceError, "TypeError"),
    ],
)
def test_what_cannot_be_loaded_is_an_error_that_says_why(sources, typed, error, told):
    with pytest.raises(error, match=told):
        sources.add(f"llama-index:{typed}", PLAIN, "wiki")
