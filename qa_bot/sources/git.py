"""A git repository: the files of one commit that can be read as documents."""

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from qa_bot.errors import DependencyError, ServiceError, SourceError
from qa_bot.sources.fetching import Fetched, Order
from qa_bot.sources.staging import is_readable, safe_path

TIMEOUT_S = 600
# Where hosts show a line of a file as it was in a commit; by what the name of a host holds.
_LINKS = {
    "github": "{repository}/blob/{commit}/{path}#L{line}",
    "gitlab": "{repository}/-/blob/{commit}/{path}#L{line}",
    "bitbucket": "{repository}/src/{commit}/{path}#lines-{line}",
    "codeberg": "{repository}/src/commit/{commit}/{path}#L{line}",
    "gitea": "{repository}/src/commit/{commit}/{path}#L{line}",
}
_SCP = re.compile(r"(?:[\w.-]+@)?(?P<host>[\w.-]+):(?!//)(?P<path>.+)")
_FILES = ("100644", "100755")
_LFS = b"version https://git-lfs.github.com/spec/"


class Repository(NamedTuple):
    """What of a repository is fetched: its address, a branch or tag ("" for the default), and paths in it (none for all)."""

    url: str
    branch: str
    paths: tuple[str, ...]


class _Blob(NamedTuple):
    path: str
    id: str


def parse_repository(place: str) -> Repository:
    """Return what `URL[#BRANCH[:PATH,...]]` names; raise SourceError if git could take a part for an option."""
    url, _, rest = place.partition("#")
    branch, _, paths = rest.partition(":")
    for part in (url, branch):
        if part.startswith("-"):
            raise SourceError(f"{part!r} is neither an address nor a branch of git")
    if "::" in url:
        raise SourceError(f"{url!r} would run a program: name a repository by https, ssh, file or its path")
    return Repository(url, branch, tuple(path.strip("/") for path in paths.split(",") if path.strip("/")))


def fetch_git(order: Order) -> Fetched:
    """Fetch the documents of the newest commit; nothing if that has been fetched already."""
    repository = parse_repository(order.address.place)
    before = order.staging.before
    commit = _newest(repository)
    if before and before.state == commit and order.staging.is_whole():
        return Fetched(commit, is_same=True)
    with tempfile.TemporaryDirectory(prefix="qa-bot-git-") as folder:
        git = _Git(Path(folder))
        git.fetch(repository.url, commit, repository.branch)
        large = _put_files(order, git, repository, commit)
    if not order.staging.files:
        raise ServiceError(f"{repository.url} has no file there that can be read: look at branch and paths")
    return Fetched(commit, notes=(f"{large} files are kept with git LFS and were left out",) if large else ())


def link_template(url: str, commit: str, path: str, template: str | None) -> str | None:
    """Return where a file of a commit is shown, {line} standing for a line; None if its host is not known to show files."""
    match = None if "://" in url else _SCP.fullmatch(url)
    web = (
        f"https://{match['host']}/{match['path']}"
        if match
        else re.sub(r"^ssh://(?:[^@/]+@)?([^/:]+)(?::\d+)?/", r"https://\1/", url)
    )
    if not web.startswith(("http://", "https://")) and template is None:
        return None
    host = web.partition("://")[2].partition("/")[0]
    form = template or next((link for known, link in _LINKS.items() if known in host), None)
    if form is None:
        return None
    parts = {"repository": web.rstrip("/").removesuffix(".git"), "commit": commit, "path": quote(path)}
    for name, value in parts.items():
        form = form.replace(f"{{{name}}}", value)
    return form


def _put_files(order: Order, git: "_Git", repository: Repository, commit: str) -> int:
    """Put the files that can be read; return how many are kept elsewhere."""
    large = 0
    wanted = [blob for blob in git.blobs(repository.paths) if is_readable(blob.path) and not _is_hidden(blob.path)]
    for blob, data in zip(wanted, git.contents(wanted), strict=True):
        if data.startswith(_LFS):
            large += 1
        elif len(data) <= order.web.limits.most_bytes:
            url = link_template(repository.url, commit, blob.path, order.options.link)
            order.staging.put(safe_path(blob.path.split("/")), data, url=url)
    return large


