"""Turn texts into the sides of an article: folded sentences with the quantities of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aligner.characters import read_sentence
from aligner.collector import breathing
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

# Names of the splitter if all sentences were given as lists, and if the user gave a splitter.
GIVEN, OWN = "given", "own"


@dataclass(frozen=True, slots=True)
class SideReader:
    """Turns texts into sides with one choice of settings.

    Attributes:
        settings: The settings of the aligner.
        splitter: The user's splitter; None for our sentence rules.
    """

    settings: Settings
    splitter: Splitter | None = None

    def languages(self, source: Text, target: Text) -> tuple[LanguageCode, LanguageCode]:
        """Return the languages of source and target, from the settings or from the script of the texts."""
        return languages_of(joined(source), joined(target), self.settings.source_language)

    def split(self, text: str, language: LanguageCode | None = None) -> list[Sentence]:
        """Split one text into sentences; see `aligner.sentences.split_sentences`."""
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
        """Make a side of a text, which is split, or of a list of sentences, which are taken as they are."""
        return read_side(
            self.split(text, language) if isinstance(text, str) else given_sentences(text), language
        )

    def side_of_paragraphs(self, paragraphs: Sequence[Paragraph], language: LanguageCode) -> Side:
        """Make a side of the paragraphs of a page; a title is one sentence."""
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
        """Return the name of the splitter for these languages, as in `Alignment.splitter`."""
        from aligner.sentences import backend_in_use

        if self.splitter is not None:
            return OWN
        return backend_in_use(self.settings.korean_backend, languages)


def read_side(sentences: Sequence[Sentence], language: LanguageCode) -> Side:
    """Make one side of an article: fold the sentences (`aligner.characters`) and read their quantities.

    Sentences that occur again are read once: of 8,000 sentences of documentation every second one does.
    """
    record = language_of(language)
    read_quantities = record.read_quantities
    inside_word = record.splitting.inside_word and record.splitting.inside_word()
    read = tuple(read_sentence(sentence, inside_word) for sentence in sentences)
    quantities = {
        text: tuple(read_quantities(text))
        for text in breathing([*dict.fromkeys(sentence.text for sentence in read)])
    }
    return Side(language, read, tuple(quantities[sentence.text] for sentence in read))


def given_sentences(texts: Sequence[str]) -> list[Sentence]:
    """Make a sentence of each text, with a span from 0 to its length."""
    return [Sentence(text, Span(0, len(text))) for text in texts]


def one_sentence(text: str) -> list[Span]:
    """Return the whole text as one span: a splitter that never cuts."""
    return [Span(0, len(text))]


def checked_text(text: Text, side: str) -> Text:
    """Test the type of a side; returns a str as it is, and a sequence of sentences as a new list.

    Args:
        side: Name of the side, for the message.

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
    """Return the whole of a side as one text, sentences joined by a space."""
    return text if isinstance(text, str) else " ".join(text)
