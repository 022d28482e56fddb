"""Pictures: what is drawn, that nothing outside the figure changes, and text that would break one."""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

import aligner
from aligner.languages import language
from aligner.model.alignment import Alignment
from aligner.model.errors import MissingExtraError
from aligner.report import plot
from aligner.report.plot import font_for, plot_lengths, plot_mismatches

matplotlib = pytest.importorskip("matplotlib", reason="needs the extra `plot`")
# Told where it matters, and tested below: not every machine has a font with Hangul.
pytestmark = [pytest.mark.filterwarnings(f"ignore:{said}") for said in ("Glyph", "no font with Hangul")]

AlignmentOf = Callable[..., Alignment]
FONTS = language("ko").fonts
assert FONTS is not None

HOSTILE = "$x_{1$ \x00\ud800\u202e\n^^ \\frac"


def labels(axis_labels: Iterable[object]) -> list[str]:
    return [str(label.get_text()) for label in axis_labels]  # type: ignore[attr-defined]


def empty() -> Alignment:
    return Alignment("ko", "en", ())


def test_the_path_has_a_box_a_pair_and_a_bar_for_what_stands_alone(library: Alignment) -> None:
    (axes, colours) = library.plot().axes
    boxes, bars, *_ = axes.collections
    assert [tuple(box.get_extents().bounds) for box in boxes.get_paths()] == [
        (0, 0, 1, 1),
        (1, 1, 2, 1),
        (3, 2, 1, 1),
        (4, 4, 1, 1),
    ]
    assert [path.vertices.tolist() for path in bars.get_paths()] == [[[4, 3], [4, 4]]]
    assert colours.get_ylabel() == "confidence"


def test_the_path_names_the_sentences(library: Alignment) -> None:
    axes = library.plot().axes[0]
    assert labels(axes.get_yticklabels())[4] == "이용은 무료다. 5"
    assert labels(axes.get_xticklabels())[2] == "It starts on the 5th. 3"


def test_a_long_text_has_numbers_instead_of_names(alignment_of: AlignmentOf) -> None:
    axes = alignment_of([(("비.",), ("Rain.",))] * 50).plot().axes[0]
    assert not any("Rain" in label for label in labels(axes.get_xticklabels()))


def test_gravest_mismatch_of_a_pair_makes_its_dot(library: Alignment) -> None:
    legend = library.plot().axes[0].get_legend()
    assert labels(legend.get_texts()) == ["unmatched", "error"]


def test_where_all_is_well_nothing_is_explained(
    alignment_of: AlignmentOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plot, "font_for", lambda fonts: "DejaVu Sans")  # whatever this machine has
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        axes = alignment_of([(("비.",), ("Rain.",))]).plot().axes[0]
    assert axes.get_legend() is None


def test_lengths_label_what_is_out_of_line(alignment_of: AlignmentOf) -> None:
    even = ("호수 둘레길이 오늘 다시 열렸다.",), ("The path around the lake was opened again today.",)
    long = ("호수 둘레길이 오늘 다시 열렸다.",), ("The path around the lake was opened again. " * 9,)
    one = alignment_of([even] * 8 + [long] + [(("홀로 선 문장.",), ())], document="호수")
    axes = plot_lengths(one).axes[0]
    assert axes.get_title(loc="left") == "9 pairs, 1 out of line"
    assert labels(axes.texts) == ["pair 9"]
    assert labels(plot_lengths([one, one]).axes[0].texts) == ["호수 9", "호수 9"]


def test_direction_makes_no_difference_to_lengths(library: Alignment) -> None:
    turned = replace(
        library,
        source_language="en",
        target_language="ko",
        pairs=tuple(replace(pair, source=pair.target, target=pair.source) for pair in library),
    )
    drawn, other = (plot_lengths(one).axes[0].collections[1].get_offsets() for one in (library, turned))
    assert drawn.tolist() == other.tolist()