def _is_hidden(path: str) -> bool:
    return any(part.startswith(".") for part in path.split("/"))


def _newest(repository: Repository) -> str:
    """Return the newest commit of the branch, or what a tag names."""
    name = repository.branch or "HEAD"
    lines = _run(["ls-remote", "--", repository.url, name, f"{name}^{{}}"], repository.url).decode().splitlines()
    found = {ref: commit for commit, _, ref in (line.partition("\t") for line in lines)}
    for ref in (f"refs/heads/{name}", f"refs/tags/{name}^{{}}", f"refs/tags/{name}", name):
        if ref in found:
            return found[ref]
    raise ServiceError(f"{repository.url} has no branch and no tag {name}: name one after #")


class _Git:
    """A repository of its own, with one commit and no working tree: nothing that is fetched can run."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._run("init", "--quiet", "--bare", ".")

    def fetch(self, url: str, commit: str, branch: str) -> None:
        """Fetch one commit, without those before it."""
        try:
            self._run("fetch", "--quiet", "--depth=1", "--no-tags", "--", url, commit)
        except ServiceError:  # a server that gives out branches alone
            self._run("fetch", "--quiet", "--depth=1", "--no-tags", "--", url, branch or "HEAD")

    def blobs(self, paths: Sequence[str]) -> Iterator[_Blob]:
        """Yield the files of the commit at or below the paths; links and other repositories are none."""
        listed = self._run("ls-tree", "-r", "-z", "--full-tree", "FETCH_HEAD", "--", *paths)
        for line in filter(None, listed.split(b"\0")):
            about, _, path = line.partition(b"\t")
            mode, kind, name = about.decode().split()[:3]
            if kind == "blob" and mode in _FILES:
                yield _Blob(path.decode("utf-8", "replace"), name)

    def contents(self, blobs: Sequence[_Blob]) -> Iterator[bytes]:
        """Yield the contents of files, in their order."""
        with subprocess.Popen(
            ["git", "cat-file", "--batch"], cwd=self._folder, env=_environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            for blob in blobs:
                process.stdin.write(f"{blob.id}\n".encode())
                process.stdin.flush()
                size = int(process.stdout.readline().split()[2])
                yield process.stdout.read(size + 1)[:size]

    def _run(self, *arguments: str) -> bytes:
        return _run(arguments, "the repository", self._folder)


def _run(arguments: Sequence[str], asked: str, folder: Path | None = None) -> bytes:
    # A redirect could lead into a private network; git follows none.
    command = ["git", "-c", "http.followRedirects=false", "-c", "protocol.ext.allow=never", *arguments]
    try:
        done = subprocess.run(command, cwd=folder, env=_environment(), capture_output=True, timeout=TIMEOUT_S, check=False)
    except FileNotFoundError as error:
        raise DependencyError(
            "a git repository needs the program git: install it, for example with apt-get install git"
        ) from error
    except subprocess.TimeoutExpired as error:
        raise ServiceError(f"git waited {TIMEOUT_S} s for {asked}: try again later") from error
    if done.returncode:
        raise ServiceError(f"git cannot fetch {asked}: {_reason(done.stderr.decode('utf-8', 'replace'))}")
    return done.stdout


def _reason(told: str) -> str:
    """Return the first line in which git says what failed; advice follows it."""
    lines = [line.strip() for line in told.splitlines() if line.strip() and not line.startswith(("Cloning into", "warning:"))]
    return lines[0].removeprefix("fatal: ") if lines else "no reason"


def _environment() -> dict[str, str]:
    """Return the environment of git: it asks nobody at the terminal, and takes no repository from around it."""
    kept = {name: value for name, value in os.environ.items() if name not in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")}
    quiet = {"GIT_TERMINAL_PROMPT": "0", "GIT_ALLOW_PROTOCOL": "file:git:http:https:ssh", "LC_ALL": "C"}
    return {"GIT_SSH_COMMAND": "ssh -oBatchMode=yes", **kept, **quiet}
