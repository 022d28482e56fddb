"""Compares the ends of sentences: questions, statements and calls that became one another, lost end marks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from aligner.checks.check import Check
from aligner.checks.finding import Finding
from aligner.checks.marks import quotations_of
from aligner.checks.view import PairView, Passage
from aligner.expressions import compiled
from aligner.model.mismatch import Kind

# The last mark of a text; quotation marks and brackets may follow it.
LAST_MARK = compiled(r"([.?!…。？！])[\"'”’」』)\]）\s]*$")
LETTER_LAST = compiled(r"\w[\"'”’」』\s]*$")
_QUESTION = ("?", "？")
# A question that is followed by more text.
INNER_QUESTION = compiled(r"\?\s+(?=\w)")
# Questions that are really statements: `..., right?`, `Isn't that so?`
TAG = compiled(r", ?[\w' \N{RIGHT SINGLE QUOTATION MARK}]{1,14}\?|n['\N{RIGHT SINGLE QUOTATION MARK}]t\b")


def _last_mark(passage: Passage) -> str:
    """Return the end mark of a passage; empty if it has none."""
    match = LAST_MARK.search(passage.text)
    return match[1] if match else ""


def changed_end(view: PairView) -> Iterator[Finding]:
    """Report a target that ends in another way than its source: as a question, call, or without a mark.

    Right:
        `비가 왔습니까?` / `Did it rain?`
        `Did it rain?` / `비가 왔습니까.`
        `비가 왔다.` / `It rained!`
        `그는 “왜?”라고 물었다.` / `He asked why.`
        `누가 그걸 모르겠는가.` / `Who doesn't know that?`
        `어서 오세요!` / `Welcome.`
    Wrong (punctuation):
        `비가 왔습니까?` / `It rained.`
        `비가 왔다.` / `It rained`
        `Did it rain?` / `비가 왔다.`
        `비가 왔다.` / `Did it rain?`
        `이용은 무료인가요? 네.` / `Use is free. Yes.`
        `불이야! 모두 나가!` / `There is a fire. Everyone is leaving.`

    Limits: only sentences of the body, since headlines and captions need no end mark. A lost question is not
    reported if the translation asks elsewhere in the sentence.
    """
    source, target = view.source, view.target
    if not view.has_both or any(source.side.sentences[number].role != "body" for number in source.numbers):
        return
    written, rendered = _last_mark(source), _last_mark(target)
    if written in _QUESTION and rendered and not view.target_language.checking.asks(target.text):
        yield Finding("punctuation", source.whole(), target.whole(), key="no_question", strength=0.7)
    elif written and not rendered and LETTER_LAST.search(target.text):
        yield Finding("punctuation", source.whole(), target.whole(), key="lost_end_mark", strength=0.7)
    elif key := next((key for key, rule in RULES.items() if rule(view, written, rendered)), None):
        yield Finding("punctuation", source.whole(), target.whole(), key=key, strength=0.6)


def _became_question(view: PairView, written: str, rendered: str) -> bool:
    asks = rendered in _QUESTION and rendered != ""
    return (
        asks and view.source_language.checking.states(view.source.text) and not TAG.search(view.target.text)
    )


def _lost_question(view: PairView, written: str, rendered: str) -> bool:
    """Return whether a question in the middle of the source, outside quotation marks, is lost."""
    if "?" not in view.source.text:
        return False
    checking = view.target_language.checking
    if not rendered or checking.asks(view.target.text) or view.target.once(quotations_of).paired:
        return False
    inside = {place for span in view.source.once(quotations_of).paired for place in range(*span)}
    return any(match.start() not in inside for match in INNER_QUESTION.finditer(view.source.text))


def _became_description(view: PairView, written: str, rendered: str) -> bool:
    source, target = view.source_language.checking, view.target_language.checking
    return written == "!" and source.orders(view.source.text) and target.describes(view.target.text)


def _became_call(view: PairView, written: str, rendered: str) -> bool:
    source, target = view.source_language.checking, view.target_language.checking
    calls = rendered == "!" and "!" not in view.source.text and target.orders(view.target.text)
    return calls and source.states(view.source.text)


# Rules, tried in this order, by the key of their message. Each gets the pair and its two end marks.
RULES: dict[str, Callable[[PairView, str, str], bool]] = {
    "question": _became_question,
    "no_question": _lost_question,
    "no_call": _became_description,
    "call": _became_call,
}


PUNCTUATION = Check(
    changed_end,
    kinds=(
        Kind(
            "punctuation",
            "linguistic/punctuation",
            "info",
            "a question, statement or call became another one, or an end mark is lost",
            explained_by=("clause_dropped", "untranslated", "moved", "sentence_dropped", "sentence_added"),
            found="23 of 23",
        ),
    ),
    messages={
        "no_question": "{source} asks, {target} does not.",
        "question": "{target} asks, {source} does not.",
        "no_call": "{source} calls on somebody, {target} does not.",
        "call": "{target} calls on somebody, {source} does not.",
        "lost_end_mark": "{target} has lost its end mark.",
    },
)
