"""Foreign names of which one half is translated and the other changed: 스티븐 워커 and `Stephen Mercer`.

The rules in `halves` need a half that is no word of the lexicon. But many names are also words (Baker, Mark,
Hill), and many halves are short (팀, 벤). If the other half is certain, by the table of names or by its
sound, a capitalised English word beside it is taken for a name unless it translates some Korean word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from aligner.expressions import expression
from aligner.languages.en.stems import english_stem, function_words
from aligner.languages.ko.names import not_persons, titles
from aligner.languages.ko.stems import is_particle, without_particle
from aligner.model.name import Mention
from aligner.model.text import Span
from aligner.pairs.ko_en.gazetteer import gazetteer
from aligner.pairs.ko_en.halves import LOCATIVE, NO_NAME, known_names
from aligner.pairs.ko_en.lexicon import news_lexicon
from aligner.pairs.ko_en.likeness import APART, COPULA, HEARD, resemblance, times_heard
from aligner.pairs.ko_en.name_hints import FOREIGN, TITLE, hints_of_word
from aligner.pairs.ko_en.persons import latin_names
from aligner.pairs.ko_en.romanised import surnames_of, title_words
from aligner.pairs.ko_en.strangers import is_running_text, is_translated, may_be_unknown, name_of, name_pairs
from aligner.pairs.names import ChangedName, NamedTexts
from aligner.remembered import remembered

_WORD = expression(r"(?<![가-힣\d])[가-힣]+")
# Of 1,031 capitalised words of news, half resemble their own Hangul form at least this much; hardly any of as
# many words resemble the form of another name so much (table of `likeness`).
SURE_HALF = 0.85
LEAST_SYLLABLES = 2  # of a half found by its sound alone; a shorter half needs THE_SAME
THE_SAME = 0.99
LONGEST = 7  # syllables of a half
# What follows a name that belongs to a thing: Stephen Walker University, Clark Street.
_OF_A_THING = expression(r"(?:'s)? [A-Z]")

_Half = tuple[Mention, Mention]


def changed_companion(texts: NamedTexts) -> Iterator[ChangedName]:
    """Yield a foreign name of two words of which one is translated and the other became another name.

    Right:
        `스티븐 워커는 말한다.` / `Stephen Walker says so.`, `Walker says so.`, `Stephen says so.`
        `팀 돌란 서장이 말했다.` / `Police chief Tim Dolan said so.`
        `스티븐 워커 대학이 문을 열었다.` / `Stephen University has opened.`
        `버락 오바마가 말했다.` / `President Obama said so.`
    Wrong (name):
        `스티븐 워커는 말한다.` / `Stephen Mercer says so.`
        `팀 돌란 서장이 말했다.` / `Police chief Tim Morgan said so.`
        `데이비드 베컴이 왔다.` / `Michael Beckham came.`

    Limits: one half must be in the table of names, or a title must follow; a half of one syllable must sound
    exactly like its English form; the changed half must not be a word of the lexicon.
    """
    theirs = list(_latin_pairs(texts))
    ours = list(_hangul_pairs(texts.first)) if theirs else ()
    for pair in ours:
        for other in theirs:
            for kept, changed in ((0, 1), (1, 0)):
                if (
                    _is_same(pair[kept].form, other[kept].form)
                    and _is_another(pair[changed].form, other[changed], texts)
                    and texts.second_said.once(is_running_text)
                ):
                    yield ChangedName(pair[changed], other[changed], 0.7)
                    return


def _hangul_pairs(korean: str) -> Iterator[_Half]:
    """Yield neighbouring words that may be the halves of a person's name; only the last may have a particle.

    They may be a person's name if one of them is in the table of names, or if a title follows.
    """
    words = list(_WORD.finditer(korean))
    for number in _hinted_pairs(words):
        one, other = words[number : number + 2]
        start = other.start()
        if start != one.end() + 1 or korean[start - 1] != " " or len(one[0]) > LONGEST:
            continue
        last = _bare(other[0])
        end = start + len(last)
        has_title = korean.startswith(" ", end) and title_behind().match(korean, end)
        is_person = has_title or one[0] in known_names() or last in known_names()
        if is_person and last and _may_be_half(one[0]) and _may_be_half(last):
            yield Mention(one[0], Span(*one.span())), Mention(last, Span(start, end))


def _hinted_pairs(words: list[re.Match[str]]) -> list[int]:
    """Return the number of the first word of each pair that holds a name of the table or precedes a title."""
    found: set[int] = set()
    for number, word in enumerate(words):
        hints = hints_of_word(word[0])
        if FOREIGN in hints:
            found |= {number - 1, number}
        if TITLE in hints:
            found |= {number - 3, number - 2}
    return sorted(found & set(range(len(words) - 1)))


@cache
def title_behind() -> re.Pattern[str]:
    title = "|".join(sorted(titles(), key=lambda name: (-len(name), name)))
    return expression(rf" (?:[가-힣]{{1,8}} )?[가-힣]{{0,6}}(?:{title})(?![가-힣]{{3}})")


@remembered
def _bare(word: str) -> str:
    """Return the name in a word with its particle: the longest one in the table, else the word's stem."""
    for size in range(min(len(word), LONGEST), 0, -1):
        if is_particle(word[size:]) and word[:size] in known_names():
            return word[:size]
    return COPULA.sub("", without_particle(word))


