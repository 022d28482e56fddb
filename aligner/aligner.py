"""The way of the text through the library: page, sentences, signals, ladder, mismatches.

An `Aligner` is made from settings alone; it holds nothing heavy, so it pickles and works in any worker.
The functions of the package (`aligner.align` ...) are its methods under default settings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Literal

from aligner.characters import read_sentence
from aligner.languages import language as language_of
from aligner.model.alignment import Alignment, Pair
from aligner.model.article import Article, Side
from aligner.model.bead import NO_CONSTRAINTS, Bead, Constraints
from aligner.model.document import Failure, Given, Text
from aligner.model.errors import InputError
from aligner.model.faces import face
from aligner.model.mismatch import Mismatch
from aligner.model.page import Page, Paragraph
from aligner.model.settings import Settings
from aligner.model.text import TITLES, LanguageCode, Sentence, Span
from aligner.pairs.script import languages_of, pair_for

if TYPE_CHECKING:
    from aligner.checks.check import Check
    from aligner.ladder.half import Encoder
    from aligner.ladder.ladder import Step
    from aligner.sentences import Splitter

# What the splitter is called when all sentences came as lists, and when the user plugged one in.
GIVEN, OWN = "given", "own"


Row = tuple[str, str]  # source and target of a pair that is aligned already


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
        source, target = _checked(source, "source"), _checked(target, "target")
        languages = self._languages(_joined(source), _joined(target))
        sides = [
            read_side(self._sentences(text, language), language)
            for text, language in zip((source, target), languages, strict=True)
        ]
        given = not isinstance(source, str) and not isinstance(target, str)
        splitter = GIVEN if given else self._splitter(languages)
        return self._alignment(
            [Article(*sides)], splitter, constraints=Constraints(tuple(anchors), tuple(locked))
        )

    def align_page(self, page: str | bytes | Page) -> Alignment:
        """Pair the two articles of one page.

        Args:
            page: Plain text, HTML or bytes of a page that holds both articles. A page already read is taken
                as the rules read it; on others a counterpart decides what is text where the rules are unsure.

        Returns:
            Pairs of headline, deck and body, and of bylines and captions if both sides have them. What
            frames the article without counterpart is in `asides`. A page with one article gives pairs
            with one empty side; `page.notes` says what is missing.

        Raises:
            InputError: The bytes are no text.
            MissingExtraError: HTML, but the extra `web` is not installed.
        """
        from aligner.page import articles_of

        original = self.settings.source_language
        anchors: tuple[tuple[int, int], ...] = ()
        constraints = NO_CONSTRAINTS
        known: dict[Paragraph, Side] = {}
        taken = isinstance(page, Page)
        if not isinstance(page, Page):
            page, anchors = self._read_page(page, known)
        pair = pair_for(page.text, including=original)
        source = original or pair.first.code
        target = pair.other(source)
        articles = [
            Article(
                self._page_side(of_source, source, known),
                self._page_side(of_target, target, known),
            )
            for of_source, of_target in articles_of(page, source, target)
        ]
        if anchors:
            from aligner.counterparts import anchored

            constraints = anchored(articles[0], anchors)
        return self._alignment(articles, self._splitter((source, target)), page, constraints, taken=taken)

    def _read_page(
        self, page: str | bytes, known: dict[Paragraph, Side]
    ) -> tuple[Page, tuple[tuple[int, int], ...]]:
        """The page by the rules; where they are unsure, counterparts decide what is text.

        Also places of paragraphs that belong together, see `aligner.counterparts.Settled`.
        """
        from aligner.page.reading import read_twice

        original = self.settings.source_language
        strict, reading = read_twice(page, language=original)
        if reading is None:
            return strict, ()
        from aligner.counterparts import settle
        from aligner.ladder.ladder import climb
        from aligner.lexicon import extended_lexicon

        pair = pair_for(strict.text, including=original)
        source = original or pair.first.code
        target = pair.other(source)
        lexicon = extended_lexicon(pair, self.settings.lexicon)

        tried: dict[tuple[Paragraph, ...], tuple[Article, Sequence[Step]]] = {}

        def climbed(paragraphs: Sequence[Paragraph]) -> tuple[Article, Sequence[Step]]:
            key = tuple(paragraphs)
            if key not in tried:
                sides = (
                    self._page_side([p for p in key if p.language == code], code, known)
                    for code in (source, target)
                )
                article = Article(*sides)
                steps = climb(article, self.settings.beads, lexicon=lexicon, encoder=self.encoder)
                tried[key] = article, steps
            return tried[key]

        settled = settle(strict, reading, climbed)
        return settled.page, settled.anchors

    def _page_side(
        self, paragraphs: Sequence[Paragraph], language: LanguageCode, known: dict[Paragraph, Side]
    ) -> Side:
        """One side of an article on a page; what is known of a paragraph is not read again."""
        sides = []
        for paragraph in paragraphs:
            if paragraph not in known:
                known[paragraph] = read_side(self._paragraph_sentences([paragraph]), language)
            sides.append(known[paragraph])
        return Side(
            language,
            tuple(replace(s, paragraph=number) for number, side in enumerate(sides) for s in side.sentences),
            tuple(quantities for side in sides for quantities in side.quantities),
        )

    def align_pages(self, source: str | bytes | Page, target: str | bytes | Page) -> Alignment:
        """Pair the articles of two pages, one in each language.

        Args:
            source: Plain text, HTML, MHTML or bytes of the page with the original, or a page already read.
            target: The page with its translation, likewise.

        Returns:
            Pairs as of `align_page`; spans of each side count in the text of its own page. Several articles
            of a page are one.

        Raises:
            InputError: The bytes are no text, or both pages hold an article in the same language only.
            MissingExtraError: HTML, but the extra `web` is not installed.
        """
        from aligner.page import read_page
        from aligner.page.articles import without_lone_parts

        given = self.settings.source_language
        pages = [
            page if isinstance(page, Page) else read_page(page, language=given) for page in (source, target)
        ]
        pair = pair_for("\n".join(page.text for page in pages), including=given)
        codes = (given,) if given else (pair.first.code, pair.second.code)
        # The way in which the pages hold more text: a page may quote the other language.
        original, translation = max(
            ((code, pair.other(code)) for code in codes), key=lambda way: _held(pages, *way)
        )
        if not _held(pages, original, translation):
            raise InputError("no two articles were found, one in each language; give source and translation")
        sides = without_lone_parts(pages[0].article(original), pages[1].article(translation))
        article = Article(
            read_side(self._paragraph_sentences(sides[0]), original),
            read_side(self._paragraph_sentences(sides[1]), translation),
        )
        return self._alignment([article], self._splitter((original, translation)))

    def check_alignment(self, alignment: Alignment) -> tuple[Mismatch, ...]:
        """Find what is wrong in an alignment as it stands now, whatever was found in it before.

        Args:
            alignment: Its beads and sentences may have been corrected; confidences are not looked at.

        Returns:
            The mismatches of the pairs, in order, then those of the document as a whole.

        Raises:
            SettingsError: No check finds mismatches of a kind to be ignored.
        """
        from aligner.checks.choice import choice

        article = Article(
            read_side([one for pair in alignment for one in pair.source], alignment.source_language),
            read_side([one for pair in alignment for one in pair.target], alignment.target_language),
        )
        of_pairs, of_document = choice(self.settings, self.checks).find(article, _beads_of(alignment))
        return (*chain.from_iterable(of_pairs), *of_document)

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

        rows = [_row(pair, number) for number, pair in enumerate(pairs)]
        checks = choice(self.settings, self.checks)
        found: list[list[Mismatch]] = [[] for _ in rows]
        for languages, numbers in self._rows_together(rows, document, checks.of_rows):
            article, beads = _article_of_rows([rows[number] for number in numbers], languages)
            of_beads, across = checks.find(article, beads, document=document)
            for number, bead, mismatches in zip(numbers, beads, of_beads, strict=True):
                found[number] += mismatches if document else (_as_of_one_row(m, bead) for m in mismatches)
            for mismatch in across:
                found[numbers[_first_bead(mismatch, beads)]].append(mismatch)
        return found

    def pipe(
        self,
        docs: Iterable[Given],
        n_process: int = 1,
        batch_size: int = 32,
        on_error: Literal["record", "raise"] = "record",
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
        piped: Iterator[Alignment | Failure] = face("pipe")(self, docs, n_process, batch_size, on_error)
        return piped

    def split_sentences(self, text: str, language: LanguageCode | None = None) -> list[Sentence]:
        """Split a text into sentences; see `aligner.sentences.split_sentences`."""
        if not isinstance(text, str):
            raise InputError(f"text: a str was expected, not {type(text).__name__}")
        from aligner.sentences import split_sentences

        settings = self.settings
        return split_sentences(
            text,
            language,
            quotes=settings.quotes,
            korean_backend=settings.korean_backend,
            splitter=self.splitter,
            lines=settings.lines,
        )

    def _languages(self, source: str, target: str) -> tuple[LanguageCode, LanguageCode]:
        return languages_of(source, target, self.settings.source_language)

    def _sentences(self, text: Text, language: LanguageCode) -> tuple[Sentence, ...]:
        return tuple(self.split_sentences(text, language) if isinstance(text, str) else given_sentences(text))

    def _paragraph_sentences(self, paragraphs: Sequence[Paragraph]) -> tuple[Sentence, ...]:
        from aligner.sentences import split_paragraph

        settings = self.settings
        return tuple(
            sentence
            for number, paragraph in enumerate(paragraphs)
            for sentence in split_paragraph(
                paragraph.text,
                paragraph.language,
                offset=paragraph.span.start,
                paragraph=number,
                role=paragraph.role,
                quotes=settings.quotes,
                korean_backend=settings.korean_backend,
                splitter=one_sentence if paragraph.role in TITLES else self.splitter,
            )
        )

    def _splitter(self, languages: tuple[LanguageCode, LanguageCode]) -> str:
        from aligner.sentences import backend_in_use

        if self.splitter is not None:
            return OWN
        return backend_in_use(self.settings.korean_backend, languages)

    def _alignment(
        self,
        articles: Sequence[Article],
        splitter: str,
        page: Page | None = None,
        constraints: Constraints = NO_CONSTRAINTS,
        *,
        taken: bool = False,
    ) -> Alignment:
        """Climb each article by itself, then look at all of them as one document.

        Args:
            taken: Whether the page was given as read, and its confidence is the caller's.
        """
        from aligner.checks.choice import choice
        from aligner.ladder.ladder import climb
        from aligner.lexicon import extended_lexicon
        from aligner.pairs import pair_of

        settings = self.settings
        whole, steps = articles[0], []
        pair = pair_of(whole.source.language, whole.target.language)
        lexicon = extended_lexicon(pair, settings.lexicon)
        for number, article in enumerate(articles):
            held = NO_CONSTRAINTS if number else constraints
            climbed = climb(article, settings.beads, held, settings.paragraphs, lexicon, self.encoder)
            if number:
                climbed = [step.after(whole) for step in climbed]
                whole = whole.followed_by(article)
            steps += climbed
        if page and not taken:
            from aligner.counterparts import reading_confidence

            page = replace(page, confidence=reading_confidence(page, whole, steps))
        of_pairs, of_document = choice(settings, self.checks).find(
            whole, [step.bead for step in steps], reading=page.confidence if page else 1.0
        )
        pairs = tuple(
            Pair(
                source=tuple(whole.source.as_given(number) for number in step.bead.source),
                target=tuple(whole.target.as_given(number) for number in step.bead.target),
                bead=step.bead,
                confidence=step.confidence,
                evidence=step.evidence,
                mismatches=found,
            )
            for step, found in zip(steps, of_pairs, strict=True)
        )
        return Alignment(
            source_language=whole.source.language,
            target_language=whole.target.language,
            pairs=pairs,
            mismatches=tuple(mismatch for pair in pairs for mismatch in pair.mismatches) + of_document,
            page=page,
            settings=settings,
            splitter=splitter,
        )

    def _rows_together(
        self, rows: Sequence[Row], document: bool, at_once: bool
    ) -> Iterator[tuple[tuple[LanguageCode, LanguageCode], Sequence[int]]]:
        """Numbers of the rows that are looked at together, with their languages.

        A document is one. Of other rows each is by itself, or, where a check wants them all at once, with
        those of its own direction.
        """
        if document:
            yield (
                self._languages(
                    *(_joined([row[side] for row in rows if row[side].strip()]) for side in (0, 1))
                ),
                range(len(rows)),
            )
            return
        of_direction: dict[tuple[LanguageCode, LanguageCode], list[int]] = {}
        for number, row in enumerate(rows):
            languages = self._languages(*row)
            if at_once:
                of_direction.setdefault(languages, []).append(number)
            else:
                yield languages, (number,)
        yield from of_direction.items()


def _held(pages: Sequence[Page], source: LanguageCode, target: LanguageCode) -> int:
    """Characters of the smaller article: of the first page in one language, of the second in the other."""
    first, second = pages
    return min(
        sum(len(paragraph.text) for paragraph in first.article(source)),
        sum(len(paragraph.text) for paragraph in second.article(target)),
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


def _article_of_rows(
    rows: Iterable[Row], languages: tuple[LanguageCode, LanguageCode]
) -> tuple[Article, list[Bead]]:
    """The texts of rows as sentences, blank ones left out, and a bead for each row."""
    texts: tuple[list[str], list[str]] = ([], [])
    beads = []
    for row in rows:
        ranges = []
        for text, of_side in zip(row, texts, strict=True):
            start = len(of_side)
            if text.strip():
                of_side.append(text)
            ranges.append(range(start, len(of_side)))
        beads.append(Bead(*ranges))
    sides = (
        read_side(given_sentences(of_side), language)
        for of_side, language in zip(texts, languages, strict=True)
    )
    return Article(*sides), beads


def _as_of_one_row(mismatch: Mismatch, bead: Bead) -> Mismatch:
    """Sentence numbers as they are where the row is alone: it does not tell where in the bitext it stands."""
    return replace(
        mismatch,
        source_sentences=tuple(number - bead.source.start for number in mismatch.source_sentences),
        target_sentences=tuple(number - bead.target.start for number in mismatch.target_sentences),
    )


def read_side(sentences: Sequence[Sentence], language: LanguageCode) -> Side:
    """One side of an article as it is read (`aligner.characters`), with the quantities of each sentence."""
    read_quantities = language_of(language).read_quantities
    read = tuple(map(read_sentence, sentences))
    return Side(language, read, tuple(tuple(read_quantities(sentence.text)) for sentence in read))


def given_sentences(texts: Sequence[str]) -> list[Sentence]:
    """Sentences that count in their own text."""
    return [Sentence(text, Span(0, len(text))) for text in texts]


def one_sentence(text: str) -> list[Span]:
    """A splitter that cuts nowhere."""
    return [Span(0, len(text))]


def _checked(text: Text, side: str) -> Text:
    """The text as it is, a sequence of sentences as a list of its own."""
    if isinstance(text, str):
        return text
    if isinstance(text, bytes | bytearray) or not isinstance(text, Iterable):
        raise InputError(f"{side}: a str or a list of str was expected, not {type(text).__name__}")
    sentences = list(text)
    for number, sentence in enumerate(sentences):
        if not isinstance(sentence, str):
            raise InputError(f"{side}[{number}]: a str was expected, not {type(sentence).__name__}")
    return sentences


def _row(pair: Row, number: int) -> Row:
    """A pair of `check`, when it is one."""
    if isinstance(pair, str) or not isinstance(pair, Iterable):
        raise InputError(f"pairs[{number}]: a pair (source, target) was expected, not {type(pair).__name__}")
    texts = tuple(pair)
    if len(texts) != 2 or not all(isinstance(text, str) for text in texts):
        given = ", ".join(type(text).__name__ for text in texts)
        raise InputError(f"pairs[{number}]: a pair (source, target) of str was expected, not ({given})")
    return texts[0], texts[1]


def _joined(text: Text) -> str:
    return text if isinstance(text, str) else " ".join(text)


def _first_bead(mismatch: Mismatch, beads: Sequence[Bead]) -> int:
    for number, bead in enumerate(beads):
        if any(n in bead.source for n in mismatch.source_sentences) or any(
            n in bead.target for n in mismatch.target_sentences
        ):
            return number
    return 0
