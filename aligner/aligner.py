"""The way of the text through the library: page, sentences, signals, ladder, mismatches.

An `Aligner` is made from settings alone; it holds nothing heavy, so it pickles and works in any worker.
The functions of the package (`aligner.align` ...) are its methods under default settings.
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
    from aligner.ladder.half import Encoder
    from aligner.ladder.ladder import Step
    from aligner.sentences import Splitter

_log = logging.getLogger("aligner")


class Aligner:
    """Aligns, checks and splits under one `Settings`.

    Args:
        settings: All choices; `Settings()` if left out.
        encoder: Optional: an object with `encode(list[str])` that returns a row of numbers a sentence,
            the same for both languages; its similarities become one more evidence. It has to pickle
            if the aligner shall.
        splitter: Optional: takes the place of our sentence rules for both languages; gets a paragraph,
            returns the spans of its sentences.
        checks: Optional: what is looked for, instead of `aligner.CHECKS`; `(*aligner.CHECKS, MINE)` adds one
            of your own, see `aligner.Check`. Has to pickle if the aligner shall.

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
            source: The original; a string is split, a list of sentences is taken as it is (spans then
                count in each sentence's own text).
            target: The translation, likewise.
            anchors: Pairs of sentence numbers (source, target) that must stand in one pair.
            locked: Beads to be taken as they are; one with an empty side leaves its sentences unmatched,
                each in a bead of its own.

        Returns:
            Every sentence of both sides in exactly one pair; no pairs for two empty sides.

        Raises:
            InputError: A side is neither text nor a sequence of texts.
            SettingsError: Anchors or locked beads cross, or name sentences that are not there.
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
            page: Plain text, HTML or bytes of a page that holds both articles. A page already read is taken
                as the rules read it; on others a counterpart decides what is text where the rules are unsure.
            form: What the page is written in, see `read_page`. The blocks of Markdown are units that no pair
                goes beyond.
            anchors, locked: As of `align`; sentences are counted as the alignment of the page counts them,
                through all of its articles.

        Returns:
            Pairs of headline, deck and body, and of bylines and captions if both sides have them. What
            frames the article without counterpart is in `asides`. A page with one article gives pairs
            with one empty side; `page.notes` says what is missing.

        Raises:
            InputError: The bytes are no text, or it is a saved alignment, a report or the name of a file.
            MissingExtraError: HTML or Markdown, but the extra `web` is not installed.
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
            source: Plain text, HTML, MHTML or bytes of the page with the original, or a page already read.
            target: The page with its translation, likewise.
            form: What both are written in, see `read_page`. The blocks of Markdown are units that no pair
                goes beyond, and listings, names of headings and links that both have are borders as well.

        Returns:
            Pairs as of `align_page`; spans of each side count in the text of its own page. Several articles
            of a page are one.

        Raises:
            InputError: The bytes are no text, or both pages hold an article in the same language only.
            MissingExtraError: HTML or Markdown, but the extra `web` is not installed.
        """
        from aligner.articles import article_of_pages

        reader = self._reader()
        return self._aligned(article_of_pages(source, target, reader, form), reader)

    def check_alignment(self, alignment: Alignment) -> tuple[Mismatch, ...]:
        """Find what is wrong in an alignment as it stands now, whatever was found in it before.

        Args:
            alignment: Its beads and sentences may have been corrected; confidences are not looked at.

        Returns:
            The mismatches of the pairs, in order, then those of the document as a whole.

        Raises:
            SettingsError: No check finds mismatches of a kind to be ignored.
        """
        of_pairs, of_document = self._found_anew(alignment)
        return (*chain.from_iterable(of_pairs), *of_document)

    def recheck(self, alignment: Alignment, *, locked: Iterable[Bead] = ()) -> Alignment:
        """An alignment with its mismatches found anew; beads, texts and confidences stay.

        Args:
            alignment: Its beads and sentences may have been corrected.
            locked: Beads that were set by hand; that their sentences can't be told apart is not reported.

        Raises:
            SettingsError: No check finds mismatches of a kind to be ignored.
        """
        of_pairs, of_document = self._found_anew(alignment, frozenset(locked))
        pairs = tuple(
            replace(pair, mismatches=found) for pair, found in zip(alignment, of_pairs, strict=True)
        )
        return replace(alignment, pairs=pairs, mismatches=(*chain.from_iterable(of_pairs), *of_document))

    def _found_anew(
        self, alignment: Alignment, locked: Set[Bead] = frozenset()
    ) -> tuple[list[tuple[Mismatch, ...]], tuple[Mismatch, ...]]:
        """The mismatches of each pair, then those of the document as a whole."""
        from aligner.checks.choice import choice

        article = Article(
            read_side([one for pair in alignment for one in pair.source], alignment.source_language),
            read_side([one for pair in alignment for one in pair.target], alignment.target_language),
        )
        beads = _beads_of(alignment)
        by_hand = {bead for pair, bead in zip(alignment, beads, strict=True) if pair.bead in locked}
        return choice(self.settings, self.checks).find(article, beads, by_hand=by_hand)

    def check(self, pairs: Iterable[tuple[str, str]], *, document: bool = False) -> list[list[Mismatch]]:
        """Find what went wrong in pairs that are aligned already.

        Args:
            pairs: Source and target of each; spans count within each text.
            document: The pairs are one document in order: neighbours are looked at before a number is
                called missing, and spellings of names are compared across pairs.

        Returns:
            One list a pair, in order. A mismatch of the document as a whole stands at the first pair
            that it names a sentence of.

        Raises:
            InputError: One of the pairs is not two texts.
            SettingsError: No check finds mismatches of a kind to be ignored.
        """
        from aligner.checks.choice import choice
        from aligner.rows import article_of_rows, checked_row, first_bead, rows_together

        rows = [checked_row(pair, number) for number, pair in enumerate(pairs)]
        checks = choice(self.settings, self.checks)
        found: list[list[Mismatch]] = [[] for _ in rows]
        for languages, numbers in rows_together(rows, self._reader().languages, document, checks.of_rows):
            article, beads = article_of_rows([rows[number] for number in numbers], languages)
            of_beads, across = checks.find(article, beads, document=document)
            for number, mismatches in zip(numbers, of_beads, strict=True):
                found[number] += mismatches
            for mismatch in across:
                found[numbers[first_bead(mismatch, beads)]].append(mismatch)
        return found

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
                `target`; their other keys come back as `Alignment.metadata`, and `id` names the document.
                May be endless: a few batches are read ahead.
            n_process: Worker processes; -1 for one on each core.
            batch_size: Documents that a worker gets at once.
            on_error: `record` gives a `Failure` for a document that can't be aligned or whose worker was
                killed twice; `raise` ends with its error.
            seconds: Of the processor, after which a document is a failure; None waits for all.
            memory: Bytes that a worker may take; a document that needs more is a failure. With `seconds` or
                `memory` there is a worker even if it is the only one. Neither is kept to on Windows.
            progress: Whether stderr tells how many are done, by tqdm where it is installed.

        Returns:
            An alignment or a failure for each document, in order, the same for any number of processes.

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
        """What was read of pages, aligned; `held` for each article, the rest as for `_alignment`."""
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
        """Climb each article by itself, then look at all of them as one document.

        Args:
            constraints: Of each article, from the first; none for those that are left out.
            climbed: The ladder of the first article, if it is known already.
            taken: Whether the page was given as read, and its confidence is the caller's.
            by_hand: Beads that somebody set, counted through all articles.
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
        """All articles as one, and the ladders of all of them one after the other.

        Args:
            constraints: Of each article, from the first; none for those that are left out.
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
    """A pair for each step, with its sentences as they were given and its mismatches."""
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
    """The beads, counted through: pairs that were taken out or put in leave no gap."""
    beads, done = [], Bead(range(0), range(0))
    for pair in alignment:
        source, target = done.source.stop, done.target.stop
        done = Bead(range(source, source + len(pair.source)), range(target, target + len(pair.target)))
        beads.append(done)
    return beads


def checked_again(alignment: Alignment) -> tuple[Mismatch, ...]:
    """See `Alignment.check`."""
    return Aligner(alignment.settings).check_alignment(alignment)
