"""Given names alone that became another given name: 남수는, `Min-su`."""

from __future__ import annotations

from collections.abc import Iterator

from aligner.expressions import expression
from aligner.languages.en.names import possessor
from aligner.languages.ko.names import not_persons
from aligner.languages.ko.stems import without_particle
from aligner.model.name import Mention
from aligner.model.text import Span
from aligner.pairs.ko_en.gazetteer import gazetteer
from aligner.pairs.ko_en.left_over import is_heard_in
from aligner.pairs.ko_en.lexicon import news_lexicon
from aligner.pairs.ko_en.persons import PLACE_AFTER, PREFIXES, hyphened_given_names, latin_names
from aligner.pairs.ko_en.romanised import ROMAN_WORD, is_like_given, romanised_persons
from aligner.pairs.ko_en.spellings import is_given, syllables
from aligner.pairs.ko_en.strangers import (
    HANGUL_WORD,
    NAME_BEFORE,
    NAME_WORD,
    may_be_unknown,
    unlike_common_words,
)
from aligner.pairs.names import ChangedName, NamedTexts

# 남수는: a given name alone with a particle; then the English pattern of one.
_GIVEN = expression(
    r"(?<![가-힣\w])(?P<name>[가-힣]{2})(?:이?(?:[은는이가을를의도와과아야]|에게|한테|하고|랑)(?![가-힣])"
    r"|이? ?(?:아저씨|아줌마|아주머니|할머니|할아버지|삼촌|이모|고모|오빠|언니|누나|형님?|선생님|씨|군|양)"
    r"(?:[은는이가]|께서|$|[ ,.?!]))"
)
_IS_THING = expression(r"[을를의도](?![가-힣])")  # a particle that nouns for things have as often


def changed_given_name(texts: NamedTexts) -> Iterator[ChangedName]:
    """Yield a given name alone that became another one: 남수는, `Min-su`.

    Right:
        `남수는 웃었다.` / `Nam-su smiled.`, `Namsu smiled.`, `Kim Nam-su smiled.`, `He smiled.`
        `동생은 웃었다.` / `Min-su smiled.`
        `남수는 대구에 산다.` / `Nam-su lives in Su-gu, Dae-gu.`
        `새롬이가 웃었다.` / `Saerom smiled.`, `Rerun it.`, `Sumin and Saerom smiled.`
    Wrong (name):
        `남수는 웃었다.` / `Min-su smiled.`
        `새롬이가 웃었다.` / `Minsu smiled.`
        `남수 아저씨가 웃었다.` / `Uncle Min-su smiled.`
        `나는 남수에게 편지를 썼다.` / `I wrote a letter to Min-su.`
        `남수와 영희는 나란히 앉았다.` / `Min-su and Young-hee sat side by side.`

    Limits: the English must have exactly one word that is built like a given name and no full name; the
    Hangul name has two syllables that the lexicon does not have as a word, with a particle of a subject or
    a word of kinship behind it.
    """
    lost = [
        Mention(match["name"], Span(*match.span("name")))
        for match in _GIVEN.finditer(texts.first)
        if is_like_given(match["name"])
        and match["name"] not in not_persons()
        and not news_lexicon().explains(match["name"])
    ]
    words = ROMAN_WORD.findall(texts.second) if lost else ()
    lost = [name for name in lost if not any(is_given(name.form, word) for word in words)]
    if len({name.form for name in lost}) != 1 or romanised_persons(texts.second):
        return
    names = [*hyphened_given_names(texts.second)]
    if not names and not _IS_THING.match(texts.first, lost[0].span.end):
        words = [word for word in HANGUL_WORD.findall(texts.first) if not word.startswith(lost[0].form)]
        names = [name for name in _closed(texts.second) if not is_heard_in(words, name.form, texts.second)]
    others = [name for name in names if not _is_given_here(name.form, texts.first)]
    if len({name.form for name in others}) == 1:
        yield ChangedName(lost[0], others[0], 0.7)


def _is_given_here(latin: str, korean: str) -> bool:
    """Whether a Latin given name is at the beginning of a Hangul word, or before its particle: 새롬이네."""
    for word in HANGUL_WORD.findall(korean):
        parts = {word[:2], *(part[-2:] for part in (word, without_particle(word)) if len(part) > 1)}
        if any(is_given(part, latin) for part in parts):
            return True
    return False


def _closed(english: str) -> Iterator[Mention]:
    """Yield unknown words without a hyphen that have two Korean syllables, with no name beside them."""
    for match in NAME_WORD.finditer(english):
        form = possessor(match[0])
        end = match.start() + len(form)
        if (
            form[1:].islower()
            and len(syllables(form.lower())) == 2
            and not _has_prefix(form.lower())
            and may_be_unknown(form)
            and form.lower() not in latin_names()
            and form.lower() not in gazetteer().hangul
            and not PLACE_AFTER.match(english, end)
            and not NAME_BEFORE.search(english, 0, match.start())
        ):
            yield Mention(form, Span(match.start(), end))


def _has_prefix(word: str) -> bool:
    """Whether a word is a common one with a prefix: rerun."""
    return any(
        word.startswith(prefix) and not unlike_common_words(word[len(prefix) :]) for prefix in PREFIXES
    )
