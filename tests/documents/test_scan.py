import os

import pytest

from qa_bot.documents.scan import scan
from qa_bot.errors import CorpusError


def reasons(found):
    return {skipped.source: skipped.reason for skipped in found.skipped}


def test_what_may_not_be_indexed_is_skipped_with_the_reason(tmp_path):
    corpus = tmp_path / "corpus"
    (corpus / "sub").mkdir(parents=True)
    (corpus / "a.txt").write_text("a")
    (corpus / "sub" / "b.MD").write_text("b")
    (corpus / ".hidden.txt").write_text("h")
    (corpus / "big.txt").write_text("x" * 2000)
    (corpus / "tool.exe").write_bytes(b"MZ")
    os.mkfifo(corpus / "pipe.txt")
    (tmp_path / "secret.txt").write_text("secret")
    (corpus / "out.txt").symlink_to(tmp_path / "secret.txt")
    (corpus / "in.txt").symlink_to(corpus / "a.txt")
    (corpus / "gone.txt").symlink_to(corpus / "nothing.txt")
    (corpus / "loop").symlink_to(corpus)
    found = scan(corpus, max_bytes=1000)
    assert [entry.source for entry in found.files] == ["a.txt", "in.txt", "sub/b.MD"]
    assert set(reasons(found)) == {".hidden.txt", "big.txt", "gone.txt", "out.txt", "pipe.txt", "tool.exe"}
    assert reasons(found)["out.txt"] == "a link that leads out of the corpus folder"
    assert reasons(found)["pipe.txt"] == "not a regular file"
    assert reasons(found)[".hidden.txt"] == "hidden"


def test_a_missing_corpus_is_an_error_that_says_what_to_do(tmp_path):
    with pytest.raises(CorpusError, match="create it, or name another with --corpus"):
        scan(tmp_path / "nothing")


def test_a_name_that_is_not_utf_8_is_skipped(tmp_path):
    with open(os.fsencode(tmp_path) + b"/bad\xff.txt", "wb") as file:
        file.write(b"text")
    found = scan(tmp_path)
    assert not found.files
    assert [s.reason for s in found.skipped] == ["its name is not valid UTF-8"]
