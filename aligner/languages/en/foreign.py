"""Recognition of sentences in Latin letters that are not English, by the function words of other languages.

Function words are a third to a half of any running text, and the first sign by which a reader recognises a
language. A title or a name (`La Casa Blanca`, `Die Welt`) has them too, so a foreign sentence must also hold
a content word in lower case, and hardly any function word of English. A sentence in a language of which no
function words are listed is recognised by its words, of which none is English.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from aligner.expressions import compiled
from aligner.languages.en.stems import english_stem, first_runs, function_words, small_words
from aligner.model.lexicon import Lexicon
from aligner.tables import read_table

WORD = compiled(r"[^\W\d_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}-][^\W\d_]+)*")
LEAST_WORDS = 4
# A foreign sentence has at least so many function words of its language, at least this share of them, and at
# most so many English ones for each of them.
LEAST_SMALL, LEAST_SHARE, MOST_ENGLISH = 2, 0.25, 1 / 3
LONGEST_SMALL = 3  # letters of the function words that occur in names
# Small words inside names: Ursula von der Leyen, Oscar de la Hoya.
_OF_NAMES = compiled(
    r"\b([A-Z][\w'-]+) (?:v[ao]n (?:der?|den)|de la|de los|v[ao]n|de|di|da|del|der|dos)(?= [A-Z])"
)
MANY_ACCENTED = 3  # accented words, at least half of a sentence, that make it foreign
# English has these letters only in loan words; an English sentence has one or two of them.
FOREIGN_LETTER = compiled("[\\u00c0-\\u024f\\u1e00-\\u1eff]")
# A sentence without any English function word or ending, of which at most this share of words is in the
# lexicon, is in another language. Of 21,000 English sentences of documents, tales and news none is so.
LEAST_UNKNOWN, MOST_KNOWN = 3, 0.25
_END_MARK = compiled(r"[.!?][\"')]*\s*$")
# Words that are no part of code.
_WHOLE_WORD = compiled(r"(?<![\w./@`'\u2019-])[^\W\d_]+(?![\w/@`(=-]|[.'\u2019]\w)")
# Endings and contractions that only English has this often.
_ENGLISH_FORM = compiled(
    r"(?:\w(?:ing|ed|ly|tion|ness|ment|able|ous|ful|less|er|or|al|ty|ic|[^uiaos]s)|n['\u2019]t|['\u2019](?:s|re|ve|ll|d|m))\b"
)


@cache
def _small_words() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(row["words"].split()) for _, row in read_table("en/foreign_words.tsv"))


@cache
def _telling_words() -> frozenset[str]:
    """Return the function words of the other languages that are no English function words."""
    return frozenset().union(*_small_words()) - function_words()


@cache
def _first_runs() -> frozenset[str]:
    """Return the first run of letters of each ASCII word in `_telling_words`."""
    return first_runs(filter(str.isascii, _telling_words()))


def is_foreign(text: str) -> bool:
    """Return whether a sentence is in a language other than English.

    Examples:
        >>> is_foreign("La route était bloquée toute la journée."), is_foreign("He sang La Vie en Rose.")
        (True, False)
    """
    if text.isascii() or FOREIGN_LETTER.search(text) is None:
        lowered_text = text.lower()
        if _first_runs().isdisjoint(small_words(lowered_text)):
            return False
        if _telling_words().isdisjoint(
            WORD.findall(lowered_text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
        ):
            return False
    words = WORD.findall(_OF_NAMES.sub(r"\1", text))
    if len(words) < LEAST_WORDS:
        return False
    # A short capitalised word inside a sentence is part of a name: Oscar De La Hoya.
    words = [
        word for number, word in enumerate(words) if not number or word.islower() or len(word) > LONGEST_SMALL
    ]
    lowered = [word.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'") for word in words]
    accented = sum(FOREIGN_LETTER.search(word) is not None for word in words)
    if accented >= max(MANY_ACCENTED, len(words) / 2) and function_words().isdisjoint(lowered):
        return True
    telling = _telling_words().intersection(lowered)
    return any(
        _is_of(small, words, lowered, accented)
        for small in _small_words()
        if not small.isdisjoint(telling)  # else no word speaks for this language
    )


def _is_of(small: frozenset[str], words: list[str], lowered: list[str], accented: int) -> bool:
    """Return whether a sentence is in the language that has the function words `small`."""
    english = function_words()
    hits = [word for word in lowered if word in small and word not in english]
    others = sum(word in english and word not in small for word in lowered)
    content = any(word.islower() and word not in small and word not in english for word in words)
    if not hits or not content:
        return False
    if accented >= LEAST_SMALL and not others:
        return True
    enough = len(set(hits)) >= LEAST_SMALL or (len(hits) >= LEAST_SMALL and accented)
    return bool(enough and len(hits) >= LEAST_SHARE * len(words) and others <= MOST_ENGLISH * len(hits))


def is_unknown(text: str, lexicon: Callable[[], Lexicon]) -> bool:
    """Return whether a sentence has no word that is known to be English, nor any that looks so.

    Examples:
        >>> from aligner.pairs.ko_en.lexicon import news_lexicon
        >>> [is_unknown(text, news_lexicon) for text in ("Dia membangun pabrik baru.", "Heavy rain fell.")]
        [True, False]
    """
    words = text.split()
    if not function_words().isdisjoint(words) or not _END_MARK.search(text) or _ENGLISH_FORM.search(text):
        return False
    matches = list(_WHOLE_WORD.finditer(text))
    words = [match[0].lower() for match in matches if match[0].islower() or not match.start()]
    if len(words) < LEAST_UNKNOWN or not function_words().isdisjoint(words[1:]):
        return False
    if text.count(",") >= len(words) / 2:
        return False  # a list, such as of herbs
    if len(words[0]) > 1 and words[0] in function_words():
        return False
    covered = lexicon().covered
    unknown = sum(len(word) > 1 and english_stem(word) not in covered for word in words)
    return unknown >= max(LEAST_UNKNOWN, (1 - MOST_KNOWN) * len(words))
