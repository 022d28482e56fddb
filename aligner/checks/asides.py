"""Reports text in one language that frames the article on a page: one info for each stretch, and no error."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from aligner.checks.check import Check, Scope
from aligner.checks.examples import Example, examples_of
from aligner.checks.finding import Finding, quoted
from aligner.checks.view import DocumentView
from aligner.model.mismatch import Kind

# An editor who looks for omissions wants to see these stretches, but hardly ever has to change anything.
STRENGTH = 0.9


def stretches_aside(view: DocumentView) -> Iterator[Finding]:
    """Report introductions, comments, vocabularies and titles of a page that exist in one language only.

    Each example is a page, paragraph by paragraph:

    Right:
        `비가 왔다.` / `It rained.` then `바람도 불었다.` / `The wind blew too.`
            then `문이 열렸다.` / `The door opened.`
    Wrong (aside):
        `오늘의 영어 세 문장` / `` then `비가 왔다.` / `It rained.`
            then `바람도 불었다.` / `The wind blew too.` then `문이 열렸다.` / `The door opened.`

    Limits: only texts that were read from a page have asides. In other texts, sentences without counterpart
    are reported as `sentence_dropped` or `sentence_added`.
    """
    for stretch in view.asides:
        lines = stretch.count("\n") + 1
        yield Finding(
            "aside",
            key="aside" if lines == 1 else "asides",
            fields={"text": quoted(stretch.split("\n", 1)[0]), "lines": lines},
            strength=STRENGTH,
        )


def _on_page(example: Example) -> Example:
    """Return an example as a page: each pair becomes a group of two lines, followed by a blank line."""
    groups = ("\n".join(filter(None, (target, source))) for source, target in example.pairs)
    return replace(example, page="\n\n".join(groups))


_RIGHT, _WRONG = examples_of(stretches_aside.__doc__ or "")
ASIDES = Check(
    stretches_aside,
    kinds=(Kind("aside", "none", "info", "a stretch of the page in one language that frames the article"),),
    messages={
        "aside": "{text} frames the article and has no counterpart.",
        "asides": "{lines} lines from {text} on frame the article and have no counterpart.",
    },
    scope=Scope.DOCUMENT,
    right=tuple(map(_on_page, _RIGHT)),
    wrong=tuple(map(_on_page, _WRONG)),
)
