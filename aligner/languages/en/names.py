"""Recognition of names in an English sentence, by their capitals."""

from __future__ import annotations

from aligner.expressions import compiled
from aligner.languages.en.stems import function_words
from aligner.model.lexicon import Lexicon
from aligner.model.name import Mention
from aligner.model.text import Span

_LETTER = r"[A-Za-z'\N{RIGHT SINGLE QUOTATION MARK}]"
_CAPITALISED = rf"[A-Z]{_LETTER}*[a-z]{_LETTER}*(?:-[A-Za-z]+)*"
_ENGLISH_NAME = compiled(rf"\b{_CAPITALISED}(?:[ \t](?:[A-Z]\.[ \t]?)*{_CAPITALISED})*")


def english_names(text: str, lexicon: Lexicon | None = None) -> list[Mention]:
    """Return the runs of capitalised words in an English text, left to right.

    Function words at the start of a run (`The`, `In`) are cut off; a run of function words only is dropped.
    The lexicon is not used, since capitals are evidence enough.

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
    """Return a name without its possessive 's."""
    return word[:-2] if word.endswith(("'s", "\N{RIGHT SINGLE QUOTATION MARK}s")) else word
