"""One-word names without a title that became another name in the translation.

There are two rules. In the first, the missing name is in the table of names or in the lexicon, and the other
name is unmatched; no further evidence is needed. In the second, the missing name begins a Korean report, and
the other is the speaker in English: 야다브는 ...
밝혔다, `Sharma said`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from aligner.expressions import expression
from aligner.languages.en.names import possessor
from aligner.languages.ko.names import not_persons, titles
from aligner.languages.ko.stems import is_particle, without_particle, words_where
from aligner.model.name import Mention
from aligner.model.text import Span
from aligner.pairs.ko_en.gazetteer import gazetteer
from aligner.pairs.ko_en.halves import NO_NAME, begins_with_known, known_names
from aligner.pairs.ko_en.lexicon import news_lexicon
from aligner.pairs.ko_en.likeness import HEARD, resemblance, sounds_alike, times_heard
from aligner.pairs.ko_en.persons import latin_names
from aligner.pairs.ko_en.strangers import is_running_text, is_translated, name_words, unlike_common_words
from aligner.pairs.names import ChangedName, NamedTexts
from aligner.remembered import remembered
from aligner.tables import read_table

_WORD = expression(r"(?<![가-힣\d])[가-힣]+")
_SPEAKER = expression(r"\W*(?P<name>[가-힣]{2,7})[은는이가] ")
LEAST_OF_LEXICON = 3  # minimum syllables of a name that only the lexicon has
# Words that show that an unmatched name is a person: `Chirac asked`, `McCain, who`, `McCain on Sunday said`.
ACTS = expression(
    r"(?:,? on [A-Z][a-z]{2,5}day)?"
    r",? (?:who|has|had|was|is|will|would|also|said|says|told|[a-z]{2,}ed)\b|'s [a-z]"
)
_NAME_AT_END, _NAME_NEXT = expression(r"[A-Z][\w.'-]* $"), expression(r"(?:'s)? [A-Z]")
_SHORTEST = 2  # syllables of a known name; shorter ones are words


def changed_known_name(texts: NamedTexts) -> Iterator[ChangedName]:
    """Yield a known name that is missing, and another name that the source does not have.

    Right:
        `오바마는 웃었다.` / `Obama smiled.`, `He smiled.`
        `오바마와 매케인은 웃었다.` / `McCain and Obama smiled.`
    Wrong (name):
        `오바마는 웃었다.` / `McCain smiled.`

    Limits: exactly one name on each side; a given name in place of the person's surname is taken for another
    person. A name beside another capitalised word is left to the rules about halves of names.
    """
    persons = list(_latin(texts.second))
    known = texts.first_said.once(known_words) if persons else ()
    lost = [name for name in known if not is_there(name.form, texts)]
    if not lost or len({name.form for name in lost}) != 1 or not texts.second_said.once(is_running_text):
        return
    strange = [
        name
        for name in persons
        if (name.form.lower() in latin_names() or texts.unmatched_of(name.overlaps))
        and is_new(name.form, texts)
    ]
    if len({name.form for name in strange}) == 1:
        yield ChangedName(lost[0], strange[0], 0.65)


def changed_speaker(texts: NamedTexts) -> Iterator[ChangedName]:
    """Yield the speakers of both languages, if their names differ and the lexicon has neither.

    Right:
        `야다브는 "기쁘다"고 밝혔다.` / `"I am glad," Yadav said.`, `"I am glad," the president said.`
    Wrong (name):
        `야다브는 "기쁘다"고 밝혔다.` / `"I am glad," Sharma said.`
    """
    speaker = _SPEAKER.match(texts.first)
    if not speaker or not reports(texts.first):
        return
    name = Mention(speaker["name"], Span(*speaker.span("name")))
    if not _is_unknown(name.form) or times_heard(name.form, texts.second_spoken):
        return
    for match in _says().finditer(texts.second):
        group = "before" if match["before"] else "after"
        other = Mention(match[group], Span(*match.span(group)))
        is_name = other.form.lower() in latin_names() or texts.unmatched_of(other.overlaps)
        if is_name and is_new(other.form, texts):
            yield ChangedName(name, other, 0.65)
            return


def known_words(korean: str) -> tuple[Mention, ...]:
    """Return known names that are whole words, with or without a particle, left to right."""
    return tuple(
        Mention(word[:size], Span(start, start + size))
        for word, start in words_where(korean, size_of_known)
        if _WORD.match(korean, start) and (size := size_of_known(word))
    )


@remembered
def size_of_known(word: str) -> int:
    """Return the syllables of the longest known name that a word is, particle aside; 0 if there is none."""
    stems = news_lexicon().stems(word)
    longest = stems[0][1] if stems and not stems[0][0] else 0  # syllables of the longest word of the lexicon
    if longest < LEAST_OF_LEXICON and not begins_with_known(word):
        return 0
    for size in range(len(word), _SHORTEST - 1, -1):
        if is_particle(word[size:]) and is_known_name(word[:size]):
            return size
    return 0


def is_known_name(hangul: str) -> bool:
    """Whether the table of names has a word, or the lexicon has it as a name that sounds alike (오바마)."""
    if hangul in known_names():
        return True
    return len(hangul) >= LEAST_OF_LEXICON and hangul in news_lexicon().translations and _is_name(hangul)


@remembered
def _is_name(hangul: str) -> bool:
    """Whether a word of the lexicon is a name that sounds alike, and no place."""
    return hangul not in gazetteer().english and all(
        sounds_alike(hangul, meaning) and unlike_common_words(meaning)
        for meaning in news_lexicon().translations[hangul]
    )


def is_there(hangul: str, texts: NamedTexts) -> bool:
    lowered = texts.second.lower()
    if any(form and form in lowered for form in known_names().get(hangul, "").split("|")):
        return True
    meanings = news_lexicon().translations.get(hangul, frozenset())
    return bool(meanings & texts.second_said.content.stems) or times_heard(hangul, texts.second_spoken) > 0


def _latin(english: str) -> Iterator[Mention]:
    """Yield capitalised words that may be persons and have no other capitalised word beside them."""
    for word in name_words(english):
        form, start = possessor(word[0]), word.start()
        end = start + len(form)
        if form.lower() in latin_names() or ACTS.match(english, end):
            before = max(0, english.rfind(" ", 0, max(0, start - 2)))
            if not _NAME_AT_END.search(english, before, start) and not _NAME_NEXT.match(english, end):
                yield Mention(form, Span(start, end))


def is_new(latin: str, texts: NamedTexts) -> bool:
    """Whether no Korean word means a Latin name or sounds like it."""
    form = possessor(latin)
    if is_translated(form, texts.first_said) or form.lower() in gazetteer().hangul:
        return False
    if form.lower() in texts.first.lower():
        return False
    words = _WORD.findall(texts.first)
    return not any(
        resemblance(part[:size], form) >= HEARD
        for word in words
        for part in {word, without_particle(word)}
        for size in range(2, len(part) + 1)
    )


def _is_unknown(word: str) -> bool:
    if word in known_names():
        return True
    if word in not_persons() or word in titles() or word in gazetteer().english or NO_NAME.search(word):
        return False
    return not news_lexicon().stems(word)


def reports(korean: str) -> bool:
    """Whether a Korean text ends in a verb of reporting."""
    return _reports().search(korean) is not None


@cache
def _reports() -> re.Pattern[str]:
    stems = "|".join(row["stem"] for _, row in read_table("ko/reporting_verbs.tsv"))
    return expression(rf"(?:{stems})다[.\s]*$")


@cache
def _says() -> re.Pattern[str]:
    verbs = "said|says|told|added|explained|stressed|noted"
    name = r"[A-Z][\w-]{2,}"
    return expression(
        rf"(?<![A-Z][a-z] )\b(?P<before>{name}) (?:{verbs})\b"
        rf"|\b(?:said|says|added|explained) (?P<after>{name})(?! [A-Z])"
    )
