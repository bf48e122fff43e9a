"""Git repositories: the documents of a commit, from a bare repository that is served from the disk."""

import os
import subprocess
from pathlib import Path

import pytest

from qa_bot.errors import ServiceError, SourceError
from qa_bot.sources.git import Repository, link_template, parse_repository
from qa_bot.sources.links import link_of
from qa_bot.sources.manifest import SourceOptions
from tests.sources.conftest import texts

PLAIN = SourceOptions(link="https://git.example/{commit}/{path}#L{line}")
WHO = {
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.org",
}


class Origin:
    """A bare repository and a working tree that is pushed to it."""

    def __init__(self, folder: Path) -> None:
        self.bare, self.tree = folder / "origin.git", folder / "tree"
        self._git(folder, "init", "--quiet", "--bare", "--initial-branch=main", str(self.bare))
        self._git(folder, "clone", "--quiet", str(self.bare), str(self.tree))
        self._git(self.tree, "checkout", "--quiet", "-b", "main")
        self.url = f"file://{self.bare}"

    def commit(self, branch: str = "main", **files: str | None) -> str:
        """Commit files by their paths ("__" for "/", "_" before the suffix), None deletes one; return the commit."""
        for name, text in files.items():
            path = self.tree / (name.replace("__", "/")[::-1].replace("_", ".", 1)[::-1])
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink() if text is None else path.write_text(text, "utf-8")
        self._git(self.tree, "add", "--all")
        self._git(self.tree, "commit", "--quiet", "-m", "change")
        self._git(self.tree, "push", "--quiet", "origin", f"HEAD:{branch}")
        return self._git(self.tree, "rev-parse", "HEAD").strip()

    def _git(self, folder: Path, *arguments: str) -> str:
        environment = {**os.environ, **WHO, "GIT_CONFIG_GLOBAL": os.devnull}
        done = subprocess.run(["git", *arguments], cwd=folder, env=environment, capture_output=True, check=True)
        return done.stdout.decode()


@pytest.fixture
def origin(tmp_path):
    made = Origin(tmp_path)
    made.commit(docs__guide_md="# Guide\n\nStart it with make.\n", README_md="# Tool\n", src__tool_c="int main;\n")
    return made


def test_the_documents_of_a_repository_are_fetched_and_linked_to_their_commit(origin, sources, root):
    commit = origin.commit(docs__guide_md="# Guide\n\nStart it with make run.\n")
    done = sources.add(f"git:{origin.url}", PLAIN)
    assert done.name == "origin"
    assert texts(root, "origin") == {"README.md": "# Tool\n", "docs/guide.md": "# Guide\n\nStart it with make run.\n"}
    assert link_of(root, "sources/origin/docs/guide.md", 3) == f"https://git.example/{commit}/docs/guide.md#L3"


def test_a_branch_and_paths_choose(origin, sources, root):
    origin.commit("next", docs__new_md="New.\n", other__x_md="X.\n")
    sources.add(f"git:{origin.url}#next:docs,README.md", PLAIN, "tool")
    assert set(texts(root, "tool")) == {"README.md", "docs/guide.md", "docs/new.md"}


def test_what_is_deleted_there_is_deleted_here(origin, sources, root):
    sources.add(f"git:{origin.url}", PLAIN, "tool")
    kept = (root / "sources/tool/README.md").stat().st_mtime_ns
    origin.commit(docs__guide_md=None, docs__faq_md="Why?\n")
    done = sources.refresh("tool")
    assert set(texts(root, "tool")) == {"README.md", "docs/faq.md"}
    assert (done.added, done.changed, done.removed) == (1, 0, 1)
    assert (root / "sources/tool/README.md").stat().st_mtime_ns == kept


def test_a_commit_that_is_known_is_not_fetched_again(origin, sources, root, clock):
    before = sources.add(f"git:{origin.url}", PLAIN, "tool").manifest
    clock.move(hours=1)
    after = sources.refresh("tool").manifest
    assert after.files == before.files
    assert after.fetched == "2026-01-05T13:00:00+00:00"


def test_a_repository_that_is_gone_keeps_its_last_state(origin, sources, root):
    sources.add(f"git:{origin.url}", PLAIN, "tool")
    origin.bare.rename(origin.bare.with_name("moved.git"))
    with pytest.raises(ServiceError, match="git cannot fetch"):
        sources.refresh("tool")
    assert "docs/guide.md" in texts(root, "tool")


def test_links_and_hidden_files_of_a_repository_are_left_out(origin, sources, root):
    (origin.tree / "passwords.md").symlink_to("/etc/passwd")
    (origin.tree / ".github").mkdir()
    (origin.tree / ".github/notes.md").write_text("Hidden.\n", "utf-8")
    origin.commit(a_md="A.\n")
    sources.add(f"git:{origin.url}", PLAIN, "tool")
    assert set(texts(root, "tool")) == {"README.md", "a.md", "docs/guide.md"}


def test_a_branch_that_is_not_there_is_an_error_that_names_it(origin, sources):
    with pytest.raises(ServiceError, match="no branch and no tag missing"):
        sources.add(f"git:{origin.url}#missing", PLAIN)


@pytest.mark.parametrize("place", ["--upload-pack=touch x", "ext::sh -c x", "https://x.example/a#--exec=x"])
def test_an_address_cannot_be_an_option_or_a_program(place):
    with pytest.raises(SourceError):
        parse_repository(place)


def test_an_address_has_a_branch_and_paths():
    assert parse_repository("https://x.example/a.git#main:docs/,/faq.md") == Repository(
        "https://x.example/a.git", "main", ("docs", "faq.md")
    )


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://github.com/o/r.git", "https://github.com/o/r/blob/c0/docs/a%20b.md#L{line}"),
        ("git@github.com:o/r.git", "https://github.com/o/r/blob/c0/docs/a%20b.md#L{line}"),
        ("ssh://git@gitlab.example.org:2222/o/r.git", "https://gitlab.example.org/o/r/-/blob/c0/docs/a%20b.md#L{line}"),
        ("https://codeberg.org/o/r", "https://codeberg.org/o/r/src/commit/c0/docs/a%20b.md#L{line}"),
        ("https://git.example.org/o/r", None),
        ("file:///srv/github/r.git", None),
    ],
)
def test_hosts_that_show_lines_are_linked(url, link):
    assert link_template(url, "c0", "docs/a b.md", None) == link
