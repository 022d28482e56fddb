"""The ladder, the lexicon and names ask the records alone: an invented pair of languages passes through them.

The first language writes small letters and ends words in `-o` or `-om`, the second writes capitals backwards.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import pytest

from aligner import languages, pairs
from aligner.ladder.ladder import Step, climb
from aligner.ladder.weights import fitted_weights
from aligner.languages import Language, language
from aligner.languages.tokens import NameForm, Tokens
from aligner.languages.words import Words
from aligner.lexicon import extended_lexicon
from aligner.lexicon.learn import WordCounts, likely_translations
from aligner.model.article import Article
from aligner.model.errors import TableError
from aligner.model.lexicon import Lexicon
from aligner.model.name import Mention
from aligner.model.text import Span
from aligner.model.token import Token, TokenClass
from aligner.pairs import LanguagePair, pair_of
from aligner.pairs.links import NameLinks
from aligner.sides import given_sentences, read_side

SMALL, CAPITAL = re.compile(r"[a-z]+"), re.compile(r"[A-Z]+")
LEXICON = Lexicon({"mira": frozenset({"AES"}), "tolv": frozenset({"ESROH"}), "nub": frozenset({"DUOLC"})})
FIRST = ["mirao tolvom.", "nubo 42.", "kadarikom mirao mirao mirao mirao mirao.", "tolvo tolvo nubom 17."]
SECOND = [
    "ESROH AES.",
    "42 DUOLC.",
    "AES AES AES AES AES AES.",
    "MOKIRADAK MOKIRADAK MOKIRADAK.",
    "17 DUOLC ESROH.",
]


def stem(word: str) -> str:
    return re.sub(r"om?$", "", word)


def first_tokens(word: str, lexicon: Lexicon, other_stem: Callable[[str], str]) -> list[Token]:
    bare = stem(word)
    if bare in lexicon.translations:
        return [(bare, TokenClass.LEXICON, 0, len(bare), "")]
    return [((bare,), TokenClass.OTHER, 0, len(bare), bare)]


def second_tokens(word: str, lexicon: Lexicon, other_stem: Callable[[str], str]) -> list[Token]:
    kind = TokenClass.LEXICON if word in lexicon.covered else TokenClass.LATIN
    return [(word, kind, 0, len(word), word)]


def unknown_words(tokens: Sequence[Token]) -> Iterator[NameForm]:
    return ((form, (key,), False) for key, kind, _, _, form in tokens if kind != TokenClass.LEXICON)


def names(text: str, lexicon: Lexicon) -> list[Mention]:
    found = ((match[0], Span(*match.span())) for match in re.finditer(r"\w+", text))
    return [Mention(form, span) for form, span in found if stem(form) not in lexicon.translations]


def invented(code: str, pattern: re.Pattern[str], tokens: Tokens) -> Language:
    words = Words(
        pattern=pattern,
        stem=stem,
        function_words=frozenset,
        endings=lambda: frozenset({"o", "om"}),
        content=lambda text: set(map(stem, pattern.findall(text))),
    )
    return replace(language("en"), code=code, name=code, names=names, tokens=tokens, words=words)


@pytest.fixture
def pair(monkeypatch: pytest.MonkeyPatch) -> LanguagePair:
    first = invented("xa", SMALL, Tokens(SMALL, first_tokens, unknown_words))
    second = invented("xb", CAPITAL, Tokens(CAPITAL, second_tokens, unknown_words))
    known = pair_of("ko", "en")
    numbers = replace(
        known.ladder,
        matched={"xa": known.ladder.matched["ko"], "xb": known.ladder.matched["en"]},
        found={"xa": known.ladder.found["ko"], "xb": known.ladder.found["en"]},
        weights=lambda: {
            name.replace(" ko ", " xa ").replace(" en ", " xb "): value
            for name, value in known.ladder.weights().items()
        },
    )
    links = NameLinks(
        first=lambda form: ((re.sub(r"[aeiou]", "", form), form),),
        second=lambda form: ((re.sub(r"[aeiou]", "", form.lower()[::-1]), form.lower()[::-1]),),
        intercept=known.links.intercept,
        per_consonant=known.links.per_consonant,
        per_skeleton=known.links.per_skeleton,
        per_reading=known.links.per_reading,
    )
    length = replace(known.length, first=len, second=len)
    found = replace(
        known,
        first=first,
        second=second,
        ladder=numbers,
        length=length,
        lexicon=lambda: LEXICON,
        links=links,
        surnames=dict,
    )
    for added in (first, second):
        monkeypatch.setitem(languages._REGISTERED, added.code, added)
    monkeypatch.setitem(pairs._REGISTERED, ("xa", "xb"), found)
    return found


def ladder(*, turned: bool = False) -> list[Step]:
    first, second = read_side(given_sentences(FIRST), "xa"), read_side(given_sentences(SECOND), "xb")
    return climb(Article(second, first) if turned else Article(first, second))


def test_sentences_are_paired(pair: LanguagePair) -> None:
    beads = [(list(step.bead.source), list(step.bead.target)) for step in ladder()]
    assert beads == [([0], [0]), ([1], [1]), ([2], [2, 3]), ([3], [4])]


def test_evidence_is_of_every_kind(pair: LanguagePair) -> None:
    links = [link for step in ladder() for link in step.evidence.links]
    assert {link.kind for link in links} == {"quantities", "lexicon", "names"}
    assert ("kadarik", "MOKIRADAK") in {(link.source_surface, link.target_surface) for link in links}


def test_turning_the_article_turns_the_ladder(pair: LanguagePair) -> None:
    forward, backward = ladder(), ladder(turned=True)
    assert [step.bead for step in forward] == [
        type(step.bead)(step.bead.target, step.bead.source) for step in backward
    ]
    assert [step.confidence for step in forward] == [step.confidence for step in backward]


def test_a_lexicon_is_learnt_and_added(pair: LanguagePair) -> None:
    texts = [("gelom mirao", "AES WONS"), ("gelo nub", "DUOLC WONS"), ("tolvo gelo", "WONS ESROH")] * 2
    counts = WordCounts()
    for first, second in texts:
        counts.count(first, second, pair)
    learnt = likely_translations(counts)
    assert learnt.translations == {"gel": frozenset({"WONS"})}
    assert extended_lexicon(pair, learnt).translations == {**LEXICON.translations, **learnt.translations}


def test_names_are_what_the_language_says(pair: LanguagePair) -> None:
    assert [name.form for name in pair.first.names(FIRST[2], pair.lexicon())] == ["kadarikom"]


def test_a_missing_weight_names_the_pair(pair: LanguagePair) -> None:
    with pytest.raises(TableError, match="xa_xb"):
        fitted_weights(replace(pair, ladder=replace(pair.ladder, weights=dict)))
