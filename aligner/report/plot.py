"""Draws alignments, for notebooks and papers (extra `plot`).

There are three pictures: the path of the ladder and its confidence (`plot_path`), pairs that are longer or
shorter than expected (`plot_lengths`), and how often each kind of mismatch occurs in a collection
(`plot_mismatches`). They are matplotlib figures made without pyplot: no window is opened, no list of open
figures grows and no setting changes. A notebook shows them, and `figure.savefig("path.svg")` saves them.

The fonts of matplotlib lack the letters of some languages (`Language.fonts`). Labels in these languages are
set in a font of the machine that has the letters.
"""

from __future__ import annotations

import io
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from statistics import median
from typing import TYPE_CHECKING, Any, cast

from aligner.formats.visible import visible
from aligner.languages import codes, language
from aligner.languages.fonts import Fonts
from aligner.model.alignment import Alignment
from aligner.model.bead import Bead
from aligner.model.errors import InputError, MissingExtraError
from aligner.model.mismatch import SEVERITIES, Severity, worst_severity
from aligner.pairs import pair_of

if TYPE_CHECKING:
    import pandas
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from aligner.pairs.length import Length

# Colours of the severities and of sentences without counterpart, as in the HTML report: dark red, amber,
# blue. They can be told apart without colour vision (Okabe & Ito 2008, darkened).
COLOURS: dict[Severity, str] = {"error": "#b3261e", "warning": "#d98c00", "info": "#56a0d3"}
_ALONE = "#b3261e"
_QUIET = "#3b6ea5"

# Up to so many sentences on a side, the axes show the beginnings of sentences; beyond, numbers only.
_NAMED = 40
# Characters of a sentence in the label of an axis.
_LABEL = 24
# Inches for each sentence of the path; least and most inches of a side of the picture.
_CELL, _LEAST, _MOST = 0.3, 2.0, 9.0

# A pair is an outlier beyond so many standard deviations of the length model. If the lengths followed the
# model exactly, one correct pair in 370 would be an outlier.
OUTLIER = 3.0
# Number of outliers with a label; the farthest ones are labelled.
_LABELLED = 8


def plot_path(alignment: Alignment) -> Figure:
    """Draw the path of the ladder through both texts; see `Alignment.plot`."""
    figure, axes = _picture(_path_size(alignment))
    if not alignment.pairs:
        return _nothing(figure, axes)
    last = alignment.pairs[-1].bead
    axes.set_xlim(0, max(last.target.stop, 1))
    axes.set_ylim(max(last.source.stop, 1), 0)
    _draw_beads(figure, axes, alignment)
    _draw_unmatched(axes, alignment)
    _draw_findings(axes, alignment)
    _name_sentences(axes, alignment)
    axes.set_title(_shown(alignment.document), **_text([alignment.document]), loc="left")
    return figure


