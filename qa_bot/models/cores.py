"""How many cores this process may use: its affinity, and the quota of its container or service."""

import math
import os
from pathlib import Path

PROC, CGROUPS = Path("/proc/self/cgroup"), Path("/sys/fs/cgroup")


def available_cores(proc: Path = PROC, cgroups: Path = CGROUPS) -> int:
    """Return how many cores this process may use, at least one."""
    affinity = getattr(os, "sched_getaffinity", None)
    cores = len(affinity(0)) if affinity else (os.cpu_count() or 1)
    return max(1, min([cores, *(math.ceil(quota) for quota in _quotas(proc, cgroups))]))


def _quotas(proc: Path, cgroups: Path) -> list[float]:
    """Return the quotas, in cores, of the control groups that hold this process; version 2 of them, then version 1.

    Source: https://docs.kernel.org/admin-guide/cgroup-v2.html, "CPU Interface Files".
    """
    quotas = []
    for line in _read(proc).splitlines():
        _, controllers, inside = line.split(":", 2)
        if controllers and "cpu" not in controllers.split(","):
            continue
        top = cgroups / "cpu" if controllers else cgroups
        own = top / inside.strip("/")
        # In a container the group's own path may not be there: its root is the container's group.
        for folder in dict.fromkeys((own, *(one for one in own.parents if one.is_relative_to(top)))):
            quota, _, period = _read(folder / "cpu.max").strip().partition(" ")
            if controllers:
                quota, period = _read(folder / "cpu.cfs_quota_us").strip(), _read(folder / "cpu.cfs_period_us").strip()
            if quota.isdigit() and period.isdigit() and int(period):
                quotas.append(int(quota) / int(period))
    return quotas


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError:
        return ""
