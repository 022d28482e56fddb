"""Select the paragraphs of a page that are paired: both sides, without parts that only one side has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aligner.model.page import Page, Paragraph
from aligner.model.text import LanguageCode, Role

# Roles that belong to the article only if both sides have them, in the same order around the body.
OPTIONAL_ROLES: frozenset[Role] = frozenset({"byline", "dateline", "caption"})


def articles_of(
    page: Page, source: LanguageCode, target: LanguageCode
) -> Iterator[tuple[list[Paragraph], list[Paragraph]]]:
    r"""Yield the paragraphs of source and target, article by article; one empty article if the page has none.

    Examples:
        >>> from aligner.page import read_page
        >>> page = read_page("다리가 열렸다.\n\nThe bridge has opened.")
        >>> [(len(source), len(target)) for source, target in articles_of(page, "ko", "en")]
        [(1, 1)]
    """
    for number in sorted({paragraph.article for paragraph in page.paragraphs}) or [0]:
        of_article = [paragraph for paragraph in page.paragraphs if paragraph.article == number]
        yield without_lone_parts(
            [paragraph for paragraph in of_article if paragraph.language == source],
            [paragraph for paragraph in of_article if paragraph.language == target],
        )


def without_lone_parts(
    source: Sequence[Paragraph], target: Sequence[Paragraph]
) -> tuple[list[Paragraph], list[Paragraph]]:
    """Remove the bylines, datelines and captions that only one of the two sides has.

    A role is kept if both sides have equally many paragraphs with it, and if each of them comes before the
    body on both sides or after it on both, because beads can't cross.
    """
    lone = {role for role in OPTIONAL_ROLES if _places(source, role) != _places(target, role)}
    return [p for p in source if p.role not in lone], [p for p in target if p.role not in lone]


def _places(side: Sequence[Paragraph], role: Role) -> list[bool]:
    """Tell for each paragraph of the role whether it comes before the first paragraph of the body."""
    body = next((number for number, paragraph in enumerate(side) if paragraph.role == "body"), len(side))
    return [number < body for number, paragraph in enumerate(side) if paragraph.role == role]