def plot_lengths(alignments: Alignment | Iterable[Alignment]) -> Figure:
    """Draw the length of each translation against the expected length; outliers are labelled.

    The expected length comes from the length model (`LanguagePair.length`), shifted to the median of these
    pairs, so that the pairs of a terse translator are not all outliers. The grey band reaches three standard
    deviations to each side; pairs outside of it are worth a look.

    Args:
        alignments: One or many, all of one language pair. Pairs with an empty side are left out.

    Returns:
        A figure of matplotlib that is not registered with pyplot.

    Raises:
        InputError: The alignments are of several language pairs.
        MissingExtraError: matplotlib is not installed.

    Examples:
        >>> import aligner
        >>> figure = plot_lengths(aligner.align("비가 왔다. 바람도 불었다.", "It rained. It was windy too."))
        >>> len(figure.axes)
        1
    """
    import numpy as np

    figure, axes = _picture((7.0, 4.5))
    given = _several(alignments)
    pairs = {pair_of(each.source_language, each.target_language).code: each for each in given}
    if len(pairs) > 1:
        raise InputError(f"lengths of several language pairs don't compare: {', '.join(sorted(pairs))}")
    names, lengths = [], []
    for name, first, second in _lengths(given):
        names.append(name)
        lengths.append((first, second))
    if not lengths:
        return _nothing(figure, axes)
    pair = pair_of(given[0].source_language, given[0].target_language)
    expected, ratios = np.array(lengths).T
    ratios = ratios / expected
    middle = float(median(ratios))
    away = np.log(ratios / middle) / _spread(pair.length, expected)
    outside = np.abs(away) > OUTLIER
    places = np.geomspace(expected.min() * 0.9, expected.max() * 1.1, 100)
    factor = np.exp(OUTLIER * _spread(pair.length, places))
    axes.fill_between(places, middle / factor, middle * factor, color="0.5", alpha=0.15, linewidth=0)
    axes.axhline(middle, color="0.5", linewidth=0.8)
    axes.scatter(expected[~outside], ratios[~outside], s=14, color=_QUIET, alpha=0.6, linewidths=0)
    axes.scatter(expected[outside], ratios[outside], s=22, color=COLOURS["error"], linewidths=0)
    for place in sorted(np.flatnonzero(outside), key=lambda index: -abs(away[index]))[:_LABELLED]:
        where = (expected[place], ratios[place])
        axes.annotate(names[place], where, (4, 3), textcoords="offset points", **_text([names[place]], 8))
    axes.set_xscale("log")
    axes.set_yscale("log")
    for axis in (axes.xaxis, axes.yaxis):
        _plain_numbers(axis)
    axes.set_xlabel(f"{pair.second.name} characters expected from the {pair.first.name} side")
    axes.set_ylabel(f"{pair.second.name} characters found / expected")
    axes.set_title(f"{len(lengths)} pairs, {int(outside.sum())} out of line", loc="left")
    return figure


def plot_mismatches(found: Alignment | Iterable[Alignment] | pandas.DataFrame) -> Figure:
    """Draw how often each kind of mismatch was found, by severity, the most frequent on top.

    Args:
        found: One or many alignments, or a frame from `Alignment.mismatch_frame`. The frames of a collection
            can be joined by `pandas.concat`.

    Returns:
        A figure of matplotlib that is not registered with pyplot.

    Raises:
        MissingExtraError: matplotlib is not installed.

    Examples:
        >>> import aligner
        >>> figure = plot_mismatches(aligner.align("3만 명이 모였다.", "300,000 people gathered."))
        >>> [label.get_text() for label in figure.axes[0].get_yticklabels()]
        ['magnitude']
    """
    counts = Counter(_kinds(found))
    totals: Counter[str] = Counter()
    for (kind, _), count in counts.items():
        totals[kind] += count
    kinds = sorted(totals, key=lambda kind: (-totals[kind], kind))
    figure, axes = _picture((7.0, 1.2 + 0.3 * max(len(kinds), 3)))
    if not kinds:
        return _nothing(figure, axes)
    from matplotlib.ticker import MaxNLocator

    done = [0] * len(kinds)
    for severity in reversed(SEVERITIES):
        widths = [counts[kind, severity] for kind in kinds]
        if any(widths):
            axes.barh(range(len(kinds)), widths, left=done, color=COLOURS[severity], label=severity)
            done = [before + width for before, width in zip(done, widths, strict=True)]
    for place, kind in enumerate(kinds):
        axes.annotate(
            str(totals[kind]), (totals[kind], place), (3, 0), textcoords="offset points", va="center"
        )
    axes.set_yticks(range(len(kinds)), [_shown(kind) for kind in kinds], **_text(kinds))
    axes.invert_yaxis()
    axes.margins(x=0.08)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_xlabel("mismatches")
    axes.legend(frameon=False, loc="lower right")
    return figure


def font_for(fonts: Fonts) -> str | None:
    """Return the name of a font of this machine that has the letters of a language; None if there is none.

    matplotlib lists the fonts of a machine once and keeps that list (`fontManager`). A font that was
    installed later is found by its file and added to the list of this process.
    """
    from matplotlib.font_manager import findSystemFonts, fontManager

    listed = {entry.name: entry.fname for entry in fontManager.ttflist if "Last Resort" not in entry.name}
    font = _first_with_letters(listed, fonts)
    if font is None:
        later = {_family(file): file for file in sorted({*findSystemFonts()} - {*listed.values()})}
        font = _first_with_letters(later, fonts)
        if font is not None:
            fontManager.addfont(later[font])
    return font


