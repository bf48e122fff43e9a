"""The report's charts, as SVG text that takes its colours from the page."""

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from qa_bot.errors import DependencyError
from qa_bot.evaluation.abstention import Bin, RiskCoverage

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# The page replaces these colours with its own, for light and dark mode.
_INK, _ACCENT, _MUTED = "#101112", "#202122", "#303132"
_COLOURS = {_INK: "var(--ink)", _ACCENT: "var(--accent)", _MUTED: "var(--muted)"}


def risk_coverage_chart(curve: RiskCoverage, coverage_now: float, risk_now: float) -> str:
    """Return the share of wrong answers at each coverage, with a mark at the current threshold."""
    figure = _figure()
    axes = figure.subplots()
    axes.plot(curve.coverage, curve.risk, color=_ACCENT, linewidth=2)
    axes.plot([coverage_now], [risk_now], "o", color=_INK)
    axes.annotate("now", (coverage_now, risk_now), xytext=(6, 6), textcoords="offset points", color=_INK)
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="share of questions answered", ylabel="share of answers wrong")
    return _svg(figure, f"Risk-coverage curve, area {curve.area:.3f}")


def reliability_chart(bins: Sequence[Bin]) -> str:
    """Return the share of right answers against the confidence; a calibrated bot follows the diagonal."""
    figure = _figure()
    axes = figure.subplots()
    axes.plot([0, 1], [0, 1], color=_MUTED, linestyle="--", linewidth=1)
    axes.bar([b.low + 0.05 for b in bins], [b.right for b in bins], width=0.09, color=_ACCENT)
    for b in bins:
        axes.annotate(str(b.size), (b.low + 0.05, b.right), ha="center", va="bottom", color=_INK, fontsize=8)
    axes.set(xlim=(0, 1), ylim=(0, 1.08), xlabel="confidence", ylabel="share right (number of questions)")
    return _svg(figure, "Reliability diagram")


def bars_chart(values: Mapping[str, tuple[float, float, float]], label: str, limit: float | None = None) -> str:
    """Return horizontal bars with their intervals: name -> (value, low, high)."""
    figure = _figure(height=0.9 + 0.36 * len(values))
    axes = figure.subplots()
    names = list(values)[::-1]
    middle = [values[name][0] for name in names]
    errors = [
        [max(values[n][0] - values[n][1], 0) for n in names],
        [max(values[n][2] - values[n][0], 0) for n in names],
    ]
    axes.barh(names, middle, color=_ACCENT, xerr=errors, error_kw={"ecolor": _INK, "capsize": 3})
    axes.set(xlabel=label, xlim=(0, limit))
    return _svg(figure, label)


def _figure(height: float = 3.4) -> "Figure":
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise DependencyError("the report needs the extra: pip install 'qa-bot[eval]'") from error
    figure = Figure(figsize=(5.2, height), layout="constrained")
    figure.patch.set_alpha(0)
    return figure


def _svg(figure: "Figure", title: str) -> str:
    import matplotlib

    for axes in figure.axes:
        axes.patch.set_alpha(0)
        axes.spines[["top", "right"]].set_visible(False)
        for item in (axes.xaxis.label, axes.yaxis.label, *axes.get_xticklabels(), *axes.get_yticklabels()):
            item.set_color(_INK)
        axes.tick_params(color=_INK)
        for spine in axes.spines.values():
            spine.set_color(_INK)
    buffer = io.StringIO()
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "qa-bot"}):
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    drawn = buffer.getvalue()
    drawn = drawn[drawn.index("<svg") :]
    for colour, variable in _COLOURS.items():
        drawn = drawn.replace(colour, variable)
    return drawn.replace("<svg ", f'<svg role="img" aria-label="{title}" ', 1)
