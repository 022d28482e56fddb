"""Changed Latin words, lost commands, and Korean that is only transliterated."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.expressions import expression
from aligner.languages.en.stems import english_stem, function_words
from aligner.model.text import Span
from aligner.pairs.cover import Said
from aligner.pairs.ko_en.acronyms import HANGUL_WORD, LEAST_LETTERS, exchanged, is_lost, may_be_taken, says
from aligner.pairs.ko_en.cover import GLOSS, translations_of
from aligner.pairs.ko_en.labels import MAY_BE_LABELLED, changed_labels, lost_labels
from aligner.pairs.ko_en.lettered import LETTERED, exchanged_letters, lost_letters
from aligner.pairs.ko_en.lexicon import news_lexicon
from aligner.pairs.ko_en.likeness import HEARD, sound_likeness, word_likeness
from aligner.pairs.ko_en.strangers import is_running_text, is_translated
from aligner.pairs.links import indel_similarity
from aligner.pairs.markers import ChangedWord, Markers

LATIN_WORD = expression(
    r"(?<![A-Za-z0-9_@#/.$%{<-])(?:[A-Z][a-z]+[A-Za-z]*|[a-z]{1,2}[A-Z][A-Za-z]+)(?![A-Za-z0-9_@/({=<>-]|\.[A-Za-z])"
)
LATIN_LETTER = expression("[A-Za-z]")
# Similarity of letters from which two words count as spellings of one word: Noa, Nova. We looked at words of
# documents whose translation does not quote the Latin word of the Korean: below this limit they are other
# words.
ALIKE_LETTERS = 0.7
SURE, LIKELY = 0.9, 0.75
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
# Programs that are called by name with a subcommand; from general knowledge. Left out: go, make, which are
# words.
_PROGRAMS = frozenset(
    [
        "apt", "aws", "az", "azd", "brew", "bun", "bundle", "cargo", "composer", "conda", "curl", "docker",
        "dotnet", "flutter", "gcloud", "gem", "git", "gradle", "helm", "kubectl", "mvn", "node", "npm", "npx",
        "pip", "pnpm", "poetry", "pytest", "python", "rails", "rustup", "ssh", "sudo", "systemctl",
        "terraform", "tmux", "uv", "yarn",
    ]
)  # fmt: skip
_PARTICLE_BEHIND = expression(r"(?:으로|로|을|를|이|가|은|는|와|과|의)(?![가-힣])")
PREDICATE_LAST = expression(r"(?:[다요까죠네자라지]|[가-힣](?:음|함|임))[.?!…\"\u201d\u2019]*\s*$")
ROMAN_WORD = expression(r"[A-Za-z'\N{RIGHT SINGLE QUOTATION MARK}-]+")
ROMAN_LAST = expression(r"(?:da|yo|kka|ji|ne|jyo|ja|ra|eo|a|ae|ge|ke|ni|go|seo|nde|myeon|m|na)$")
_TAIL = 30  # characters at the end of a text, which usually hold the end of a word
MOST_SMALL = 4  # one in so many romanised words may look like a function word
LEAST_SPELT = 0.75  # minimum share of English words that sound like Korean ones


def changed_words(korean: Said, english: Said) -> Iterator[ChangedWord]:
    """Yield Latin words of the Korean text that became another, unexplained word in the English.

    Examples:
        >>> from aligner.pairs.ko_en.cover import COVER
        >>> korean = Said("Noa Labs가 투자를 받았다.", "ko", COVER)
        >>> [change.second for change in changed_words(korean, Said("Nova Labs raised money.", "en", COVER))]
        [Span(start=0, end=4)]
    """
    text = korean.text
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
        is_command = match["of"] in _PROGRAMS and _PARTICLE_BEHIND.match(korean, match.end())
        if is_command and not any(_stands(match[part], english) for part in ("of", "word")):
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
    if sum(word.lower() in function_words() for word in latin) > len(latin) // MOST_SMALL:
        return False  # `an` is 안 too
    if latin[-1][0].isupper() and not latin[0].isupper():  # a name, not the predicate: `Sujin met Eugene.`
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
    if LATIN_LETTER.search(korean.text):
        yield from changed_words(korean, english)
        yield from changed_commands(korean, english)
        for first, second in exchanged(korean.text, english.text):
            yield ChangedWord(first, second, LIKELY)


def _lost_labels(korean: str, english: str) -> Iterator[Span]:
    if MAY_BE_LABELLED.search(korean):
        yield from lost_labels(korean, english)
    if LATIN_LETTER.search(korean):
        yield from lost_commands(korean, english)
        if LETTERED.search(korean):
            yield from lost_letters(korean, english)


def _changed_labels(korean: str, english: str) -> Iterator[ChangedWord]:
    if MAY_BE_LABELLED.search(korean):
        yield from changed_labels(korean, english)
    if LETTERED.search(korean):
        yield from exchanged_letters(korean, english)


MARKERS = Markers(
    changed_words=_changed_words,
    changed_labels=_changed_labels,
    lost_labels=_lost_labels,
    may_be_taken=may_be_taken,
    says=says,
    is_lost=is_lost,
    spelt=spelt,
)
