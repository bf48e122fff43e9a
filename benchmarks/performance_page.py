"""The tables and the plot of docs/performance.md, from what performance.py measured."""

import statistics
from collections.abc import Callable, Sequence
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
    tables = [_warm(rows), _stages(rows), _counts(rows), _ingest(rows), _once(found["once"]), _peers(found["peers"])]
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
    chunks = [row["warm"]["chunks"] for row in rows]
    figure = Figure(figsize=(9, 3.2), layout="constrained")
    axes, counted = figure.subplots(1, 2)
    axes.plot(chunks, [statistics.median(row["warm"]["cpu_ms"]) for row in rows], "o-", label="a question")
    axes.plot(chunks, [statistics.median(_stage(row, "retrieve")) for row in rows], "s-", label="of it, retrieval (wall)")
    axes.plot(chunks, [statistics.median(row["warm"]["floor_ms"]) for row in rows], "^-", label="its vector and one look-up")
    axes.set(xscale="log", yscale="log", xlabel="chunks", ylabel="ms, median")
    for what, mark in (("calls", "o-"), ("rows", "s-"), ("steps", "^-")):
        counted.plot(
            chunks, [sum(of_stage[what] for of_stage in row["warm"]["counts"].values()) for row in rows], mark, label=what
        )
    counted.set(xscale="log", yscale="log", xlabel="chunks", ylabel="counts of a question, median")
    axes.legend()
    counted.legend()
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
            f"{row['warm']['rss_mb']:.0f}",
            f"{row['warm']['peak_mb']:.0f}",
            f"{row['disk_mb']:.1f}",
        ]
        for row in rows
    ]
    head = ["chunks", "wall: p50, p95, p99 ms", "processor: p50, p95, p99 ms", "floor ms", "resident MB", "peak MB", "disk MB"]
    return "### A warm question\n\n" + _table(head, lines)


def _stages(rows: Sequence[dict[str, Any]]) -> str:
    stages = [stage for stage in rows[0]["warm"]["stages"][0] if stage != "total"]
    lines = [[_chunks(row), *(_three(_stage(row, stage)) for stage in stages)] for row in rows]
    return "Its stages, wall time in ms (p50, p95, p99):\n\n" + _table(["chunks", *stages], lines)


def _counts(rows: Sequence[dict[str, Any]]) -> str:
    stages = list(rows[0]["warm"]["counts"])
    lines = [
        [_chunks(row), *(_counted(row["warm"]["counts"][stage]) for stage in stages if stage in row["warm"]["counts"])]
        for row in rows
    ]
    return (
        "What a question does (median of five): calls of functions; rows of SQLite, hundreds of its instructions\n\n"
        + _table(["chunks", *stages], lines)
    )


def _counted(counts: dict[str, float]) -> str:
    return f"{counts['calls']:,.0f}; {counts['rows']:,.0f}, {counts['steps'] / 100:,.0f}"


def _ingest(rows: Sequence[dict[str, Any]]) -> str:
    lines = []
    for row in (row for row in rows if "first" in row):
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


def _peers(peers: dict[str, list[dict[str, Any]]]) -> str:
    if not peers:
        return ""
    ours = peers["ours"]
    lines = []
    for name, turns in peers.items():
        speed = [turn["chunks"] / turn["ingest_cpu_s"] for turn in turns]
        chars = statistics.mean(turn["chars"] / turn["chunks"] for turn in turns)
        cells = [name, f"{turns[0]['chunks']} of {chars:.0f}", _spread(speed, 1)]
        cells += ["" if turns is ours else _ratios(ours, turns, lambda turn: turn["chars"] / turn["ingest_cpu_s"])]
        cells += [f"{statistics.median(statistics.median(turn['cpu_ms']) for turn in turns):.1f}"]
        cells += [_spread([turn["one"][0] for turn in turns]) if "one" in turns[0] else ""]
        cells += [_ratios(ours, turns, lambda turn: turn["one"][0]) if "one" in turns[0] and turns is not ours else ""]
        cells += [f"{max(turn['ingest_process'][2] for turn in turns):.0f}"]
        lines.append(cells)
    head = [
        "",
        "chunks, characters",
        "chunks ingested a second",
        "ours to it, by characters",
        "a warm question ms",
        "one process s",
    ]
    return "### Peers, turn by turn, processor time: median (least to most)\n\n" + _table(
        [*head, "ours to it", "peak MB of the ingest"], lines
    )


def _ratios(ours: Sequence[dict[str, Any]], peers: Sequence[dict[str, Any]], of: Callable[[dict[str, Any]], float]) -> str:
    """Return ours divided by the peer's, turn by turn."""
    return _spread([of(mine) / of(other) for mine, other in zip(ours, peers, strict=True)])


def _stage(row: dict[str, Any], stage: str) -> list[float]:
    return [timings.get(stage, 0.0) for timings in row["warm"]["stages"]]


def _chunks(row: dict[str, Any]) -> str:
    return f"{row['warm']['chunks']:,}" + ("" if row["vectors"] == "real" else f" (vectors {row['vectors']})")


def _three(values: Sequence[float]) -> str:
    cut = statistics.quantiles(values, n=100, method="inclusive")
    return ", ".join(f"{cut[percent - 1]:.0f}" for percent in (50, 95, 99))


def _median(values: Sequence[float]) -> str:
    return f"{statistics.median(values):.1f}"


def _spread(values: Sequence[float], digits: int = 2) -> str:
    return f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f} to {max(values):.{digits}f})"


def _table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *lines))