def _first_with_letters(files: Mapping[str, str], fonts: Fonts) -> str | None:
    """Return the name of the best font with the letters of a language, of files by family name."""
    preferred = [name for name in fonts.preferred if name in files]
    names = (*preferred, *sorted(files.keys() - set(preferred)))
    return next((name for name in names if _has_letter(files[name], fonts.sample)), None)


@cache
def _has_letter(file: str, letter: str) -> bool:
    from matplotlib.font_manager import get_font

    try:
        return bool(get_font(file).get_char_index(ord(letter)))
    except (OSError, RuntimeError):  # the file was removed or is not a readable font
        return False


def _family(file: str) -> str:
    """Return the family name of a font file; empty if it can't be read."""
    from matplotlib.font_manager import get_font

    try:
        return get_font(file).family_name
    except (OSError, RuntimeError):
        return ""


def _picture(size: tuple[float, float]) -> tuple[Figure, Axes]:
    """Return a figure and its axes; a notebook shows the figure although pyplot does not know it."""
    figure = _figure_class()(figsize=size, layout="constrained")
    axes = figure.add_subplot()
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


@cache
def _figure_class() -> type[Figure]:
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise MissingExtraError.of("pictures need", "matplotlib", "plot") from error

    class Picture(Figure):
        """A figure that notebooks can show; otherwise they show only figures of pyplot."""

        def _repr_png_(self) -> bytes:
            picture = io.BytesIO()
            self.savefig(picture, format="png")
            return picture.getvalue()

    return Picture


def _nothing(figure: Figure, axes: Axes) -> Figure:
    axes.set_axis_off()
    axes.text(0.5, 0.5, "nothing to show", ha="center", va="center", transform=axes.transAxes)
    return figure


def _path_size(alignment: Alignment) -> tuple[float, float]:
    last = alignment.pairs[-1].bead if alignment.pairs else Bead(range(0), range(0))
    width, height = (min(max(_CELL * n, _LEAST), _MOST) for n in (last.target.stop, last.source.stop))
    return width + 3.4, height + 2.2


def _draw_beads(figure: Figure, axes: Axes, alignment: Alignment) -> None:
    """Draw a box for each pair with two sides; the surer the pair, the darker the box."""
    from matplotlib.collections import PatchCollection
    from matplotlib.patches import Rectangle

    beads = [pair for pair in alignment if pair.source and pair.target]
    boxes = [
        Rectangle((pair.bead.target.start, pair.bead.source.start), len(pair.target), len(pair.source))
        for pair in beads
    ]
    # The edge keeps boxes visible that are smaller than a pixel.
    drawn = PatchCollection(
        boxes, cmap="YlGnBu", edgecolor="face", linewidth=1 if _is_short(alignment) else 4
    )
    drawn.set_array([pair.confidence for pair in beads])
    drawn.set_clim(0, 1)
    axes.add_collection(drawn)
    figure.colorbar(drawn, ax=axes, label="confidence", shrink=0.6)


def _draw_unmatched(axes: Axes, alignment: Alignment) -> None:
    """Draw a bar for each pair with one side only."""
    from matplotlib.collections import LineCollection

    lines = []
    for pair in alignment:
        if not (pair.source and pair.target):
            start = (pair.bead.target.start, pair.bead.source.start)
            lines.append([start, (pair.bead.target.stop, pair.bead.source.stop)])
    if lines:
        axes.add_collection(LineCollection(lines, colors=_ALONE, linewidths=3, label="unmatched"))


def _draw_findings(axes: Axes, alignment: Alignment) -> None:
    """Draw a dot for each pair with mismatches, and the legend."""
    for severity in reversed(SEVERITIES):
        beads = [
            pair.bead
            for pair in alignment
            if pair.source and pair.target and worst_severity(pair.mismatches) == severity
        ]
        if beads:
            across = [(bead.target.start + bead.target.stop) / 2 for bead in beads]
            down = [(bead.source.start + bead.source.stop) / 2 for bead in beads]
            axes.scatter(
                across, down, s=26, color=COLOURS[severity], edgecolor="white", label=severity, zorder=3
            )
    if axes.get_legend_handles_labels()[0]:
        axes.legend(loc="upper right", frameon=False)  # the path never gets there


