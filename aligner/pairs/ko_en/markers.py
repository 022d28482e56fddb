"""Acronyms in other words, changed Latin words, lost labels, and Korean that is only transliterated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from aligner.expressions import expression
from aligner.languages.en.stems import english_stem, function_words
from aligner.languages.ko.surnames import surnames
from aligner.model.text import LanguageCode, Span
from aligner.pairs.cover import Said
from aligner.pairs.ko_en.cover import GLOSS, translations_of
from aligner.pairs.ko_en.lexicon import news_lexicon
from aligner.pairs.ko_en.likeness import CAPITALISED_RUN, HEARD, sound_likeness, word_likeness
from aligner.pairs.ko_en.strangers import is_running_text, is_translated
from aligner.pairs.links import indel_similarity
from aligner.pairs.markers import ChangedWord, Markers
from aligner.tables import read_table

ANYTHING = "*"
_LOOSE = frozenset(["office", "time", "place", "group"])  # classes that a translator puts in words of many kinds
HANGUL_WORD = expression(r"[가-힣]+")
# Korean names of the letters of the alphabet; an acronym may be written with them (엘지, 에스케이).
LETTERS = {
    "A": "에이", "B": "비", "C": "[씨시]", "D": "디", "E": "이", "F": "에프", "G": "지", "H": "에이치",
    "I": "아이", "J": "제이", "K": "케이", "L": "엘", "M": "엠", "N": "엔", "O": "오", "P": "피", "Q": "큐",
    "R": "[알아]르?", "S": "에스", "T": "티", "U": "유", "V": "브이", "W": "더블유", "X": "엑스", "Y": "와이",
    "Z": "제트",
}  # fmt: skip
LATIN_WORD = expression(
    r"(?<![A-Za-z0-9_@#/.$%{<-])(?:[A-Z][a-z]+[A-Za-z]*|[a-z]{1,2}[A-Z][A-Za-z]+)(?![A-Za-z0-9_@/({=<>-]|\.[A-Za-z])"
)
LATIN_LETTER = expression("[A-Za-z]")
ENGLISH_WORD = expression(r"[A-Za-z][\w&]*")
SMALL_WORDS = frozenset(["of", "the", "and", "for", "on", "in", "to", "a", "an", "de", "et"])
# Similarity of letters from which two words count as spellings of one word: Noa, Nova. We looked at words of
# documents whose translation does not quote the Latin word of the Korean: below this limit they are other
# words.
ALIKE_LETTERS = 0.7
LEAST_LETTERS = 3
TWO = 2
SURE, LIKELY = 0.9, 0.75
OPENING_LABEL = expression(
    r"\s*(?:[\[【<〈《(]\s*(?P<head>[가-힣 ]{1,10}?)\s*[\]】>〉》)]"
    r"|(?P<speaker>[가-힣]{1,6}(?: [가-힣]{2,4})?)\s?:(?=\s))"
)
NOTE = expression(r"[(\[](?P<note>[가-힣 ]{2,12})[)\]]")
# How an English line with a label or a speaker may begin.
ENGLISH_LABEL = expression(r"\s*(?:[\[(<*\N{EM DASH}-]|[A-Z][\w.'\N{RIGHT SINGLE QUOTATION MARK} -]{0,40}:)")
ENGLISH_NOTE = expression(r"[(\[*]")
_OPENS = (
    ".",
    "!",
    "?",
    ":",
    "'",
    '"',
    "(",
    "[",
    "-",
    "\N{LEFT DOUBLE QUOTATION MARK}",
    "\N{LEFT SINGLE QUOTATION MARK}",
)
_ABBREVIATED = expression(r"\b(?:Mrs?|Ms|Dr|Prof|Rev|Gen|Sen|Rep|Gov|St|Jr|Sr|No|vs)\.$")
# A command with its subcommand and a Korean particle: `azd show가`.
_COMMAND = expression(r"(?<![\w.-])(?P<of>[a-z][a-z0-9]+) (?P<word>[a-z][a-z-]+)(?![a-z\w.-]*[a-z\d])")
# Programs that are called by name with a subcommand; from general knowledge. Left out: go, make, which are words.
_PROGRAMS = frozenset(
    "apt aws az azd brew bundle bun cargo composer conda curl docker dotnet flutter gcloud gem git gradle helm kubectl"
    " mvn node npm npx pip pnpm poetry pytest python rails rustup ssh sudo systemctl terraform tmux uv yarn".split()
)
_PARTICLE_BEHIND = expression(r"(?:으로|로|을|를|이|가|은|는|와|과|의)(?![가-힣])")
PREDICATE_LAST = expression(r"(?:[다요까죠네자라지]|[가-힣](?:음|함|임))[.?!…\"\u201d\u2019]*\s*$")
ROMAN_WORD = expression(r"[A-Za-z'\N{RIGHT SINGLE QUOTATION MARK}-]+")
ROMAN_LAST = expression(r"(?:da|yo|kka|ji|ne|jyo|ja|ra|eo|a)$")
_TAIL = 30  # characters at the end of a text, which usually hold the end of a word
LEAST_SPELT = 0.75  # minimum share of English words that sound like Korean ones


class _Said(NamedTuple):
    korean: tuple[str, ...]
    english: tuple[str, ...]
    names: str


@cache
def _acronyms() -> dict[str, _Said]:
    return {
        row["acronym"]: _Said(tuple(row["korean"].split("|")), tuple(row["english"].split("|")), row["class"])
        for _, row in read_table("ko_en/acronyms.tsv")
    }


def may_be_taken(first: str, second: str) -> bool:
    """Whether two acronyms may name one kind of thing: not if the table has them in different classes."""
    kinds = {known.names for known in (_acronyms().get(token) for token in (first, second)) if known}
    return len(kinds - {""}) < 2


def says(token: str, text: str, code: LanguageCode) -> bool:
    """Whether a text has an acronym in words of the table, by initials, letter by letter, or by sound.

    Examples:
        >>> says("WHO", "The World Health Organization met.", "en"), says("LG", "엘지가 이겼다.", "ko")
        (True, True)
        >>> says("KBS", "The MBC reported it.", "en")
        False
    """
    if not token.isascii():
        return _sounds_in(token, text)
    known = _acronyms().get(token)
    if known:
        words = known.korean if code == "ko" else known.english
        lowered = text.lower()
        if any(word and (word == ANYTHING or word in lowered) for word in words):
            return True
    return _has_initials(token, text) or (code == "ko" and _is_read_out(token, text))


def is_lost(token: str, text: str, code: LanguageCode) -> bool:
    """Whether an English text lacks an acronym of the table, and any other words that may stand for it.

    An organisation may be called by its kind (`the agency`), and everything by the words of the table.

    Examples:
        >>> is_lost("WHO", "The new strain was named.", "en"), is_lost("WHO", "The agency named it.", "en")
        (True, False)
    """
    known = _acronyms().get(token)
    if code != "en" or not known or not any(known.english) or ANYTHING in known.english or known.names in _LOOSE:
        return False
    return not says(token, text, code) and not _kinds_of_bodies().search(text)


@cache
def _kinds_of_bodies() -> re.Pattern[str]:
    words = sorted(row["word"] for _, row in read_table("en/stand_ins.tsv") if row["of"] == "body")
    return expression(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


def _has_initials(token: str, text: str) -> bool:
    """Whether neighbouring words begin with the letters of the acronym.

    If there are only two letters, the words need capitals, since small words match by chance. All letters of
    another acronym count: `SK Telecom` is SKT, but `the FCC declined approval` is not FDA.
    """
    letters = re.sub(r"[^A-Z]", "", token)
    words: list[str] = ENGLISH_WORD.findall(text.replace("-", " "))
    for small in (SMALL_WORDS, frozenset[str]()):
        parts = [
            word if word.isupper() else word[0] if len(letters) == TWO else word[0].upper()
            for word in words
            if word.lower() not in small
        ]
        if len(letters) > 1 and any(
            "".join(parts[start : start + len(letters)]).startswith(letters) for start in range(len(parts))
        ):
            return True
    return False


def _is_read_out(token: str, text: str) -> bool:
    letters = "".join(LETTERS.get(letter, "") for letter in token)
    if letters and re.search(letters, re.sub(r"\s", "", text)):
        return True
    return len(token) > LEAST_LETTERS and any(
        sound_likeness(word[: len(token)], token.title()) >= HEARD for word in HANGUL_WORD.findall(text)
    )


def changed_words(korean: Said, english: Said) -> Iterator[ChangedWord]:
    """Yield Latin words of the Korean text that became another, unexplained word in the English.

    Examples:
        >>> from aligner.pairs.ko_en.cover import COVER
        >>> korean = Said("Noa Labs가 투자를 받았다.", "ko", COVER)
        >>> [change.second for change in changed_words(korean, Said("Nova Labs raised money.", "en", COVER))]
        [Span(start=0, end=4)]
    """
    text = korean.text
    if LATIN_LETTER.search(text) is None:
        return
    if "(" in text or "\N{FULLWIDTH LEFT PARENTHESIS}" in text:
        text = GLOSS.sub(lambda gloss: " " * len(gloss[0]), text)
    missing = [match for match in LATIN_WORD.finditer(text) if not _stands(match[0], english.text)]
    missing = [
        match
        for match in missing
        if len(match[0]) >= LEAST_LETTERS and match[0].lower() not in function_words()
    ]
    if len(missing) != 1 or not (english.once(is_running_text) or english.text.rstrip().endswith(".")):
        return
    others = [match for match in LATIN_WORD.finditer(english.text) if _is_new(match, korean)]
    similarity = indel_similarity()
    for other in others:
        if similarity(missing[0][0].lower(), other[0].lower()) >= ALIKE_LETTERS:
            yield ChangedWord(Span(*missing[0].span()), Span(*other.span()), SURE)
            return
    names = [other for other in others if not _opens_with_word(other, english.text)]
    if (
        len(names) == 1
        and not _opens_sentence(names[0].start(), english.text)
        and not _is_translated_into(missing[0][0], english)
    ):
        yield ChangedWord(Span(*missing[0].span()), Span(*names[0].span()), LIKELY)


def changed_commands(korean: Said, english: Said) -> Iterator[ChangedWord]:
    """Yield subcommands that became another word behind the same command: `azd show`, `azd list`.

    Examples:
        >>> from aligner.pairs.ko_en.cover import COVER
        >>> korean = Said("azd show가 상태를 보여 줍니다.", "ko", COVER)
        >>> list(changed_commands(korean, Said("azd show tells the state.", "en", COVER)))
        []
        >>> [change.first for change in changed_commands(korean, Said("azd list tells it.", "en", COVER))]
        [Span(start=4, end=8)]
    """
    for match in _COMMAND.finditer(korean.text):
        word = match["word"]
        if _stands(word, english.text) or word in function_words():
            continue
        for other in re.finditer(
            rf"(?<![\w.-]){re.escape(match['of'])} ([a-z][a-z-]+)(?![\w.-])", english.text
        ):
            if (
                other[1] in function_words()
                or other[1] in korean.text
                or is_translated(other[1], korean)
                or not english.content.words.isdisjoint(translations_of(word))
            ):
                continue
            yield ChangedWord(Span(*match.span("word")), Span(*other.span(1)), LIKELY)
            break


def lost_commands(korean: str, english: str) -> Iterator[Span]:
    """Yield commands with a particle of which the English has neither the program nor the subcommand.

    Examples:
        >>> list(lost_commands("git stash로 옮깁니다.", "Move them.")), list(
        ...     lost_commands("git stash로 옮깁니다.", "Stash them.")
        ... )
        ([Span(start=0, end=9)], [])
    """
    for match in _COMMAND.finditer(korean):
        if match["of"] in _PROGRAMS and _PARTICLE_BEHIND.match(korean, match.end()):
            if not _stands(match["of"], english) and not _stands(match["word"], english):
                yield Span(*match.span())


def _stands(word: str, text: str) -> bool:
    """Whether a text has a word in any inflection."""
    lowered, stem = text.lower(), english_stem(word.lower())
    return word.lower() in lowered or stem[: max(4, len(stem) - 2)] in lowered


def _is_new(match: re.Match[str], korean: Said) -> bool:
    word = match[0].lower()
    return (
        len(word) >= LEAST_LETTERS
        and word not in function_words()
        and not _stands(word, korean.text)
        and not is_translated(match[0], korean)
        and not any(word_likeness(hangul, match[0]) >= HEARD for hangul in HANGUL_WORD.findall(korean.text))
    )


def _opens_with_word(match: re.Match[str], text: str) -> bool:
    """Whether a match is a common word, capitalised only because it begins a sentence."""
    return _opens_sentence(match.start(), text) and english_stem(match[0].lower()) in news_lexicon().covered


def _opens_sentence(start: int, text: str) -> bool:
    before = text[:start].rstrip()
    return not before or (before[-1] in _OPENS and not _ABBREVIATED.search(before))


def _is_translated_into(word: str, english: Said) -> bool:
    """Whether a Latin word in the Korean is an English word for which the English may use a synonym."""
    return not english.content.words.isdisjoint(news_lexicon().translations.get(word.lower(), ()))


@cache
def _labels(form: str) -> dict[str, tuple[str, ...]]:
    return {
        korean: tuple(row["english"].split("|"))
        for _, row in read_table("ko_en/labels.tsv")
        if row["form"] == form
        for korean in row["korean"].split("|")
    }


def lost_labels(korean: str, english: str) -> Iterator[Span]:
    """Yield labels and speakers at the head, and stage notes, that the English has in no form.

    Examples:
        >>> list(lost_labels("[앵커] 오늘 첫 소식입니다.", "Here is our first story today."))
        [Span(start=0, end=4)]
        >>> list(lost_labels("[앵커] 오늘 첫 소식입니다.", "Anchor: Here is our first story today."))
        []
    """
    lowered = english.lower()
    opening = OPENING_LABEL.match(korean)
    if opening and not ENGLISH_LABEL.match(english):
        label = opening["head"] or opening["speaker"]
        forms = ("head", "speaker") if opening["head"] else ("speaker",)
        words = next((_labels(form)[label] for form in forms if label in _labels(form)), None)
        if words is None and opening["speaker"] and _is_person(label):
            words = ()
        if words is not None and not _says_any(words, lowered) and not _sounds_in(label, english):
            start = opening.start() + len(opening[0]) - len(opening[0].lstrip())
            yield Span(start, opening.end())
    for note in NOTE.finditer(korean):
        words = _labels("note").get(note["note"].strip())
        if words and not ENGLISH_NOTE.search(english) and not _says_any(words, lowered):
            yield Span(*note.span())


def _says_any(words: tuple[str, ...], lowered: str) -> bool:
    return any(
        re.search(rf"\b{re.escape(word)}" + (r"\b" if len(word) < LEAST_LETTERS else ""), lowered)
        for word in words
    )


def _is_person(label: str) -> bool:
    """Whether a label is a surname and a given name, and no word of the lexicon."""
    return len(label) == LEAST_LETTERS and label[0] in surnames() and not news_lexicon().stems(label)


def _sounds_in(hangul: str, english: str) -> bool:
    names = (*CAPITALISED_RUN.findall(english), *ENGLISH_WORD.findall(english))
    return any(word_likeness(hangul, name) >= HEARD for name in names if name[0].isupper())


def spelt(korean: str, english: str) -> bool:
    """Whether an English text only transliterates the Korean one.

    Examples:
        >>> spelt("문이 잠겨 있다.", "Muni jamgyeo itda."), spelt("김치찌개", "kimchi-jjigae")
        (True, False)
    """
    last = ROMAN_WORD.findall(english[-_TAIL:])
    if last and not ROMAN_LAST.search(last[-1].lower()):  # decides most texts quickly
        return False
    latin = ROMAN_WORD.findall(english)
    if len(latin) < 2 or not ROMAN_LAST.search(latin[-1].lower()):
        return False
    if any(word.lower() in function_words() for word in latin):
        return False
    hangul = HANGUL_WORD.findall(korean)
    if abs(len(hangul) - len(latin)) > len(hangul) // 3 or not PREDICATE_LAST.search(korean):
        return False
    alike = sum(
        any(sound_likeness(near, word) >= HEARD for near in hangul[max(0, place - 1) : place + 2])
        for place, word in enumerate(latin)
    )
    return alike >= LEAST_SPELT * len(latin)


def _changed_words(korean: Said, english: Said) -> Iterator[ChangedWord]:
    yield from changed_words(korean, english)
    yield from changed_commands(korean, english)


def _lost_labels(korean: str, english: str) -> Iterator[Span]:
    yield from lost_labels(korean, english)
    yield from lost_commands(korean, english)


MARKERS = Markers(
    changed_words=_changed_words,
    lost_labels=_lost_labels,
    may_be_taken=may_be_taken,
    says=says,
    is_lost=is_lost,
    spelt=spelt,
)
