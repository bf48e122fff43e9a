"""The tables and the plot of docs/performance.md, from what performance.py measured."""

import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import Any

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
PLOT = "pictures/performance.svg"


def write_page(docs: Path, found: dict[str, Any]) -> None:
    """Put the tables between the marks of the page, and draw the plot beside it."""
    page = docs / "performance.md"
    before, _, rest = page.read_text("utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    rows = found["rows"]
    tables = [_warm(rows), _stages(rows), _ingest(rows), _once(found["once"]), _peers(found["peers"], rows)]
    if len(rows) > 1 and draw(rows, docs / PLOT):
        tables.insert(1, f"![The median of a warm question against the chunks]({PLOT})")
    told = "\n\n".join(filter(None, tables))
    page.write_text(f"{before}{BEGIN}\n\n{told}\n\n{END}{after}", "utf-8")


def draw(rows: Sequence[dict[str, Any]], path: Path) -> bool:
    """Draw how a warm question grows with the chunks; tell whether that could be done."""
    try:
        import matplotlib
        from matplotlib.figure import Figure
    except ImportError:
        return False
    chunks = [row["first"]["chunks"] for row in rows]
    figure = Figure(figsize=(6, 3.2), layout="constrained")
    axes = figure.subplots()
    axes.plot(chunks, [statistics.median(row["warm"]["cpu_ms"]) for row in rows], "o-", label="a question")
    axes.plot(chunks, [statistics.median(_stage(row, "retrieve")) for row in rows], "s-", label="of it, retrieval (wall)")
    axes.plot(chunks, [statistics.median(row["warm"]["floor_ms"]) for row in rows], "^-", label="its vector and one look-up")
    axes.set(xscale="log", yscale="log", xlabel="chunks", ylabel="ms, median")
    axes.legend()
    path.parent.mkdir(exist_ok=True)
    with matplotlib.rc_context({"svg.hashsalt": "qa-bot"}):
        figure.savefig(path, format="svg", metadata={"Date": None})
    return True


def _warm(rows: Sequence[dict[str, Any]]) -> str:
    lines = [
        [
            _chunks(row),
            _three(_stage(row, "total")),
            _three(row["warm"]["cpu_ms"]),
            _median(row["warm"]["floor_ms"]),
            f"{row['warm']['calls']:,}",
            f"{row['warm']['peak_mb']:.0f}",
            f"{row['disk_mb']:.1f}",
        ]
        for row in rows
    ]
    head = ["chunks", "wall: p50, p95, p99 ms", "processor: p50, p95, p99 ms", "floor ms", "calls", "peak MB", "disk MB"]
    return "### A warm question\n\n" + _table(head, lines)


def _stages(rows: Sequence[dict[str, Any]]) -> str:
    stages = [stage for stage in rows[0]["warm"]["stages"][0] if stage != "total"]
    lines = [[_chunks(row), *(_three(_stage(row, stage)) for stage in stages)] for row in rows]
    return "Its stages, wall time in ms (p50, p95, p99):\n\n" + _table(["chunks", *stages], lines)


def _ingest(rows: Sequence[dict[str, Any]]) -> str:
    lines = []
    for row in rows:
        first, changed = row["first"], row.get("changed")
        lines.append(
            [
                _chunks(row),
                f"{first['documents']:,}",
                f"{first['cpu_s']:.1f}",
                f"{first['chunks'] / first['cpu_s']:.0f}",
                f"{row['unchanged']['cpu_s']:.2f}",
                f"{changed['cpu_s']:.2f} ({changed['embedded']} chunks)" if changed else "",
                f"{first['peak_mb']:.0f}",
            ]
        )
    head = ["chunks", "documents", "first, s", "chunks a second", "unchanged, s", "1 % changed, s", "peak MB"]
    return "### Ingest, processor time\n\n" + _table(head, lines)


def _once(once: dict[str, list[Any]]) -> str:
    lines = []
    for name, runs in once.items():
        cpu, wall, peak, _ = zip(*runs, strict=True)
        lines.append([name, _spread(cpu), _spread(wall), f"{max(peak):.0f}"])
    head = ["process", "processor time s", "wall s", "peak MB"]
    return "### Whole processes, five articles, turn by turn: median (least to most)\n\n" + _table(head, lines)


def _peers(peers: dict[str, Any], rows: Sequence[dict[str, Any]]) -> str:
    if not peers:
        return ""
    real = [row for row in rows if row["is_real"]][-1]
    ours = [_median(real["warm"]["cpu_ms"]), _median(_stage(real, "retrieve")), _median(real["warm"]["floor_ms"])]
    lines = [["ours: answer, of it retrieval (wall), floor", _chunks(real), f"{real['first']['cpu_s']:.1f}", ", ".join(ours)]]
    lines += [
        [name, f"{peer['chunks']:,}", f"{peer['ingest_cpu_s']:.1f}", f"{_median(peer['cpu_ms'])} (looked up, not answered)"]
        for name, peer in peers.items()
    ]
    return "### Peers, processor time\n\n" + _table(["", "chunks or paragraphs", "ingest s", "a question, median ms"], lines)


def _stage(row: dict[str, Any], stage: str) -> list[float]:
    return [timings.get(stage, 0.0) for timings in row["warm"]["stages"]]


def _chunks(row: dict[str, Any]) -> str:
    return f"{row['first']['chunks']:,}" + ("" if row["is_real"] else " (vectors recombined)")


def _three(values: Sequence[float]) -> str:
    cut = statistics.quantiles(values, n=100, method="inclusive")
    return ", ".join(f"{cut[percent - 1]:.0f}" for percent in (50, 95, 99))


def _median(values: Sequence[float]) -> str:
    return f"{statistics.median(values):.1f}"


def _spread(values: Sequence[float]) -> str:
    return f"{statistics.median(values):.2f} ({min(values):.2f} to {max(values):.2f})"


def _table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *lines))
