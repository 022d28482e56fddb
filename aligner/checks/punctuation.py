"""The end of a sentence: a question that became a statement, and an end mark that was lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.checks.check import Check
from aligner.checks.finding import Finding
from aligner.checks.view import PairView, Passage
from aligner.model.mismatch import Kind

# The last mark of a text, behind which quotations and brackets may close.
LAST_MARK = re.compile(r"([.?!…。？！])[\"'”’」』)\]）\s]*$")
LETTER_LAST = re.compile(r"\w[\"'”’」』\s]*$")
_QUESTION = ("?", "？")


def _last_mark(passage: Passage) -> str:
    found = LAST_MARK.search(passage.text)
    return found[1] if found else ""


def changed_end(view: PairView) -> Iterator[Finding]:
    """A sentence that ends otherwise than its original.

    Right:
        `비가 왔습니까?` / `Did it rain?`
        `Did it rain?` / `비가 왔습니까.`
        `비가 왔다.` / `It rained!`
        `그는 “왜?”라고 물었다.` / `He asked why.`
    Wrong (punctuation):
        `비가 왔습니까?` / `It rained.`
        `비가 왔다.` / `It rained`
        `Did it rain?` / `비가 왔다.`

    Limits: only sentences of the body, since headlines and captions end as they like; a question whose
    translation asks elsewhere in the sentence passes.
    """
    source, target = view.source, view.target
    if not view.has_both or any(source.side.sentences[number].role != "body" for number in source.numbers):
        return
    written, rendered = _last_mark(source), _last_mark(target)
    if written in _QUESTION and rendered and not view.target_language.checking.asks(target.text):
        yield Finding("punctuation", source.whole(), target.whole(), key="no_question", strength=0.7)
    elif written and not rendered and LETTER_LAST.search(target.text):
        yield Finding("punctuation", source.whole(), target.whole(), key="lost_end_mark", strength=0.7)


PUNCTUATION = Check(
    changed_end,
    kinds=(
        Kind(
            "punctuation",
            "linguistic/punctuation",
            "info",
            "a question became a statement, or an end mark is lost",
            explained_by=("clause_dropped", "untranslated", "moved", "sentence_dropped", "sentence_added"),
        ),
    ),
    messages={
        "no_question": "{source} asks, {target} does not.",
        "lost_end_mark": "{target} has lost its end mark.",
    },
)
