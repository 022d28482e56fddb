"""The English traits that checks ask for."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from functools import cache
from itertools import islice
from operator import eq

from aligner.expressions import expression
from aligner.languages.checking import Chats, Checking, chats_of
from aligner.languages.en.expected import with_value
from aligner.languages.en.foreign import is_foreign, is_unknown
from aligner.languages.en.stems import english_stem, function_words, small_words
from aligner.model.text import Span
from aligner.tables import read_table

CLAUSE_BORDER = expression(r"[,;:] (?:and |but |while )?| (?:and|but|while|which|so that) ")
INFLECTED = expression(r"(?:e?s|['\N{RIGHT SINGLE QUOTATION MARK}]s?)?(?!\w)")  # plural and possessive
LATIN_RUN = expression(
    r"[A-Za-z][A-Za-z'\N{RIGHT SINGLE QUOTATION MARK}-]*"
    r"(?:[ \t,]{1,2}[A-Za-z][A-Za-z'\N{RIGHT SINGLE QUOTATION MARK}-]*)+"
)
RUN_WORD = expression(r"[A-Za-z'\N{RIGHT SINGLE QUOTATION MARK}-]+")
# A text in another language may hold an English title or slogan (`Made in Gunsan`). A run of Latin words that
# is a piece of a sentence has several words in lower case, some of them function words.
LEAST_LOWER_CASE, LEAST_FUNCTION_WORDS = 4, 2
COORDINATED = expression(r"\b(?<!-)([a-z]++(?:-[a-z]++)?+) and \1\b(?![-'\N{RIGHT SINGLE QUOTATION MARK}])")
TWICE = expression(r"\b(?<!-)([a-z]++) \1\b(?![-'\N{RIGHT SINGLE QUOTATION MARK}])")
# A repeated phrase of several words. Not if a capital follows, for a name may be repeated in a longer name
# (`New York and New York City`). Nor a single word with an article, which may begin a longer phrase (`the
# city and the city hall`).
PHRASE_TWICE = expression(
    r"\b(?:(?:the|an?) )?([A-Za-z]++(?:-[A-Za-z]++)*+(?: [A-Za-z]++(?:-[A-Za-z]++)*+){1,4}?)"
    r" and (?:the |an? )?\1\b(?![-'\N{RIGHT SINGLE QUOTATION MARK}]| [A-Z])"
)
ARTICLES = (("the",), ("a",), ("an",))
SAID = "said|says|added|wrote|noted|explained|asked|recalled|warned|stressed"
# What follows `..., he said` and `The danger, he said, is`: a border, the hearer, or where and how he said
# so. Not so in `On Monday they asked for a loan`, `his hands told a story`, `the court said it had`.
CLOSES = r"(?=[.,;:?!\"]|$| (?:in|on|at|to|after|during|of|with|when|as|from|by|while|yesterday|today|[A-Z]))"
# `..., said the mayor.`, `said Kim`: the speaker, behind the verb.
SPEAKER = r"(?= (?:[A-Z]|(?:the|an?|one|its|his|her|their|my|our)(?: [\w’'-]+){1,6}(?:[.,;:]|$)))"
# Signs of direct speech; also `said: The`, `I`, `we`. Without them the translator chose indirect speech,
# which needs no quotation marks.
DIRECT = expression(
    rf",[’']? (?:{SAID}|told)\b{SPEAKER}"
    rf"|,[’']? (?:[\w.’'-]+ ){{1,8}}?(?:{SAID}|told)\b{CLOSES}"
    r"|[a-z]: [A-Z]|\b(?:I|we|We|my|our|me|us)\b"
)
# `demanded, Disclose it`: a new sentence begins after the verb; not so in `said, Monday`.
BEGINNING = expression(rf"\b(?:{SAID}|saying|out|[a-z]+(?:ed|ing)), (?P<word>[A-Z][a-z]*)\b")

# Letters that are neither Latin nor Hangul (English texts gloss Korean words). A single Greek letter is a
# symbol; a single letter from Cyrillic to Georgian, Japanese or Chinese counts.
FOREIGN_LETTERS = expression(
    r"[^\W\d_A-Za-z\u00aa-\u024f\u1e00-\u1eff\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]{2,}|[\u0400-\u10ff\u3040-\u30ff\u4e00-\u9fff]+"
)
SUBJECT = (
    r"(?:I|you|he|she|it|we|they|there|this|that|everyone|everybody|someone|nobody"
    r"|(?:the|a|an|my|his|her|our|their) \w+)"
)
DESCRIBES = expression(rf"^\W*(?i:{SUBJECT}) (?:\w+ )?(?:is|are|was|were|has|have|had|will|\w+ed|\w+s)\b")
SOFT = expression(r"(?i:\b(?:please|let'?s|let us|must|should|have to|need to|do not|don't|you)\b)")
ORDERS = expression(
    r"(?i:^\W*(?:please |everyone,? |now |just |hey,? )?"
    r"(?:get|go|come|stop|run|leave|help|look|listen|wait|take|give|let|don't|do not|please|be quiet|watch"
    r"|hurry|follow|hold|open|close|shut|stay|move|keep|put|bring|call|stand|sit|turn|tell|try)\b)"
)


def _orders(text: str) -> bool:
    return ORDERS.search(text) is not None


def _describes(text: str) -> bool:
    """Return whether a text begins with a subject and a predicate and asks nothing of anyone."""
    return DESCRIBES.search(text) is not None and "!" not in text and SOFT.search(text) is None


WONDERING = expression(
    r"(?i:\b(?:ask(?:s|ed|ing)?|wonder\w*|whether|if|question\w*|who|what|why|how|where|when|which|curious|know|"
    r"doubt\w*|sure|guess|suppose|would|could|should|might|may|let|see|check|find out|tell)\b)"
)


def _states(text: str) -> bool:
    return text.rstrip(" \"'\N{RIGHT DOUBLE QUOTATION MARK})").endswith(".") and not (
        "?" in text or WONDERING.search(text) or ORDERS.search(text)
    )


@cache
def _chats() -> Chats:
    return chats_of("en/chats.tsv", small_words)


def _ends_word(text: str, end: int) -> bool:
    return INFLECTED.match(text, end) is not None


def _is_indirect(text: str, known: Container[str]) -> bool:
    return not DIRECT.search(text) and not _begins_anew(text, known)


def _begins_anew(text: str, known: Container[str]) -> bool:
    """Return whether a common word is capitalised after a verb of saying and a comma."""
    words = (match["word"].lower() for match in BEGINNING.finditer(text))
    return any(word in function_words() or english_stem(word) in known for word in words)


def _is_speech(text: str, quotation: Span) -> bool:
    return True


def _left_over(text: str) -> Iterator[Span]:
    for match in LATIN_RUN.finditer(text):
        lower_case = [word for word in RUN_WORD.findall(match[0]) if word.islower()]
        known = sum(word in function_words() for word in lower_case)
        if len(lower_case) >= LEAST_LOWER_CASE and known >= LEAST_FUNCTION_WORDS:
            yield Span(*match.span())


@cache
def _repeatable() -> frozenset[str]:
    """Return the words that are correct when written twice in a row (`had had`)."""
    return frozenset(row["word"] for _, row in read_table("en/said_twice.tsv"))


def _may_be_coordinated(words: Sequence[str]) -> bool:
    """Return whether the words before an `and` also stand behind it, perhaps after an article."""
    place = -1
    for _ in range(words.count("and")):
        place = words.index("and", place + 1)
        behind = place + 2 if words[place + 1 : place + 2] in ARTICLES else place + 1
        for start in {place + 1, behind}:
            first = words[start : start + 1]
            if first and first[0] in words[:place] and _ends_alike(words, place, start):
                return True
    return False


def _ends_alike(words: Sequence[str], end: int, start: int) -> bool:
    """Return whether the words from `start` on begin with words that stand right before `end`."""
    return any(
        words[end - size : end] == words[start : start + size]
        for size in range(1, end + 1)
        if words[end - size] == words[start]
    )


def _said_twice(text: str) -> Iterator[Span]:
    words = small_words(text.lower())
    coordinated = " and " in text and _may_be_coordinated(words)
    if not coordinated and not any(map(eq, words, islice(words, 1, None))):
        return
    for pattern in (COORDINATED, TWICE) if coordinated else (TWICE,):
        for match in pattern.finditer(text):
            if match[1] not in _repeatable():
                yield Span(*match.span())
    for match in PHRASE_TWICE.finditer(text) if coordinated else ():
        content = [word for word in match[1].lower().split() if word not in function_words()]
        if len(content) > 1 and not all(word in _repeatable() for word in content):
            yield Span(*match.span())


CHECKING = Checking(
    has_capitals=True,
    chats=_chats,
    clause_border=CLAUSE_BORDER,
    describes=_describes,
    ends_word=_ends_word,
    foreign_letters=FOREIGN_LETTERS,
    is_foreign=is_foreign,
    is_indirect=_is_indirect,
    is_speech=_is_speech,
    is_unknown=is_unknown,
    left_over=_left_over,
    letter_words="I",
    opening_letters="A",
    orders=_orders,
    said_twice=_said_twice,
    states=_states,
    with_value=with_value,
)
