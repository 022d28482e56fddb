"""Find the articles of pages: by the rules for pages, and by counterparts where the rules are unsure."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from aligner.landmarks import borders_between
from aligner.model.article import Article, Side
from aligner.model.bead import NO_CONSTRAINTS, Bead, Constraints
from aligner.model.errors import InputError, SettingsError
from aligner.model.page import Landmark, Page, PageForm, Paragraph
from aligner.model.settings import Settings
from aligner.model.text import LanguageCode
from aligner.pairs.script import pair_for
from aligner.sides import SideReader

if TYPE_CHECKING:
    from aligner.counterparts import Settled
    from aligner.ladder.half import Encoder, KnownTokens
    from aligner.ladder.ladder import Step
    from aligner.model.lexicon import Lexicon
    from aligner.page.candidates import Reading


@dataclass(frozen=True, slots=True)
class PageArticles:
    """The articles of one page or of two pages.

    Attributes:
        page: The page as it was read; None for two pages.
        articles: The articles in page order, at least one; one side of each may be empty.
        constraints: Constraints of the ladder of the first article.
        blocks: Whether the pages mark their paragraphs (Markdown), so that no pair crosses a paragraph
            border.
        climbed: The ladder of the first article, if it is known already.
    """

    page: Page | None
    articles: tuple[Article, ...]
    constraints: Constraints = NO_CONSTRAINTS
    blocks: bool = False
    climbed: tuple[Step, ...] | None = None

    @property
    def languages(self) -> tuple[LanguageCode, LanguageCode]:
        """The languages of the source and the target."""
        first = self.articles[0]
        return first.source.language, first.target.language


def articles_of_page(
    given: str | bytes | Page, reader: SideReader, encoder: Encoder | None = None, form: PageForm = "auto"
) -> PageArticles:
    """Read the articles of one page; see `Aligner.align_page`."""
    from aligner.page import articles_of, read_page
    from aligner.page.reading import read_twice

    original = reader.settings.source_language
    sides = _Sides(reader, {})
    anchors: tuple[tuple[int, int], ...] = ()
    tried: _Tried = {}
    if isinstance(given, Page):
        page = given
    elif form != "auto":
        page = read_page(given, form=form, language=original)
    else:
        page, reading = read_twice(given, language=original)
        if reading is not None:
            settled = _settled(page, reading, sides, encoder, tried)
            page, anchors = settled.page, settled.anchors
    source, target = _direction(page, original)
    articles = tuple(
        sides.article(of_source, of_target, (source, target))
        for of_source, of_target in articles_of(page, source, target)
    )
    if page.blocks:
        return PageArticles(page, articles, borders_between(*_halves(page, source), articles[0]), blocks=True)
    if not anchors:
        return PageArticles(page, articles, climbed=_known(articles, tried, reader.settings))
    from aligner.counterparts import anchored

    return PageArticles(page, articles, anchored(articles[0], anchors))


def article_of_pages(
    source: str | bytes | Page, target: str | bytes | Page, reader: SideReader, form: PageForm = "auto"
) -> PageArticles:
    """Read the article of two pages, one in each language; see `Aligner.align_pages`."""
    from aligner.page import read_page
    from aligner.page.articles import without_lone_parts

    given = reader.settings.source_language
    pages = [
        page if isinstance(page, Page) else read_page(page, form=form, language=given)
        for page in (source, target)
    ]
    pair = pair_for("\n".join(page.text for page in pages), including=given)
    codes = (given,) if given else (pair.first.code, pair.second.code)
    # Take the direction in which the pages hold more text, since a page may quote the other language.
    original, translation = max(
        ((code, pair.other(code)) for code in codes), key=lambda direction: _held(pages, *direction)
    )
    if not _held(pages, original, translation):
        raise InputError("no two articles were found, one in each language; give source and translation")
    languages = original, translation
    # Blocks that the translator left unchanged are in the wrong language, but they are text of the page.
    sides = without_lone_parts(
        *(
            page.paragraphs if page.blocks else page.article(code)
            for page, code in zip(pages, languages, strict=True)
        )
    )
    article = Article(
        *(reader.side_of_paragraphs(side, code) for side, code in zip(sides, languages, strict=True))
    )
    constraints = borders_between(pages[0].landmarks, pages[1].landmarks, article)
    return PageArticles(None, (article,), constraints, any(page.blocks for page in pages))


def held_by_articles(read: PageArticles, given: Constraints) -> tuple[Constraints, ...]:
    """What the ladder of each article must hold, by what was read and by what a caller gives.

    Args:
        read: Borders stay; what it guessed of pairs does not stand against what is given.
        given: Sentences are counted through all articles.

    Returns:
        Empty if nothing is given: then what was read says all.

    Raises:
        SettingsError: Something crosses, names a sentence that is not there, or spans two articles.
    """
    if not (given.anchors or given.locked):
        return ()
    ends = [(0, 0)]
    for article in read.articles:
        source, target = ends[-1]
        ends.append((source + len(article.source.sentences), target + len(article.target.sentences)))
    given = given.checked(*ends[-1])
    held = [_without_places(given.within(start, end)) for start, end in pairwise(ends)]
    for name in ("anchors", "locked"):
        if sum(len(getattr(one, name)) for one in held) != len(getattr(given, name)):
            raise SettingsError(f"{name}: one of them spans two articles of the page; give one for each")
    return (replace(held[0], borders=read.constraints.borders), *held[1:])


def _without_places(held: Constraints) -> Constraints:
    """Where a locked bead has no sentences, it stands at no place that could be outside of the article."""
    return replace(
        held, locked=tuple(Bead(bead.source or range(0), bead.target or range(0)) for bead in held.locked)
    )


@dataclass(frozen=True, slots=True)
class _Sides:
    """Makes sides of paragraphs, and caches the side of each paragraph."""

    reader: SideReader
    known: dict[Paragraph, Side]

    def article(
        self,
        source: Sequence[Paragraph],
        target: Sequence[Paragraph],
        languages: tuple[LanguageCode, LanguageCode],
    ) -> Article:
        return Article(self._side(source, languages[0]), self._side(target, languages[1]))

    def _side(self, paragraphs: Sequence[Paragraph], language: LanguageCode) -> Side:
        sides = []
        for paragraph in paragraphs:
            side = self.known.get(paragraph)
            if side is None:
                side = self.known[paragraph] = self.reader.side_of_paragraphs([paragraph], language)
            sides.append(side)
        return Side(
            language,
            tuple(s.of_paragraph(number) for number, side in enumerate(sides) for s in side.sentences),
            tuple(quantities for side in sides for quantities in side.quantities),
        )


# The steps of ladders that were computed, by the key of the article (`seen_of`).
_Tried = dict[Hashable, "Sequence[Step]"]


def _known(articles: Sequence[Article], tried: _Tried, settings: Settings) -> tuple[Step, ...] | None:
    """Return the ladder of the only article of a page, if it was computed while the page was read."""
    if not tried or len(articles) != 1 or settings.paragraphs != Settings().paragraphs:
        return None
    from aligner.ladder.half import seen_of

    steps = tried.get(seen_of(articles[0]))
    return None if steps is None else tuple(steps)


@dataclass(frozen=True, slots=True)
class _Climber:
    """Climbs the ladders of articles of one page, each once.

    Attributes:
        sides: Makes the sides.
        languages: The languages of source and target.
        lexicon: The lexicon of the settings.
        encoder: As for `Aligner`.
        tried: The ladders that are computed are added here.
        known: Tokens of sentences that were read before.
    """

    sides: _Sides
    languages: tuple[LanguageCode, LanguageCode]
    lexicon: Lexicon
    encoder: Encoder | None
    tried: _Tried
    known: KnownTokens

    def article(self, paragraphs: Sequence[Paragraph]) -> Article:
        of_source, of_target = ([p for p in paragraphs if p.language == code] for code in self.languages)
        return self.sides.article(of_source, of_target, self.languages)

    def __call__(self, paragraphs: Sequence[Paragraph]) -> tuple[Article, Sequence[Step]]:
        from aligner.ladder.half import seen_of
        from aligner.ladder.ladder import climb

        article = self.article(paragraphs)
        key = seen_of(article)
        if key not in self.tried:
            beads = self.sides.reader.settings.beads
            self.tried[key] = climb(
                article, beads, lexicon=self.lexicon, encoder=self.encoder, known=self.known
            )
        return article, self.tried[key]


def _settled(
    strict: Page, reading: Reading, sides: _Sides, encoder: Encoder | None, tried: _Tried
) -> Settled:
    """Read a page with the help of the ladder: counterparts decide which lines are text.

    Args:
        strict: The page as the rules read it.
        reading: The generous reading of the page.
        tried: The ladders that are computed are added here.
    """
    from aligner.counterparts import settle
    from aligner.lexicon import extended_lexicon
    from aligner.pairs import pair_of

    settings = sides.reader.settings
    languages = _direction(strict, settings.source_language)
    lexicon = extended_lexicon(pair_of(*languages), settings.lexicon)
    return settle(strict, reading, _Climber(sides, languages, lexicon, encoder, tried, {}))


def _halves(page: Page, source: LanguageCode) -> tuple[Sequence[Landmark], Sequence[Landmark]]:
    """Return the landmarks of the source and of the target of a page; none if the languages alternate."""
    if not page.layout.endswith("_first"):
        return (), ()
    first = page.paragraphs[0].language
    border = next(paragraph.span.start for paragraph in page.paragraphs if paragraph.language != first)
    above = [landmark for landmark in page.landmarks if landmark.span.start < border]
    below = page.landmarks[len(above) :]
    return (above, below) if first == source else (below, above)


def _direction(page: Page, original: LanguageCode | None) -> tuple[LanguageCode, LanguageCode]:
    """Return the languages of source and target; without a given original, the pair's first is the source."""
    pair = pair_for(page.text, including=original)
    source = original or pair.first.code
    return source, pair.other(source)


def _held(pages: Sequence[Page], source: LanguageCode, target: LanguageCode) -> int:
    """Return the length of the shorter article, in characters: first page in `source`, second in `target`."""
    first, second = pages
    return min(
        sum(len(paragraph.text) for paragraph in first.article(source)),
        sum(len(paragraph.text) for paragraph in second.article(target)),
    )
