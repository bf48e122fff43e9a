"""The number of workers follows the quota of the container or the service."""

import os

import pytest

from qa_bot.models.cores import available_cores

HERE = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()


@pytest.mark.parametrize(
    ("group", "files", "cores"),
    [
        ("0::/", {"cpu.max": "100000 100000"}, 1),
        ("0::/", {"cpu.max": "50000 100000"}, 1),
        ("0::/", {"cpu.max": "max 100000"}, HERE),
        ("0::/", {"cpu.max": "9900000 100000"}, min(HERE, 99)),
        ("0::/system.slice/bot.service", {"system.slice/bot.service/cpu.max": "100000 100000", "cpu.max": "max 100000"}, 1),
        ("0::/a/b", {"a/b/cpu.max": "max 100000", "a/cpu.max": "100000 100000"}, 1),
        ("0::/not/seen/here", {"cpu.max": "100000 100000"}, 1),
        ("4:cpu,cpuacct:/box", {"cpu/box/cpu.cfs_quota_us": "100000", "cpu/box/cpu.cfs_period_us": "100000"}, 1),
        ("4:cpu,cpuacct:/box", {"cpu/box/cpu.cfs_quota_us": "-1", "cpu/box/cpu.cfs_period_us": "100000"}, HERE),
        ("4:memory:/box", {"cpu/box/cpu.cfs_quota_us": "100000", "cpu/box/cpu.cfs_period_us": "100000"}, HERE),
        ("0::/", {"cpu.max": "nonsense"}, HERE),
        ("", {}, HERE),
    ],
    ids=[
        "a quota of one core",
        "half a core",
        "no quota",
        "a quota above what there is",
        "a service",
        "the group above",
        "the root of a container",
        "version 1",
        "version 1 without a quota",
        "another controller",
        "unreadable",
        "no control groups",
    ],
)
def test_no_more_cores_are_used_than_the_quota_gives(tmp_path, group, files, cores):
    for name, content in files.items():
        (tmp_path / "groups" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "groups" / name).write_text(content)
    (tmp_path / "own").write_text(group)
    assert available_cores(tmp_path / "own", tmp_path / "groups") == cores