def _name_sentences(axes: Axes, alignment: Alignment) -> None:
    """Label the axes with the beginnings of the sentences, or leave their numbers if there are too many."""
    source = [sentence.text for pair in alignment for sentence in pair.source]
    target = [sentence.text for pair in alignment for sentence in pair.target]
    axes.set_ylabel(f"source ({alignment.source_language})")
    axes.set_xlabel(f"target ({alignment.target_language})")
    if not _is_short(alignment):
        return
    axes.set_yticks([number + 0.5 for number in range(len(source))], _labels(source), **_text(source, 8))
    axes.set_xticks([number + 0.5 for number in range(len(target))], _labels(target), **_text(target, 8))
    for label in axes.get_xticklabels():
        label.set(rotation=60, horizontalalignment="right", rotation_mode="anchor")


def _is_short(alignment: Alignment) -> bool:
    """Return whether the sentences are few enough for labels."""
    last = alignment.pairs[-1].bead
    return max(last.source.stop, last.target.stop) <= _NAMED


def _labels(sentences: Sequence[str]) -> list[str]:
    return [f"{_shown(text)} {number}" for number, text in enumerate(sentences, 1)]


def _shown(text: str) -> str:
    """Return the beginning of a text, with invisible characters spelt out."""
    shown = visible(text)
    return shown if len(shown) <= _LABEL else f"{shown[: _LABEL - 1].rstrip()}…"


def _text(texts: Iterable[str], size: float = 10) -> dict[str, Any]:
    """Return the matplotlib properties for texts of an article: fonts for their scripts, no maths in `$`."""
    families = ["DejaVu Sans"]
    for fonts in filter(None, (language(code).fonts for code in codes())):
        if any(map(fonts.letters.search, texts)):
            font = font_for(fonts)
            if font is None:
                warnings.warn(fonts.hint, stacklevel=4)
            elif font:
                families.append(font)
    return {
        "fontfamily": families,
        "fontsize": size,
        "parse_math": False,
    }


def _several(alignments: Alignment | Iterable[Alignment]) -> Sequence[Alignment]:
    return (alignments,) if isinstance(alignments, Alignment) else tuple(alignments)


def _lengths(alignments: Sequence[Alignment]) -> Iterator[tuple[str, float, float]]:
    """Yield name, expected and actual length of each pair with two sides, in its length measure."""
    for alignment in alignments:
        languages = pair_of(alignment.source_language, alignment.target_language)
        turned = alignment.source_language == languages.second.code
        for number, pair in enumerate(alignment, 1):
            if pair.source and pair.target:
                place = f"{_shown(alignment.document)} {number}" if len(alignments) > 1 else f"pair {number}"
                first, second = (pair.source_text, pair.target_text)[:: -1 if turned else 1]
                yield place, languages.length.first(first), languages.length.second(second)


def _spread(length: Length, expected: Any) -> Any:
    """Return the standard deviation of the log ratio at the expected lengths (an array)."""
    return (length.spread**2 + length.spread_short**2 / expected) ** 0.5


def _plain_numbers(axis: Any) -> None:
    """Label a logarithmic axis with plain numbers (50 and 0.5) instead of powers of ten."""
    from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

    axis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0)))
    axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axis.set_minor_formatter(NullFormatter())


def _kinds(results: Alignment | Iterable[Alignment] | pandas.DataFrame) -> Iterator[tuple[str, str]]:
    """Yield kind and severity of each mismatch."""
    if hasattr(results, "columns"):
        frame = cast("pandas.DataFrame", results)
        yield from zip(frame["kind"], frame["severity"], strict=True)
    else:
        for alignment in _several(results):
            yield from ((mismatch.kind, mismatch.severity) for mismatch in alignment.mismatches)
