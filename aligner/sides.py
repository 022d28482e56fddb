"""Texts become the sides of an article: sentences as they are read, with the quantities of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aligner.characters import read_sentence
from aligner.languages import language as language_of
from aligner.model.article import Side
from aligner.model.document import Text
from aligner.model.errors import InputError
from aligner.model.page import Paragraph
from aligner.model.settings import Settings
from aligner.model.text import TITLES, LanguageCode, Sentence, Span
from aligner.pairs.script import languages_of

if TYPE_CHECKING:
    from aligner.sentences import Splitter

# What the splitter is called when all sentences came as lists, and when the user plugged one in.
GIVEN, OWN = "given", "own"


@dataclass(frozen=True, slots=True)
class SideReader:
    """Reads texts under one choice of settings.

    Attributes:
        settings: Those of the aligner.
        splitter: The user's own; None for our sentence rules.
    """

    settings: Settings
    splitter: Splitter | None = None

    def languages(self, source: Text, target: Text) -> tuple[LanguageCode, LanguageCode]:
        """Language of the source, of the target, as the settings or the texts say."""
        return languages_of(joined(source), joined(target), self.settings.source_language)

    def split(self, text: str, language: LanguageCode | None = None) -> list[Sentence]:
        """The sentences of one text; see `aligner.sentences.split_sentences`."""
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

    def side(self, text: Text, language: LanguageCode) -> Side:
        """A text that is split, or sentences that are taken as they are."""
        return read_side(
            self.split(text, language) if isinstance(text, str) else given_sentences(text), language
        )

    def side_of_paragraphs(self, paragraphs: Sequence[Paragraph], language: LanguageCode) -> Side:
        """The paragraphs of a page; a title is one sentence."""
        from aligner.sentences import split_paragraph

        settings = self.settings
        return read_side(
            [
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
            ],
            language,
        )

    def name(self, languages: tuple[LanguageCode, LanguageCode]) -> str:
        """What splits texts in these languages, as `Alignment.splitter` names it."""
        from aligner.sentences import backend_in_use

        if self.splitter is not None:
            return OWN
        return backend_in_use(self.settings.korean_backend, languages)


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


def checked_text(text: Text, side: str) -> Text:
    """The text as it is, a sequence of sentences as a list of its own.

    Raises:
        InputError: It is neither; the message names the side.
    """
    if isinstance(text, str):
        return text
    if isinstance(text, bytes | bytearray) or not isinstance(text, Iterable):
        raise InputError(f"{side}: a str or a list of str was expected, not {type(text).__name__}")
    sentences = list(text)
    for number, sentence in enumerate(sentences):
        if not isinstance(sentence, str):
            raise InputError(f"{side}[{number}]: a str was expected, not {type(sentence).__name__}")
    return sentences


def joined(text: Text) -> str:
    """All of a side as one text."""
    return text if isinstance(text, str) else " ".join(text)
