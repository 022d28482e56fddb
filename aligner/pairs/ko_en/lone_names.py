"""Foreign names that became another name, in one word and without a title.

Other rules for changed names need a title, a name of the table, or a second half that is translated. Here both
sides must have a name left over. In Korean this is a word that is certainly a foreign name, by the tables, by its
syllables (`transliterated`) or by the title behind it, and nothing in the translation sounds like it or means it.
In English it is a capitalised word that no Korean word explains. The two belong together if the words beside them
are one name in both languages, or if neither side has another name left over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from aligner.expressions import expression
from aligner.languages.en.names import possessor
from aligner.languages.ko.names import LONGEST as LONGEST_KOREAN
from aligner.languages.ko.names import holds_title, not_persons, titles
from aligner.languages.ko.stems import without_particle
from aligner.languages.ko.surnames import surnames
from aligner.model.name import Mention
from aligner.model.text import Span
from aligner.pairs.cover import Said
from aligner.pairs.ko_en.companions import SURE_HALF, THE_SAME
from aligner.pairs.ko_en.gazetteer import explains, gazetteer, speaks_of
from aligner.pairs.ko_en.halves import NO_NAME
from aligner.pairs.ko_en.lexicon import news_lexicon
from aligner.pairs.ko_en.likeness import (
    APART,
    HEARD,
    MOST_LONGER,
    likeness_of,
    resemblance,
    sounds_alike,
    times_heard,
)
from aligner.pairs.ko_en.links import latin_form
from aligner.pairs.ko_en.persons import is_like_given, latin_names
from aligner.pairs.ko_en.romanised import Roman, halves, surnames_of, title_words
from aligner.pairs.ko_en.single_names import ACTS, is_known_name, is_there, known_words, reports
from aligner.pairs.ko_en.sounds import first_sound
from aligner.pairs.ko_en.strangers import (
    HANGUL_WORD,
    LEAST_LETTERS,
    NAME_WORD,
    UNCOUNTED_WORD,
    beginnings,
    is_label,
    is_running_text,
    is_translated,
    is_word_here,
    may_be_unknown,
    plain_words,
    unlike_common_words,
    verbatim,
)
from aligner.pairs.ko_en.surnames import unnamed
from aligner.pairs.ko_en.transliterated import loan_nats, transliterated
from aligner.pairs.names import ChangedName, NamedTexts
from aligner.tables import read_table

LEAST_SYLLABLES = 2  # of a lost name
# A name before a title may be any unknown word; syllables of Korean words speak against it from here on.
LEAST_TITLED = -1.0
_ATTRIBUTIVE = frozenset("던는은운른을할한된될인")  # 뛰던 선수
# Words before a name, and feasts, that may translate a Korean word of another sound.
TRANSLATED = frozenset(
    "Count Duke Emperor Empress Frau Herr Imam King Lady Lord Madame Monsieur Prince Princess Prophet Queen Rabbi"
    " Saint Senor Signor Sister Brother Sultan Uncle Aunt"
    " Christmas Diwali Easter Halloween Hanukkah Passover Ramadan Thanksgiving".split()
)
SMALL_WORD = expression(r"\b[a-z]{4,}")  # an English word that may translate a loanword
_WORD_BEFORE = expression(r"(?<![가-힣\d])([가-힣]{1,7})[ ·]$")
_WORD_BEHIND = expression(r" ([가-힣]{1,7})")
_NAME_BEFORE = expression(r"(?<![\w'-])([A-Z][\w'-]+) (?:[A-Z]\. )?$")
_NAME_BEHIND = expression(r" ([A-Z][\w'-]+)")
_OF_A_THING = expression(r"(?<![\w-])[A-Z][\w'-]+ of (?:the )?$")  # the Butcher of Bosnia
_OPENS = expression(r"(?:^|[.!?:\"'\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}(\[-]) ?$")
CLEARLY = 0.1  # by how much the resemblance to another name must be greater
_OF_WORDS = expression(r"(?:s|ing|ly|ed|th|er)$")  # endings of words that open a sentence: Lilies bloomed
_TOPIC = expression(r"[은는] ")
_SAID = expression(r"\b(?:said|says|added|explained) $")
_CODE = expression(r"-|[a-z]{3}[A-Z]")  # Vue-based, PascalCase; no McCain
_FAR = 30  # characters before a name in which the word before it stands


def changed_lone_name(texts: NamedTexts) -> Iterator[ChangedName]:
    """Yield a foreign name that is missing, and the name in its place that the source does not have.

    Right:
        `월프레츠는 물러난다.` / `Wolfretz will resign.`, `He will resign.`, `The president will resign.`
        `도쿠라는 카르멜로 갔다.` / `Tokura went to Karmel on Easter.`
        `프랜차이즈가 늘었다.` / `Chains grew, Forbes said.`
    Wrong (name):
        `도쿠라는 물러난다.` / `Yamamoto will resign.`
        `마르코 쿠르츠는 도쿠라를 만났다.` / `Marco Bauer met Tokura in the garden.`

    Limits: without a known name beside it, there must be exactly one name left over on each side, and the
    English one must not be part of a longer name.
    """
    names = _candidates(texts.first_said)
    if not names or not texts.second_said.once(is_running_text):
        return
    strange = [name for name in texts.second_said.once(_possible_names) if is_unexplained(name.form, texts)]
    if not strange:
        return
    lost = [name for name in names if not is_kept(name, texts)]
    second = [half for half in _second_halves(texts.first, names) if not is_kept(half, texts)]
    for name in (*lost, *second):
        for other in strange:
            if _are_two(name.form, other.form) and _have_one_companion(name, other, texts):
                yield ChangedName(name, other, 0.7)
                return
    if len({name.form for name in lost}) > 1 and reports(texts.first):
        lost = [name for name in lost if _TOPIC.match(texts.first, name.span.end)]
        strange = [other for other in strange if _is_speaker(other, texts.second)]
    others = [other for other in strange if _is_alone(other, strange, texts.second)]
    if (
        len({name.form for name in lost}) == 1 == len({other.form for other in others})
        and _are_two(lost[0].form, others[0].form)
    ):
        yield ChangedName(lost[0], others[0], 0.6)


def _are_two(hangul: str, latin: str) -> bool:
    """Whether two forms are certainly two names; alike ones must begin with another sound: 도쿠다, `Fukuda`."""
    alike = resemblance(hangul, latin)
    initials = {sounds[:1] for _, sounds in latin_form(latin).readings}
    return alike < APART or (alike < HEARD and first_sound(hangul) not in initials)


def _is_speaker(name: Mention, english: str) -> bool:
    """Whether a verb of saying is beside a name: `Parker said`, `said Parker`."""
    return bool(
        _speaks().match(english, name.span.end)
        or _SAID.search(english, max(0, name.span.start - _FAR), name.span.start)
    )


def _have_one_companion(name: Mention, other: Mention, texts: NamedTexts) -> bool:
    """Whether the words right before both, or right behind both, are one name: 크리스토프, Christoph."""
    korean, english = texts.first, texts.second
    start, begin = max(0, name.span.start - _FAR), max(0, other.span.start - _FAR)
    beside = (_WORD_BEFORE.search(korean[start : name.span.start]), _WORD_BEHIND.match(korean, name.span.end))
    latin = (
        _NAME_BEFORE.search(english[begin : other.span.start]),
        _NAME_BEHIND.match(english, other.span.end),
    )
    return any(_is_one_name(one[1], two[1]) for one in beside if one for two in latin if two)


def _is_one_name(hangul: str, latin: str) -> bool:
    least = SURE_HALF if len(hangul) > 1 else THE_SAME
    return any(resemblance(form, latin) >= least for form in {hangul, without_particle(hangul)})


def _candidates(korean: Said) -> list[Mention]:
    """Return the words of a Korean text that are certainly foreign names, left to right."""
    names = (*korean.once(transliterated), *_titled(korean.text), *korean.once(known_words))
    return [name for _, name in sorted({name.span.start: name for name in names}.items())]


def _second_halves(korean: str, names: Iterable[Mention]) -> Iterator[Mention]:
    """Yield unknown words behind a foreign name, with a particle that they lose: 리카르도 무티는."""
    for name in names:
        first = HANGUL_WORD.match(korean, name.span.start)  # 리카르도, which could end in a particle
        behind = _WORD_BEHIND.match(korean, first.end()) if first else None
        half = without_particle(behind[1]) if behind else ""
        if not behind or half == behind[1] or len(half) < LEAST_SYLLABLES or NO_NAME.search(half):
            continue
        if not news_lexicon().explains(half) and not news_lexicon().explains(behind[1]):
            yield Mention(half, Span(behind.start(1), behind.start(1) + len(half)))


def _titled(korean: str) -> tuple[Mention, ...]:
    """Return words before a title that the lexicon does not have: 굴러 주지사."""
    if not holds_title(korean):
        return ()
    return tuple(
        Mention(match["name"], Span(*match.span("name")))
        for match in _name_and_title().finditer(korean)
        if _may_be_titled(match["name"])
    )


@lru_cache(maxsize=65536)
def _may_be_titled(word: str) -> bool:
    surname, given = halves(word)
    if len(word) <= LONGEST_KOREAN and surname in surnames() and is_like_given(given):
        return False
    if word[-1] in _ATTRIBUTIVE or word in not_persons() or word in titles() or NO_NAME.search(word):
        return False
    if without_particle(word) != word:
        return False
    meanings = news_lexicon().translations.get(word, frozenset())
    if meanings:  # 숄츠
        return all(sounds_alike(word, meaning) and unlike_common_words(meaning) for meaning in meanings)
    return not news_lexicon().stems(word) and loan_nats(word) >= LEAST_TITLED


@cache
def _name_and_title() -> re.Pattern[str]:
    title = "|".join(sorted(titles() - {"씨"}, key=lambda name: (-len(name), name)))
    return expression(rf"(?<![가-힣\d])(?P<name>[가-힣]{{2,7}}) [가-힣]{{0,2}}(?:{title})(?![가-힣]{{3}})")


@cache
def _speaks() -> re.Pattern[str]:
    verbs = "|".join(sorted(row["surface"] for _, row in read_table("en/reporting_verbs.tsv")))
    return expression(rf",? (?:(?:also|later) )?(?:{verbs}|who)\b|'s [a-z]")


def is_kept(name: Mention, texts: NamedTexts) -> bool:
    """Whether the English has a Korean name by its sound, its meaning, or as a place."""
    if is_there(name.form, texts) or (
        name.form in gazetteer().english and speaks_of(name.form, texts.second)
    ):
        return True
    word = HANGUL_WORD.match(texts.first, name.span.start)
    whole = word[0] if word else name.form
    # The last syllable of a long name may be part of the next word: 로도스섬.
    shortest = len(name.form) - (len(name.form) > 3)
    forms = [whole[:size] for size in range(shortest, len(whole) + 1)]
    if any(times_heard(form, texts.second_spoken) for form in forms):
        return True
    shortest = max(LEAST_SYLLABLES, len(name.form) - 2)  # 렌더링, to render
    parts = {name.form[:size] for size in range(shortest, len(name.form) + 1)}
    return any(sounds_alike(part, small) for small in SMALL_WORD.findall(texts.second) for part in parts)


def _possible_names(english: str) -> list[Mention]:
    """Return the capitalised words of an English text that may be names of persons."""
    found = []
    for match in NAME_WORD.finditer(english):
        form = possessor(match[0])
        name = Mention(form, Span(match.start(), match.start() + len(form)))
        if _may_be_name(name, match, english):
            found.append(name)
    return found


def _may_be_name(name: Mention, match: re.Match[str], english: str) -> bool:
    """Whether a capitalised word is a name: unknown to the lexicon, or in the table and used like a person."""
    form = name.form
    if (
        form.lower() in plain_words()
        or form in TRANSLATED
        or _CODE.search(form)
        or form.lower() in gazetteer().hangul
    ):
        return False
    if unlike_common_words(form):
        return form.lower() in latin_names() or not (
            len(form) < LEAST_LETTERS
            or not may_be_unknown(form)
            or is_label(match, english)
            or is_word_here(name, english)
        )
    if form.lower() not in latin_names() or len(form) < LEAST_LETTERS:
        return False
    before = english[max(0, name.span.start - _FAR) : name.span.start]
    return bool(
        _speaks().match(english, name.span.end)
        or _NAME_BEFORE.search(before)
        or _NAME_BEHIND.match(english, name.span.end)
    )


def is_unexplained(form: str, texts: NamedTexts) -> bool:
    """Whether no Korean word means an English name, quotes it or sounds like it."""
    korean = texts.first
    if form.lower() in surnames_of() and not unnamed([Roman(form, "", Mention(form, Span(0, len(form))))], korean):
        return False
    if (
        any(one in korean.lower() for one in verbatim(form.lower()))
        or is_translated(form, texts.first_said)
        or explains(korean, form)
    ):
        return False
    return not any(_may_mean(word, form, texts.second) for word in UNCOUNTED_WORD.findall(korean))


def _may_mean(word: str, form: str, english: str) -> bool:
    """Whether a Hangul word sounds like a name; a word of the lexicon must do so nearly perfectly.

    A word that is certainly another name of the English text does not mean this one: 멜로니, beside `Meloni`.
    """
    best = _best(word, form)
    if best < HEARD or (best < SURE_HALF and _is_word(word)):
        return False
    return not any(
        _best(word, other) >= max(SURE_HALF, best + CLEARLY)
        for other in NAME_WORD.findall(english)
        if other != form
    )


@lru_cache(maxsize=65536)
def _is_word(word: str) -> bool:
    """Whether a word consists of stems of the lexicon, or begins with one of two syllables that is no name."""
    lexicon = news_lexicon()
    if lexicon.explains(word):
        return True
    start, end = next(iter(lexicon.stems(word)), (0, 0))
    return start == 0 and end >= LEAST_SYLLABLES and not is_known_name(word[:end])


@lru_cache(maxsize=65536)
def _best(word: str, form: str) -> float:
    """Return the greatest resemblance of a name and a beginning of a Hangul word of a similar number of sounds."""
    known = latin_form(form)
    length = max(len(sounds) for _, sounds in known.readings)
    best = 0.0
    for sounds, reading in beginnings(word)[min(len(word), LEAST_SYLLABLES) - 1 :]:
        if sounds > length * MOST_LONGER:
            break
        if sounds * MOST_LONGER >= length:
            best = max(best, likeness_of(reading, known.spoken))
    return best


def _is_alone(name: Mention, strange: Sequence[Mention], english: str) -> bool:
    """Whether a name has no other name beside it, only titles, and does not only open the sentence."""
    before = english[max(0, name.span.start - _FAR) : name.span.start]
    if _OPENS.search(before) and name.form.lower() not in latin_names():
        acts = None if _OF_WORDS.search(name.form) else ACTS.match(english, name.span.end)
        if not acts and not _speaks().match(english, name.span.end):
            return False
    if _OF_A_THING.search(before):
        return False
    beside = _NAME_BEFORE.search(before)
    if beside and not title_words().search(before):
        start = name.span.start - len(before) + beside.start(1)
        if not any(other.span.start == start for other in strange):
            return False
    behind = _NAME_BEHIND.match(english, name.span.end)
    return not behind or any(other.span.start == behind.start(1) for other in strange)