def _may_be_half(word: str) -> bool:
    if word in known_names():
        return True
    if word in titles() or word in not_persons() or NO_NAME.search(word) or LOCATIVE.search(word):
        return False
    return word not in gazetteer().english


def _latin_pairs(texts: NamedTexts) -> Iterator[_Half]:
    """Yield neighbouring capitalised words that are neither titles nor part of the name of a thing."""
    for one, other in texts.second_said.once(name_pairs):
        halves = name_of(one), name_of(other)
        if not any(_is_no_half(half.form) for half in halves) and not _OF_A_THING.match(
            texts.second, halves[1].span.end
        ):
            yield halves


@remembered
def _is_no_half(latin: str) -> bool:
    """Whether a capitalised word is a function word or ends an English title."""
    return latin.lower() in function_words() or title_words().search(f"{latin} ") is not None


def _is_same(hangul: str, latin: str) -> bool:
    """Whether a Hangul half and a Latin half are certainly one name."""
    known = known_names().get(hangul)
    if known and latin.lower() in known.split("|"):
        return True
    meanings = news_lexicon().translations.get(hangul, frozenset())
    is_meant = english_stem(latin) in meanings
    if len(hangul) < LEAST_SYLLABLES:  # 팀 may be Tim or a team; 웹 is a web
        return not is_meant and resemblance(hangul, latin) >= THE_SAME
    return (is_meant or not meanings) and resemblance(hangul, latin) >= SURE_HALF


def _is_another(hangul: str, latin: Mention, texts: NamedTexts) -> bool:
    """Whether a Hangul half is missing in the English, and the Latin half is a name the Korean lacks."""
    is_known = hangul in known_names() or _is_short_name(hangul, latin.form)
    if not is_known and (len(hangul) < LEAST_SYLLABLES or news_lexicon().explains(hangul)):
        return False
    form = latin.form
    if form.lower() in surnames_of() and not is_known:  # 과학기술원 예강산 교수: Ye Kang-san is his full name
        return False
    if not (may_be_unknown(form) or form.lower() in latin_names() or is_known or _is_foreign(hangul)):
        return False
    if resemblance(hangul, form) >= APART or times_heard(hangul, texts.second_spoken):
        return False
    if is_translated(form, texts.first_said) or form.lower() in gazetteer().hangul:
        return False
    lexicon = news_lexicon()  # whose words sound like a name only by chance: 자녀, John
    return not any(
        resemblance(word, form) >= (SURE_HALF if lexicon.explains(word) else HEARD)
        for word in map(without_particle, _WORD.findall(texts.first))
    )


def _is_short_name(hangul: str, latin: str) -> bool:
    """Whether a syllable stands where the translation has a known first name, and is no word: 롭, `John`."""
    return len(hangul) == 1 and latin.lower() in latin_names() and not news_lexicon().stems(hangul)


def _is_foreign(hangul: str) -> bool:
    """Whether no beginning of a word is known to the lexicon: 워커, 돌란."""
    stems = news_lexicon().stems(hangul)
    return not stems or stems[0][0] > 0 or stems[0][1] - stems[0][0] < len(hangul)
