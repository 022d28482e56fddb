"""The class `Aligner`, which takes a text through all stages: page, sentences, signals, ladder, mismatches.

An `Aligner` is made from settings alone. It holds no large data, so it pickles and works in any worker.
The functions of the package (`aligner.align` and others) call its methods with default settings.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Literal

from aligner.model.alignment import Alignment, Pair
from aligner.model.article import Article
from aligner.model.bead import NO_CONSTRAINTS, Bead, Constraints
from aligner.model.document import Failure, Given, Text
from aligner.model.faces import face
from aligner.model.mismatch import Mismatch
from aligner.model.page import Page, PageForm
from aligner.model.settings import ParagraphMode, Settings
from aligner.model.text import LanguageCode, Sentence
from aligner.sides import GIVEN, SideReader, checked_text, read_side

if TYPE_CHECKING:
    from aligner.articles import PageArticles
    from aligner.checks.check import Check
    from aligner.checks.choice import Choice
    from aligner.ladder.half import Encoder
    from aligner.ladder.ladder import Step
    from aligner.sentences import Splitter

_log = logging.getLogger("aligner")


class Aligner:
    """Aligns, checks and splits texts with one `Settings`.

    Args:
        settings: All choices; `Settings()` if left out.
        encoder: Optional: an object with `encode(list[str])` that returns a row of numbers for each sentence,
            one model for both languages; its similarities are added to the evidence. It must pickle if the
            aligner is to be pickled.
        splitter: Optional: used instead of our sentence rules, for both languages; it is called with a
            paragraph and returns the spans of its sentences.
        checks: Optional: the checks to run, instead of `aligner.CHECKS`; `(*aligner.CHECKS, MINE)` adds one
            of your own, see `aligner.Check`. They must pickle if the aligner is to be pickled.

    Raises:
        CheckError: One of the checks is no `Check`.

    Examples:
        >>> aligner = Aligner(Settings(ignore=frozenset({"split", "merge"})))
        >>> pairs = aligner.align("비가 왔다. 3만 명이 모였다.", "It rained. 30,000 people gathered.")
        >>> [(pair.source_text, pair.target_text) for pair in pairs]
        [('비가 왔다.', 'It rained.'), ('3만 명이 모였다.', '30,000 people gathered.')]
    """

    def __init__(
        self,
        settings: Settings | None = None,
        encoder: Encoder | None = None,
        splitter: Splitter | None = None,
        checks: Iterable[Check] | None = None,
    ) -> None:
        self.settings = settings or Settings()
        self.encoder = encoder
        self.splitter = splitter
        self.checks: tuple[Check, ...] | None = None
        if checks is not None:
            from aligner.checks.choice import checks_of

            self.checks = checks_of(checks)

    def __repr__(self) -> str:
        return f"Aligner({self.settings!r})"

    def align(
        self,
        source: Text,
        target: Text,
        *,
        anchors: Iterable[tuple[int, int]] = (),
        locked: Iterable[Bead] = (),
    ) -> Alignment:
        """Pair the sentences of two texts that are translations of each other.

        Args:
            source: The original. A string is split; a list of sentences is taken as it is, and spans are then
                offsets in the text of each sentence.
            target: The translation, likewise.
            anchors: Pairs of sentence numbers (source, target) that must be in one pair.
            locked: Beads that the alignment must contain; one with an empty side leaves its sentences
                unmatched, each in a bead of its own.

        Returns:
            An alignment with every sentence of both sides in exactly one pair; no pairs for two empty sides.

        Raises:
            InputError: A side is neither text nor a sequence of texts.
            SettingsError: Anchors or locked beads cross, or name sentences that do not exist.
        """
        source, target = checked_text(source, "source"), checked_text(target, "target")
        reader = self._reader()
        languages = reader.languages(source, target)
        article = Article(reader.side(source, languages[0]), reader.side(target, languages[1]))
        given = not isinstance(source, str) and not isinstance(target, str)
        splitter = GIVEN if given else reader.name(languages)
        held = Constraints(tuple(anchors), tuple(locked))
        return self._alignment([article], splitter, constraints=[held], by_hand=held.locked)

    def align_page(
        self,
        page: str | bytes | Page,
        *,
        form: PageForm = "auto",
        anchors: Iterable[tuple[int, int]] = (),
        locked: Iterable[Bead] = (),
    ) -> Alignment:
        """Pair the two articles of one page.

        Args:
            page: Plain text, HTML or bytes of a page that holds both articles; or a `Page`, whose roles are
                then kept. On a page that is read here, where the rules are unsure, a line is text if it has a
                counterpart.
            form: Format of the page, see `read_page`. No pair crosses the border of a block of Markdown.
            anchors, locked: As for `align`. Sentences are numbered as in the alignment of the page, through
                all of its articles.

        Returns:
            Pairs of headline, deck and body, and of bylines and captions if both sides have them. Lines
            around the article without a counterpart are in `asides`. A page with only one article has pairs
            with an empty side; `page.notes` says what is missing.

        Raises:
            InputError: The bytes are no text, or the page is a saved alignment, a report or the name of a
                file.
            MissingExtraError: The page is HTML or Markdown, but the extra `web` is not installed.
            SettingsError: Anchors or locked beads cross, name sentences that are not there, or span two
                articles.
        """
        from aligner.articles import articles_of_page, held_by_articles

        reader = self._reader()
        read = articles_of_page(page, reader, self.encoder, form)
        given = Constraints(tuple(anchors), tuple(locked))
        held = held_by_articles(read, given)
        return self._aligned(read, reader, taken=read.page is page, held=held, by_hand=given.locked)

    def align_pages(
        self, source: str | bytes | Page, target: str | bytes | Page, *, form: PageForm = "auto"
    ) -> Alignment:
        """Pair the articles of two pages, one in each language.

        Args:
            source: Plain text, HTML, MHTML or bytes of the page with the original, or a `Page`.
            target: The page with its translation, likewise.
            form: Format of both pages, see `read_page`. No pair crosses the border of a block of Markdown,
                nor that of a code listing, a heading name or a link that both pages have.

        Returns:
            Pairs as from `align_page`; the spans of each side are offsets in the text of its own page.
            Several articles of a page are aligned as one.

        Raises:
            InputError: The bytes are no text, or the two pages do not hold one article in each language.
            MissingExtraError: A page is HTML or Markdown, but the extra `web` is not installed.
        """
        from aligner.articles import article_of_pages

        reader = self._reader()
        return self._aligned(article_of_pages(source, target, reader, form), reader)

    def check_alignment(self, alignment: Alignment) -> tuple[Mismatch, ...]:
        """Find the mismatches of an alignment in its present state; its own mismatches are ignored.

        Args:
            alignment: Its beads and sentences may have been corrected; its confidences are not used.

        Returns:
            The mismatches of the pairs, in order, then those of the document as a whole.

        Raises:
            SettingsError: The settings ignore a kind of mismatch that no check finds.
        """
        of_pairs, of_document = self._find(alignment)
        return (*chain.from_iterable(of_pairs), *of_document)

    def recheck(self, alignment: Alignment, *, locked: Iterable[Bead] = ()) -> Alignment:
        """Return an alignment with its mismatches found again; beads, texts and confidences are kept.

        Args:
            alignment: Its beads and sentences may have been corrected.
            locked: Beads that were set by hand; that their sentences can't be told apart is not reported.

        Raises:
            SettingsError: The settings ignore a kind of mismatch that no check finds.
        """
        of_pairs, of_document = self._find(alignment, frozenset(locked))
        pairs = tuple(
            replace(pair, mismatches=of_pair) for pair, of_pair in zip(alignment, of_pairs, strict=True)
        )
        return replace(alignment, pairs=pairs, mismatches=(*chain.from_iterable(of_pairs), *of_document))

    def _find(
        self, alignment: Alignment, locked: Set[Bead] = frozenset()
    ) -> tuple[list[tuple[Mismatch, ...]], tuple[Mismatch, ...]]:
        """Find the mismatches of each pair, and those of the document as a whole."""
        from aligner.checks.choice import choice

        article = Article(
            read_side(
                [sentence for pair in alignment for sentence in pair.source], alignment.source_language
            ),
            read_side(
                [sentence for pair in alignment for sentence in pair.target], alignment.target_language
            ),
        )
        beads = _beads_of(alignment)
        by_hand = {bead for pair, bead in zip(alignment, beads, strict=True) if pair.bead in locked}
        return choice(self.settings, self.checks).find(article, beads, by_hand=by_hand)

    def check(self, pairs: Iterable[tuple[str, str]], *, document: bool = False) -> list[list[Mismatch]]:
        """Find the mismatches of pairs that are aligned already.

        Args:
            pairs: Source and target text of each pair; spans are offsets in each text.
            document: Whether the pairs are one document, in order. Then a number is missing only if the
                neighbouring pairs lack it too, and spellings of names are compared across pairs.

        Returns:
            One list for each pair, in order. A mismatch of the document as a whole is in the list of the
            first pair that holds one of its sentences.

        Raises:
            InputError: One of the pairs is not two texts.
            SettingsError: The settings ignore a kind of mismatch that no check finds.
        """
        from aligner.checks.choice import choice

        return self._checked(pairs, choice(self.settings, self.checks), document=document)

    def _checked(
        self, pairs: Iterable[tuple[str, str]], checks: Choice, *, document: bool
    ) -> list[list[Mismatch]]:
        from aligner.checks.batches import found_in_rows
        from aligner.rows import checked_row

        rows = [checked_row(pair, number) for number, pair in enumerate(pairs)]
        return found_in_rows(rows, checks, self._reader().languages, document=document)

    def pipe(
        self,
        docs: Iterable[Given],
        n_process: int = 1,
        batch_size: int = 32,
        on_error: Literal["record", "raise"] = "record",
        seconds: float | None = None,
        memory: int | None = None,
        progress: bool = False,
    ) -> Iterator[Alignment | Failure]:
        """Align many documents, one after the other or in several processes.

        Args:
            docs: Pages, pairs (source, target), or dicts with the key `page` or the keys `source` and
                `target`; other keys are returned as `Alignment.metadata`, and `id` names the document.
                The iterable may be endless: only a few batches are read ahead.
            n_process: Number of worker processes; -1 for one on each core.
            batch_size: Largest number of documents that a worker gets at once. The first batches are smaller,
                so that the first results come soon.
            on_error: `record` returns a `Failure` for a document that can't be aligned or whose worker was
                killed twice; `raise` raises its error.
            seconds: Processor time after which a document is a failure; None for no limit.
            memory: Bytes that a worker may use; a document that needs more is a failure. With `seconds` or
                `memory` a worker process is used even with `n_process=1`. Both limits are ignored on Windows.
            progress: Whether to show on stderr how many documents are done, with tqdm if it is installed.

        Returns:
            An alignment or a failure for each document, in order; the results do not depend on the number of
            processes.

        Raises:
            SettingsError: An argument is out of range, or encoder or splitter don't pickle.

        Examples:
            >>> docs = [{"source": "비가 왔다.", "target": "It rained.", "year": 2024}, b"%PDF-1.7"]
            >>> rain, failure = Aligner().pipe(docs)
            >>> len(rain), rain.metadata, str(failure.error)[:13]
            (1, {'year': 2024}, 'this is a PDF')
        """
        piped: Iterator[Alignment | Failure] = face("pipe")(
            self, docs, n_process, batch_size, on_error, seconds, memory, progress
        )
        return piped

    def split_sentences(self, text: str, language: LanguageCode | None = None) -> list[Sentence]:
        """Split a text into sentences; see `aligner.sentences.split_sentences`."""
        return self._reader().split(text, language)

    def _reader(self) -> SideReader:
        return SideReader(self.settings, self.splitter)

    def _aligned(
        self,
        read: PageArticles,
        reader: SideReader,
        *,
        taken: bool = False,
        held: Sequence[Constraints] = (),
        by_hand: Iterable[Bead] = (),
    ) -> Alignment:
        """Align the articles of one or two pages; `held` for each article, the rest as for `_alignment`."""
        hard = read.blocks and self.settings.paragraphs == "soft"
        return self._alignment(
            read.articles,
            reader.name(read.languages),
            read.page,
            held or (read.constraints,),
            "hard" if hard else self.settings.paragraphs,
            climbed=None if held else read.climbed,
            taken=taken,
            by_hand=by_hand,
        )

    def _alignment(
        self,
        articles: Sequence[Article],
        splitter: str,
        page: Page | None = None,
        constraints: Sequence[Constraints] = (),
        paragraphs: ParagraphMode | None = None,
        *,
        climbed: Sequence[Step] | None = None,
        taken: bool = False,
        by_hand: Iterable[Bead] = (),
    ) -> Alignment:
        """Compute the ladder of each article separately, then check all of them as one document.

        Args:
            articles: At least one article, in page order.
            splitter: Name of the splitter, for the alignment.
            page: The page that holds the articles, if there is one.
            constraints: Constraints of each article, from the first; none for those that are left out.
            paragraphs: Instead of the mode of the settings.
            climbed: The ladder of the first article, if it is known already.
            taken: Whether the caller gave a `Page`, whose confidence is then kept.
            by_hand: Beads that an editor set, numbered through all articles.
        """
        from aligner.checks.choice import choice

        whole, steps = self._climbed(articles, constraints, paragraphs or self.settings.paragraphs, climbed)
        if page and not taken:
            from aligner.counterparts import reading_confidence

            page = replace(page, confidence=reading_confidence(page, whole, steps))
        of_pairs, of_document = choice(self.settings, self.checks).find(
            whole,
            [step.bead for step in steps],
            reading=page.confidence if page else 1.0,
            asides=page.asides if page else (),
            by_hand=frozenset(by_hand),
        )
        alignment = Alignment(
            source_language=whole.source.language,
            target_language=whole.target.language,
            pairs=_pairs(whole, steps, of_pairs),
            mismatches=(*chain.from_iterable(of_pairs), *of_document),
            page=page,
            settings=self.settings,
            splitter=splitter,
        )
        _log_result(alignment, whole)
        return alignment

    def _climbed(
        self,
        articles: Sequence[Article],
        constraints: Sequence[Constraints],
        paragraphs: ParagraphMode,
        climbed: Sequence[Step] | None,
    ) -> tuple[Article, list[Step]]:
        """Join all articles to one, and their ladders one after the other.

        Args:
            constraints: Constraints of each article, from the first; none for those that are left out.
            climbed: The ladder of the first article, if it is known already.
        """
        from aligner.ladder.ladder import climb
        from aligner.lexicon import extended_lexicon
        from aligner.pairs import pair_of

        pair = pair_of(articles[0].source.language, articles[0].target.language)
        lexicon = extended_lexicon(pair, self.settings.lexicon)
        whole = articles[0]
        steps: list[Step] = []
        for number, article in enumerate(articles):
            held = constraints[number] if number < len(constraints) else NO_CONSTRAINTS
            ladder = climbed if climbed is not None and not number else None
            if ladder is None:
                ladder = climb(article, self.settings.beads, held, paragraphs, lexicon, self.encoder)
            if number:
                ladder = [step.after(whole) for step in ladder]
                whole = whole.followed_by(article)
            steps += ladder
        return whole, steps


def _pairs(whole: Article, steps: list[Step], mismatches: Sequence[tuple[Mismatch, ...]]) -> tuple[Pair, ...]:
    """Make a pair of each step, with its sentences as they were given and its mismatches."""
    return tuple(
        Pair(
            source=tuple(whole.source.as_given(number) for number in step.bead.source),
            target=tuple(whole.target.as_given(number) for number in step.bead.target),
            bead=step.bead,
            confidence=step.confidence,
            evidence=step.evidence,
            mismatches=of_pair,
        )
        for step, of_pair in zip(steps, mismatches, strict=True)
    )


def _log_result(alignment: Alignment, whole: Article) -> None:
    if alignment.page:
        _log.info("page: layout %s (confidence %.2f)", alignment.page.layout, alignment.page.confidence)
    _log.info(
        "%s to %s: %d and %d sentences cut by %s, %d pairs, %d mismatches",
        *(alignment.source_language, alignment.target_language),
        *(len(whole.source.sentences), len(whole.target.sentences)),
        *(alignment.splitter, len(alignment.pairs), len(alignment.mismatches)),
    )


def _beads_of(alignment: Alignment) -> list[Bead]:
    """Return the beads of all pairs, numbered anew, so that removed or added pairs leave no gaps."""
    beads, done = [], Bead(range(0), range(0))
    for pair in alignment:
        source, target = done.source.stop, done.target.stop
        done = Bead(range(source, source + len(pair.source)), range(target, target + len(pair.target)))
        beads.append(done)
    return beads


def checked_apart(aligner: Aligner, pairs: Iterable[tuple[str, str]]) -> list[list[Mismatch]]:
    """Find the mismatches of pairs as if `Aligner.check` got each of them alone, in much less time.

    Checks that look at all rows of a bitext at once are left out.

    Raises:
        InputError: One of the pairs is not two texts.
        SettingsError: The settings ignore a kind of mismatch that no check finds.
    """
    from aligner.checks.choice import choice

    checks = choice(aligner.settings, aligner.checks).of_single_rows()
    return aligner._checked(pairs, checks, document=False)


def checked_again(alignment: Alignment) -> tuple[Mismatch, ...]:
    """Find the mismatches of an alignment under its own settings; see `Alignment.check`."""
    return Aligner(alignment.settings).check_alignment(alignment)
