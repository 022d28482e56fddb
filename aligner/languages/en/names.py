"""Where names are in an English sentence: capitals show them."""

from __future__ import annotations

import re

from aligner.languages.en.stems import function_words
from aligner.model.lexicon import Lexicon
from aligner.model.name import Mention
from aligner.model.text import Span

_LETTER = r"[A-Za-z'\N{RIGHT SINGLE QUOTATION MARK}]"
_CAPITALISED = rf"[A-Z]{_LETTER}*[a-z]{_LETTER}*(?:-[A-Za-z]+)*"
_ENGLISH_NAME = re.compile(rf"\b{_CAPITALISED}(?:[ \t](?:[A-Z]\.[ \t]?)*{_CAPITALISED})*")


def english_names(text: str, lexicon: Lexicon | None = None) -> list[Mention]:
    """Runs of capitalised words in an English text.

    A function word at the start of a run (`The`, `In`) is left out of it; a run of nothing else is none.
    Capitals say enough: no lexicon is asked.

    Examples:
        >>> [name.form for name in english_names("On Monday, Mayor Kim Min-su met John B. Doe in Gunsan.")]
        ['Monday', 'Mayor Kim Min-su', 'John B. Doe', 'Gunsan']
    """
    mentions = []
    for match in _ENGLISH_NAME.finditer(text):
        start, form = match.start(), match[0]
        while form and form.split()[0].lower() in function_words():
            rest = form.split(maxsplit=1)[1] if " " in form else ""
            start, form = match.end() - len(rest), rest
        if form:
            mentions.append(Mention(form, Span(start, match.end())))
    return mentions


def possessor(word: str) -> str:
    """A name without its 's."""
    return word[:-2] if word.endswith(("'s", "\N{RIGHT SINGLE QUOTATION MARK}s")) else word
