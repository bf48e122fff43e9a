"""An index of an earlier release answers, or names the command that repairs it and answers after that.

earlier/ has the index of a few documents for each release, packed as that release made it, beside its documents.
"""

import re
import tarfile
from contextlib import closing
from pathlib import Path

import pytest

from qa_bot.errors import IndexUnusableError
from qa_bot.ingestion.ingest import ingest
from qa_bot.ingestion.planning import IngestOptions
from qa_bot.ingestion.restoring import restore
from qa_bot.storage.database import open_existing, read_meta
from qa_bot.storage.layout import FORMAT_VERSION
from qa_bot.storage.soundness import damage
from tests.conftest import open_reader

EARLIER = sorted((Path(__file__).parent / "earlier").glob("index-*.tar.xz"))


@pytest.fixture(params=EARLIER, ids=lambda path: path.name.removeprefix("index-").removesuffix(".tar.xz"))
def home(request, tmp_path: Path) -> Path:
    with tarfile.open(request.param) as packed:
        packed.extractall(tmp_path, filter="data")
    return tmp_path


def format_of(index_dir: Path) -> int:
    with closing(open_existing(index_dir)) as database:
        return int(read_meta(database, "format") or 0)


def found(index_dir: Path, question: str, embedder) -> tuple[str, ...]:
    with closing(open_reader(index_dir)) as reader, reader.snapshot() as index:
        hits = index.search_lexical(question, 1).hits + index.search_dense(embedder.embed_query(question), 1)
        assert damage(index._database, index.generation) is None
        return tuple(passage.source for passage in index.passages([hit.chunk_id for hit in hits]))


def test_an_index_of_an_earlier_release_is_asked_and_ingested_again(home, embedder):
    corpus, index = home / "seeds", home / "index"
    if format_of(index) != FORMAT_VERSION:
        with pytest.raises(IndexUnusableError, match=r"has format 1, this version reads \d+: run `qa-bot ingest --rebuild`"):
            open_reader(index)
        assert ingest(corpus, index, embedder, IngestOptions(rebuild=True)).documents == 4
    assert set(found(index, "When was the Aldmoor bridge opened?", embedder)) == {"bridge.txt"}
    before = ingest(corpus, index, embedder).generation
    (corpus / "bridge.txt").unlink()
    (corpus / "tower.txt").write_text("The tower of Aldmoor has 211 steps.\n")
    assert ingest(corpus, index, embedder).published
    assert set(found(index, "How many steps has the tower?", embedder)) == {"tower.txt"}
    assert restore(corpus, index, embedder, before).documents == 4
    assert set(found(index, "When was the Aldmoor bridge opened?", embedder)) == {"bridge.txt"}


def test_there_is_an_index_of_every_earlier_release():
    changelog = (Path(__file__).parents[2] / "CHANGELOG.md").read_text("utf-8")
    released = re.findall(r"^## \[(\d+\.\d+\.\d+)\]", changelog, re.MULTILINE)
    assert {f"index-{version}.tar.xz" for version in released} == {path.name for path in EARLIER}
