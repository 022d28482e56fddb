"""Two invented languages and their pair, which no module of the library has heard of.

Tolan is written in Georgian letters and ends a sentence with `჻`; Elian is written in Greek letters and ends
one with `·`. Both count in digits, or in words up to three, and both have boats (`ბარ`, `βαρ`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from aligner.languages.language import Language, Script, Splitting
from aligner.languages.manners import PageManners
from aligner.languages.slips import Slips
from aligner.languages.tokens import NameForm, Tokens
from aligner.languages.words import Words
from aligner.model.lexicon import Lexicon
from aligner.model.name import Mention
from aligner.model.quantity import Quantity
from aligner.model.text import Span
from aligner.model.token import Token, TokenClass
from aligner.pairs import pair_of
from aligner.pairs.ladder import LadderNumbers
from aligner.pairs.length import Length
from aligner.pairs.links import NameLinks
from aligner.pairs.pair import LanguagePair


def invented(code: str, name: str, letters: str, stop: str, words: dict[str, int], boats: str) -> Language:
    """A language of plain rules: `stop` ends a sentence, names stand between `<` and `>`."""
    word = re.compile(f"[{letters}]+")
    numerals = "|".join(words)
    number = re.compile(rf"(?P<value>\d+|\b(?:{numerals})\b)(?P<unit> {boats})?")

    def quantities(text: str) -> list[Quantity]:
        found = []
        for match in number.finditer(text):
            written = match["value"]
            value = int(written) if written.isdigit() else words[written]
            unit = "boat" if match["unit"] else None
            found.append(Quantity(value, unit, "cardinal", match[0], Span(*match.span())))
        return found

    def cuts(text: str, quotes: str, backend: str | None) -> list[int]:
        return [match.end() for match in re.finditer(rf"{stop}\s*", text)][:-1]

    def names(text: str, lexicon: Lexicon) -> list[Mention]:
        return [Mention(match[1], Span(*match.span(1))) for match in re.finditer("<([^>]+)>", text)]

    def tokens(form: str, lexicon: Lexicon, other_stem: Callable[[str], str]) -> list[Token]:
        known = lexicon.translations.keys() | lexicon.covered
        return [(form, TokenClass.LEXICON if form in known else TokenClass.OTHER, 0, len(form), form)]

    def name_forms(found: Sequence[Token]) -> Iterator[NameForm]:
        return iter(())

    return Language(
        code=code,
        name=name,
        names=names,
        page=PageManners(
            apart=re.compile(rf"(?:(?![{letters}]).){{20,}}", re.DOTALL),
            ending=stop,
            is_sentence=lambda text, mass, final: final,
            sign=re.compile(f"[{letters}]"),
        ),
        read_quantities=quantities,
        script=Script(word),
        splitting=Splitting(cuts),
        tokens=Tokens(word, tokens, name_forms),
        words=Words(word, str, frozenset, frozenset, lambda text: set(word.findall(text))),
        headers={f"{code}-original": "source", f"{code}-rendering": "target"},
        slips=Slips(forms=lambda: {"unit": {boats: boats[::-1]}, "sentence": {f"{boats}{stop}": ""}}),
    )


TOLAN = invented("qta", "Tolan", "ა-ჰ", "჻", {"ერ": 1, "ორ": 2, "სამ": 3}, "ბარ")
ELIAN = invented("qel", "Elian", r"\u03b1-\u03c9", "·", {"εν": 1, "δυο": 2, "τρι": 3}, "βαρ")

# Words that translate each other, letter by letter, as the invention has it.
LETTERS = str.maketrans("აბგდევზთიკლმნოპრსტუფქჰ", "αβγδευζθικλμνοπρστυφχη")
ROOTS = ("ზღა", "ნავი", "მოლა", "სეტა", "დილა", "კარა", "ლუნა", "პირო", "თალი", "გორა", "ბარ")


def translated(text: str) -> str:
    """A Tolan text in Elian."""
    words = {"ერ": "εν", "ორ": "δυο", "სამ": "τρι", "჻": "·"}
    return re.sub("[ა-ჰ჻]+?(?=[^ა-ჰ]|$)", lambda one: words.get(one[0]) or one[0].translate(LETTERS), text)


def pair() -> LanguagePair:
    """The pair, with the fitted numbers of another one, as nobody fits an invented one."""
    lent = pair_of("ko", "en")
    codes = {lent.first.code: TOLAN.code, lent.second.code: ELIAN.code}

    def weights() -> dict[str, float]:
        renamed = ((name.split(), value) for name, value in lent.ladder.weights().items())
        return {" ".join(codes.get(word, word) for word in words): value for words, value in renamed}

    matched = {codes[code]: chances for code, chances in lent.ladder.matched.items()}
    return LanguagePair(
        first=TOLAN,
        second=ELIAN,
        ladder=LadderNumbers(matched=matched, found=matched, weights=weights, marks=lent.ladder.marks),
        length=Length(lambda text: len(text) + 1.0, lambda text: len(text) + 1.0, 0.2, 1.3, 0.05, 0.5),
        lexicon=lambda: Lexicon({root: frozenset({translated(root)}) for root in ROOTS}),
        links=NameLinks(lambda form: (), lambda form: (), 0.0, 0.0, 0.0, 0.0),
        surnames=dict,
    )
