"""Tokens that a translation keeps letter by letter: addresses, handles, tags, placeholders, hashtags.

A reader or a program needs them, so they must occur as often in the target as in the source.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from aligner.checks.finding import Finding
from aligner.checks.view import PairView
from aligner.expressions import compiled
from aligner.marks.literals import SOFTWARE, Literal
from aligner.model.mismatch import Severity
from aligner.pairs.cover import Said

SURE, LIKELY, UNSURE = 0.9, 0.75, 0.4
# Parts in which the addresses of one site in two languages differ: `ko.`, `/kr/`, `/en-us`.
_LOCALE = compiled(r"^[a-z]{2}(?:[_-][a-z]{2})?\.|(?<=/)[a-z]{2}(?:[_-][a-z]{2})?(?=/|$)")


def kept_tokens(
    view: PairView, form: str, sources: list[Literal], targets: list[Literal]
) -> Iterator[Finding]:
    """Report tokens that occur less often than in the source, each with an added token if there is one."""
    if not sources and form not in SOFTWARE:
        return
    lost, added = _opening(_without(sources, targets)), _opening(_without(targets, sources))
    if form not in SOFTWARE:
        lost = [token for token in lost if not _stands_in(view.target.text, token.key)]
        added = [token for token in added if not _stands_in(view.source.text, token.key)]
    for number, token in enumerate(lost):
        other = added[number] if number < len(added) else None
        if other and form == "address" and _is_other_language(token.key, other.key):
            continue
        info = other is None and _is_mention(token, sources, targets)
        yield token_finding(
            view, token, other, "changed" if other else "lost", UNSURE if info else SURE, info=info
        )
    if form in SOFTWARE:
        for token in added[len(lost) :]:
            info = _is_mention(token, targets, sources)
            yield token_finding(view, None, token, "added", UNSURE if info else LIKELY, info=info)


def _stands_in(text: str, key: str) -> bool:
    """Return whether a text has a token as a whole, in small or capital letters."""
    return re.search(rf"(?<![A-Za-z0-9_]){re.escape(key)}(?![A-Za-z0-9_-])", text.lower()) is not None


def _opening(tokens: list[Literal]) -> list[Literal]:
    """Return the tokens without closing tags whose opening tag is among them."""
    keys = {re.split(r"[ />]", token.key)[0] for token in tokens}
    return [token for token in tokens if not (token.key.startswith("</") and f"<{token.key[2:-1]}" in keys)]


def _is_mention(token: Literal, tokens: list[Literal], others: list[Literal]) -> bool:
    """Return whether a text only writes about a tag: both sides have it, and `tokens` never close it.

    How often a text mentions a tag does not matter.
    """
    closing = f"</{token.key.strip('</>').split(' ')[0]}>"
    return (
        token.form == "tag"
        and any(other.key == token.key for other in others)
        and not any(other.key == closing for other in tokens)
    )


def _without(tokens: list[Literal], others: list[Literal]) -> list[Literal]:
    """Return the tokens that exceed their number in `others`; of equal tokens the last ones."""
    left = Counter(token.key for token in others)
    rest = []
    for token in tokens:
        left[token.key] -= 1
        if left[token.key] < 0:
            rest.append(token)
    return rest


def _is_other_language(source: str, target: str) -> bool:
    """Return whether two addresses belong to one site in two languages."""
    if _LOCALE.search(source) is None and _LOCALE.search(target) is None:
        return False
    hosts = [_LOCALE.sub("", address).partition("/")[0] for address in (source, target)]
    return hosts[0] == hosts[1]


def hashtags(view: PairView, sources: list[Literal], targets: list[Literal]) -> Iterator[Finding]:
    """Report hashtags that were lost, and hashtags in the letters of the target that became others.

    Hashtags in the letters of the source may be translated, so that only their number counts.
    """
    lost, new = _without(sources, targets), _without(targets, sources)
    language = view.source_language
    lost = [token for token in lost if not language.words.is_ending(token.key[1:])]  # `#` with a particle
    kept = [token for token in lost if not language.script.letters.search(token.key)]
    if kept and len(new) > len(lost) - len(kept):
        yield token_finding(view, kept[0], new[0], "changed", LIKELY)
    elif len(targets) < len(sources):
        in_words = {token: _is_in_words(token, view) for token in lost}
        lost.sort(key=lambda token: in_words[token])  # a tag that is not even in words was lost for sure
        for token in lost[: len(sources) - len(targets)]:
            info = in_words[token]
            yield token_finding(view, token, None, "lost", UNSURE if info else LIKELY, info=info)


def _is_in_words(token: Literal, view: PairView) -> bool:
    """Return whether the target says a hashtag in words."""
    cover, target = view.languages.cover, view.target
    if token.key[1:] in re.sub(r"\W", "", target.text.lower()):
        return True
    words = Said(token.key[1:], view.source.language, cover)
    return words.found_in(target.once(cover.said))[0] > 0 or view.languages.markers.says(
        token.key[1:], target.text, target.language
    )


def token_finding(
    view: PairView,
    source: Literal | None,
    target: Literal | None,
    key: str,
    strength: float,
    *,
    info: bool = False,
    severity: Severity | None = None,
) -> Finding:
    """Return the finding for a token of the source, its counterpart in the target, or both."""
    return Finding(
        "marker",
        view.source.place(source.span) if source else None,
        view.target.place(target.span) if target else None,
        key=key,
        strength=strength,
        severity="info" if info else severity,
    )