def test_mismatches_are_counted_by_kind_and_severity(library: Alignment) -> None:
    axes = plot_mismatches([library, library]).axes[0]
    assert labels(axes.get_yticklabels()) == [
        "magnitude",
        "name_variant",
        "number",
        "sentence_dropped",
        "split",
    ]
    assert labels(axes.texts) == ["2"] * 5
    assert labels(axes.get_legend().get_texts()) == ["error", "warning", "info"]


def test_a_frame_of_mismatches_does_as_well(library: Alignment) -> None:
    pytest.importorskip("pandas", reason="needs the extra `frame`")
    from_frame = plot_mismatches(library.mismatch_frame()).axes[0]
    from_alignment = plot_mismatches(library).axes[0]
    assert labels(from_frame.get_yticklabels()) == labels(from_alignment.get_yticklabels())


@pytest.mark.parametrize("draw", [Alignment.plot, plot_lengths, plot_mismatches])
def test_hostile_text_and_nothing_at_all_are_drawn(
    draw: Callable[[Alignment], object], alignment_of: AlignmentOf
) -> None:
    hostile = alignment_of([((HOSTILE,), (HOSTILE,))], [(0, HOSTILE, "error", None, None)], HOSTILE)
    for alignment in (hostile, empty()):
        figure = draw(alignment)
        assert figure._repr_png_().startswith(b"\x89PNG")  # type: ignore[attr-defined]


def test_no_setting_is_changed_and_pyplot_knows_of_no_figure(library: Alignment) -> None:
    from matplotlib import pyplot

    before = dict(matplotlib.rcParams)
    for draw in (Alignment.plot, plot_lengths, plot_mismatches):
        draw(library)._repr_png_()  # type: ignore[attr-defined]
    assert dict(matplotlib.rcParams) == before
    assert pyplot.get_fignums() == []


def test_a_missing_font_is_told_with_its_cure(library: Alignment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plot, "font_for", lambda fonts: None)
    with pytest.warns(UserWarning, match="fonts-noto-cjk"):
        library.plot()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        plot_mismatches(library)  # names of kinds need no Hangul
    assert FONTS.hint.startswith("no font with Hangul")


def test_a_font_installed_later_is_found_by_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """matplotlib reads its list of fonts from a cache that a fresh installation does not change."""
    from matplotlib import font_manager

    own = [entry for entry in font_manager.fontManager.ttflist if "dejavu" in entry.fname.lower()]
    installed: list[str] = []
    monkeypatch.setattr(font_manager.fontManager, "ttflist", own)
    monkeypatch.setattr(font_manager, "findSystemFonts", lambda: installed)
    assert font_for(FONTS) is None
    installed += [str(tmp_path / "damaged.ttf"), font_file(tmp_path / "later.ttf", "Later Gothic")]
    (tmp_path / "damaged.ttf").write_bytes(b"no font")
    assert font_for(FONTS) == "Later Gothic"
    assert font_manager.findfont("Later Gothic") == installed[-1]


def font_file(path: Path, family: str) -> str:
    """Make a font of three glyphs, one of them a Hangul syllable."""
    builder = pytest.importorskip("fontTools.fontBuilder", reason="comes with matplotlib").FontBuilder(1000)
    names = [".notdef", "a", "ga"]
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord("a"): "a", ord("가"): "ga"})
    pen = importlib.import_module("fontTools.pens.ttGlyphPen").TTGlyphPen(None)
    builder.setupGlyf(dict.fromkeys(names, pen.glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (600, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": family, "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)
    return str(path)


def test_hangul_is_set_in_a_font_that_has_it(library: Alignment) -> None:
    if font_for(FONTS) is None:
        pytest.skip(FONTS.hint)
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # matplotlib warns of each glyph that it misses
        assert library.plot()._repr_png_()  # type: ignore[attr-defined]


def test_without_matplotlib_the_extra_is_named(library: Alignment, monkeypatch: pytest.MonkeyPatch) -> None:
    plot._figure_class.cache_clear()
    monkeypatch.setitem(__import__("sys").modules, "matplotlib.figure", None)
    with pytest.raises(MissingExtraError, match=r'pip install "\.\[plot\]"'):
        aligner.plot_lengths(library)
