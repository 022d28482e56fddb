"""What an alignment is: pairs of sentences, the evidence for each, and what went wrong in between.

The values hold no behaviour of their own beyond reading; how they are stored and shown is the business of
other rooms, which are found by name (`aligner.model.faces`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from os import PathLike
from typing import TYPE_CHECKING, Any, cast, overload

from aligner.model.bead import Bead, Evidence
from aligner.model.faces import face
from aligner.model.mismatch import Mismatch
from aligner.model.page import Page
from aligner.model.settings import Settings
from aligner.model.text import LanguageCode, Sentence

if TYPE_CHECKING:
    import pandas
    from matplotlib.figure import Figure


# Characters of a side that `repr` shows.
_SHOWN = 60


@dataclass(frozen=True, slots=True, repr=False)
class Pair:
    """Source sentences and the target sentences that translate them. One side may be empty.

    Attributes:
        source, target: The sentences, in reading order.
        bead: Their numbers in the two articles.
        confidence: Calibrated probability in [0, 1] that the pairing is right.
        evidence: Why they were paired.
        mismatches: What went wrong between the two sides, in the order in which it was found.

    Examples:
        >>> import aligner
        >>> pair = aligner.align("비가 왔다. 바람도 불었다.", "It rained. The wind blew too.")[1]
        >>> pair.source_text, pair.target_text, pair.bead.kind, pair.confidence > 0.5
        ('바람도 불었다.', 'The wind blew too.', (1, 1), True)
    """

    source: tuple[Sentence, ...]
    target: tuple[Sentence, ...]
    bead: Bead
    confidence: float = 1.0
    evidence: Evidence = field(default_factory=Evidence)
    mismatches: tuple[Mismatch, ...] = ()

    def __repr__(self) -> str:
        bead = "-".join(map(str, self.bead.kind))
        texts = f"{_cut(self.source_text)} | {_cut(self.target_text)}"
        kinds = ", ".join(dict.fromkeys(mismatch.kind for mismatch in self.mismatches))
        return f"<Pair {bead} {self.confidence:.2f}: {texts}{f', {kinds}'[:_SHOWN] if kinds else ''}>"

    @property
    def source_text(self) -> str:
        """The source sentences, joined by a space."""
        return " ".join(sentence.text for sentence in self.source)

    @property
    def target_text(self) -> str:
        """The target sentences, joined by a space."""
        return " ".join(sentence.text for sentence in self.target)


@dataclass(frozen=True, slots=True, repr=False)
class Alignment:
    """The pairs of an article in source order. Every sentence is in exactly one of them.

    Attributes:
        source_language, target_language: Codes, such as `ko` and `en`.
        pairs: The pairs. `len(alignment)`, `alignment[0]` and iterating mean these.
        mismatches: All mismatches: those of the pairs, then those of the document as a whole.
        page: The page that the articles came from; None if two texts were given.
        settings: The settings of the aligner that made it.
        splitter: What cut the sentences, such as `mecab` or `rules`; `given` if they were given.
        document: Where the text came from, such as a file name; empty if nothing was said.
        metadata: Whatever you know about the document, see `aligner.pipe`; the library does not read it.

    Examples:
        >>> import aligner
        >>> alignment = aligner.align("비가 왔다. 3만 명이 모였다.", "It rained. 300,000 people gathered.")
        >>> len(alignment), alignment[0].target_text, [found.kind for found in alignment.mismatches]
        (2, 'It rained.', ['magnitude'])
        >>> print(alignment[0])
        <Pair 1-1 1.00: '비가 왔다.' | 'It rained.'>
    """

    source_language: LanguageCode
    target_language: LanguageCode
    pairs: tuple[Pair, ...]
    mismatches: tuple[Mismatch, ...] = ()
    page: Page | None = None
    settings: Settings = field(default_factory=Settings)
    splitter: str = "given"
    document: str = ""
    metadata: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def __iter__(self) -> Iterator[Pair]:
        return iter(self.pairs)

    def __len__(self) -> int:
        return len(self.pairs)

    @overload
    def __getitem__(self, index: int) -> Pair: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Pair, ...]: ...
    def __getitem__(self, index: int | slice) -> Pair | tuple[Pair, ...]:
        return self.pairs[index]

    def __repr__(self) -> str:
        direction = f"{self.source_language} to {self.target_language}"
        return f"<Alignment {direction}: {len(self.pairs)} pairs, {len(self.mismatches)} mismatches>"

    def __str__(self) -> str:
        """The pairs one below the other, with their mismatches: what `print` shows."""
        return cast("str", face("plain")(self))

    @property
    def lines_joined(self) -> tuple[int, int]:
        """How many line ends inside sentences of the source, and of the target, were read as blanks.

        Lines were hard-wrapped there; see the setting `lines`.

        Examples:
            >>> import aligner
            >>> wrapped = "We waited on the old pier for\\nthe ferry. It did not come."
            >>> aligner.align("우리는 오래된 부두에서 배를 기다렸다. 배는 오지 않았다.", wrapped).lines_joined
            (0, 1)
        """
        source = [sentence.text for pair in self.pairs for sentence in pair.source]
        target = [sentence.text for pair in self.pairs for sentence in pair.target]
        return _line_ends(source), _line_ends(target)

    @property
    def asides(self) -> tuple[str, ...]:
        """Stretches of the page that frame the article and have no counterpart, in order.

        An introduction, a comment, the vocabulary of a lesson, a title in one language. Lines of one stretch
        are joined by a line break.

        Examples:
            >>> Alignment("ko", "en", ()).asides
            ()
        """
        return self.page.asides if self.page else ()

    @property
    def document_mismatches(self) -> tuple[Mismatch, ...]:
        """The mismatches that belong to no single pair, such as a name that is spelt in two ways."""
        held = {id(mismatch) for pair in self.pairs for mismatch in pair.mismatches}
        return tuple(mismatch for mismatch in self.mismatches if id(mismatch) not in held)

    def check(self) -> tuple[Mismatch, ...]:
        """Look for mismatches again, after beads or texts were corrected. `mismatches` stays as it was.

        The settings are those of the alignment, the checks those of the library; `Aligner.check_alignment`
        takes checks of your own.

        Examples:
            >>> Alignment("ko", "en", ()).check()
            ()
        """
        return cast("tuple[Mismatch, ...]", face("check")(self))

    def to_dict(self) -> dict[str, Any]:
        """Turn the alignment into plain values that `json` can write. Nothing is lost.

        Examples:
            >>> Alignment("ko", "en", ()).to_dict()["schema"]
            1
        """
        return cast("dict[str, Any]", face("to_dict")(self))

    @staticmethod
    def from_dict(values: dict[str, Any]) -> Alignment:
        """Make the alignment again from what `to_dict` returned.

        Raises:
            FormatError: A value is missing or has the wrong type; the message names the place.
        """
        return cast("Alignment", face("from_dict")(values))

    def to_frame(self, *, texts: bool = True) -> pandas.DataFrame:
        """Make a data frame, one row for each pair: texts, bead, confidence, mismatches, evidence.

        Args:
            texts: Whether to include the columns `source` and `target`; without them the frame is small.

        Raises:
            MissingExtraError: pandas is not installed.
        """
        return cast("pandas.DataFrame", face("pair_frame")(self, texts=texts))

    def mismatch_frame(self) -> pandas.DataFrame:
        """Make a data frame, one row for each mismatch; `pair` is empty for those of the document.

        Raises:
            MissingExtraError: pandas is not installed.
        """
        return cast("pandas.DataFrame", face("mismatch_frame")(self))

    def to_html(self) -> str:
        """A report for the browser: one page that needs no other file, with filters and a second language.

        Examples:
            >>> Alignment("ko", "en", ()).to_html()[:15]
            '<!doctype html>'
        """
        return cast("str", face("html")([self]))

    def plot(self) -> Figure:
        """Draw the way through both texts: a box for each pair, a bar for each sentence left alone.

        Source sentences run down, target sentences across. The darker a box, the surer the pair; a dot in it
        shows how grave its worst mismatch is.

        Returns:
            A figure of matplotlib, which a notebook shows and `savefig` writes. It is not registered with
            pyplot.

        Raises:
            MissingExtraError: matplotlib is not installed.
        """
        return cast("Figure", face("plot")(self))

    def save(self, path: str | PathLike[str]) -> None:
        """Write a file in the format of its suffix, completely or not at all.

        An existing file is replaced only if aligner wrote it or if it is empty. Other files are never
        replaced, such as the page that the alignment was made from, a gold file, or a correction saved from
        the report.

        Args:
            path: Ends in one of `aligner.formats.FORMATS`, such as `.json`, `.tsv` or `.tmx`.

        Raises:
            FormatError: No format has this suffix.
            InputError: A file that aligner did not write is there, or the file can't be written.
        """
        face("save")(self, path)

    def _repr_html_(self) -> str:
        return cast("str", face("table")(self))


def _cut(text: str) -> str:
    """A text as Python writes it, cut off where it is long."""
    shown = repr(text[:_SHOWN])
    return f"{shown[: _SHOWN - 1]}…" if len(text) > _SHOWN or len(shown) > _SHOWN else shown


def _line_ends(texts: Iterable[str]) -> int:
    return sum(max(0, len(text.splitlines()) - 1) for text in texts)
