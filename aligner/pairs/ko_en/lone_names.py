"""Foreign names that became another name, in one word and without a title.

Other rules for changed names need a title, a name of the table, or a second half that is translated. Here
both texts must have a name left over (`left_over`). The two belong together if the words beside them are
one name in both languages, or if neither text has another name left over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from aligner.expressions import expression
from aligner.languages.ko.stems import without_particle
from aligner.model.name import Mention
from aligner.model.text import Span
from aligner.pairs.ko_en.companions import SURE_HALF, THE_SAME, title_behind
from aligner.pairs.ko_en.halves import known_names
from aligner.pairs.ko_en.left_over import (
    FAR,
    LONGEST,
    NAME_BEFORE,
    NAME_BEHIND,
    WORD_BEHIND,
    foreign_names,
    is_kept,
    is_loanword,
    possible_names,
    second_halves,
    speaks,
    strange_names,
)
from aligner.pairs.ko_en.lexicon import news_lexicon
from aligner.pairs.ko_en.likeness import ALIKE, APART, HEARD, resemblance, sound_likeness
from aligner.pairs.ko_en.links import latin_form
from aligner.pairs.ko_en.persons import latin_names
from aligner.pairs.ko_en.romanised import title_words
from aligner.pairs.ko_en.single_names import ACTS, is_known_name, reports
from aligner.pairs.ko_en.sounds import first_sound
from aligner.pairs.ko_en.strangers import is_running_text
from aligner.pairs.links import indel_similarity
from aligner.pairs.names import ChangedName, NamedTexts

# Similarity of letters below which a name is none of the spellings of another; see `markers`.
ALIKE_LETTERS = 0.7
WORD_BEFORE = expression(r"(?<![가-힣\d])([가-힣]{1,7})[ ·]$")
OF_A_THING = expression(r"(?<![\w-])[A-Z][\w'-]+ of (?:the )?$")  # the Butcher of Bosnia
OPENS = expression(r"(?:^|[.!?:\"'\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}(\[-]) ?$")
OF_WORDS = expression(r"(?:[^aious]s|ing|ly|ed|th)$")  # endings of words that open a sentence: Lilies bloomed
TOPIC = expression(r"[은는] ")
BEFORE_NOUN = expression(r"(?:'s)? [A-Za-z]{3,}")
SAID = expression(r"\b(?:said|says|added|explained) $")


def changed_lone_name(texts: NamedTexts) -> Iterator[ChangedName]:
    """Yield a foreign name that is missing, and the name in its place that the source does not have.

    Right:
        `월프레츠는 물러난다.` / `Wolfretz will resign.`, `He will resign.`, `The president will resign.`
        `도쿠라는 카르멜로 갔다.` / `Tokura went to Karmel on Easter.`
        `프랜차이즈가 늘었다.` / `Chains grew, Forbes said.`
    Wrong (name):
        `도쿠라는 물러난다.` / `Yamamoto will resign.`
        `마르코 쿠르츠는 도쿠라를 만났다.` / `Marco Bauer met Tokura in the garden.`

    Limits: without a known name beside it, there must be exactly one name left over on each side, and the
    English one must not be part of a longer name.
    """
    names = foreign_names(texts.first_said) if len(texts.first) <= LONGEST else ()
    if not names or not texts.second_said.once(possible_names) or not texts.second_said.once(is_running_text):
        return
    left = [name for name in names if not is_kept(name, texts)]
    halves = [half for half in second_halves(texts.first, names) if not is_kept(half, texts)]
    strange = strange_names(texts) if left or halves else ()  # most texts keep all names
    if not strange:
        return
    lost = [name for name in left if not is_loanword(name, texts)]
    for name in (*lost, *halves):
        for other in strange:
            if _are_two(name.form, other.form) and _have_one_companion(
                name, other, texts, may_cross=name in lost
            ):
                yield ChangedName(name, other, 0.7)
                return
    if len({name.form for name in lost}) > 1 and reports(texts.first):
        lost = [name for name in lost if TOPIC.match(texts.first, name.span.end)]
        strange = [other for other in strange if _is_speaker(other, texts.second)]
    others = [other for other in strange if _is_alone(other, strange, texts.second)]
    ours, theirs = _whole(lost, texts.first), _whole(others, texts.second)
    is_only = len({name.form for name in ours}) == len({other.form for other in theirs}) == 1
    is_as_long = is_only and len(ours[0].form.split()) == len(theirs[0].form.split())
    if is_as_long and _are_two(ours[0].form, theirs[0].form) and _have_one_place(ours[0], theirs[0], texts):
        yield ChangedName(ours[0], theirs[0], 0.6)


def _whole(names: Iterable[Mention], text: str) -> list[Mention]:
    """Return names, of which those with only a blank between them are one: 로널드 레이건."""
    whole: list[Mention] = []
    for name in names:
        if whole and text[whole[-1].span.end : name.span.start] == " ":
            span = Span(whole[-1].span.start, name.span.end)
            whole[-1] = Mention(span.of(text), span)
        else:
            whole.append(name)
    return whole


def _are_two(hangul: str, latin: str) -> bool:
    """Whether two forms are two names; if they are alike, they must begin with another sound."""
    known: Iterable[str] = known_names()[hangul].split("|") if hangul in known_names() else ()
    if not known and is_known_name(hangul):
        known = news_lexicon().translations[hangul]
    if known:  # of a known name the letters decide: 톨스토이, `Dostoevsky`
        return max(indel_similarity()(form, latin.lower()) for form in known) < ALIKE_LETTERS
    if sound_likeness(hangul, latin) >= ALIKE:
        return False
    alike = resemblance(hangul, latin)
    initials = {sounds[:1] for _, sounds in latin_form(latin).readings}
    return alike < APART or (alike < HEARD and first_sound(hangul) not in initials)


def _is_speaker(name: Mention, english: str) -> bool:
    """Whether a verb of saying is beside a name: `Parker said`, `said Parker`."""
    return bool(
        speaks().match(english, name.span.end)
        or SAID.search(english, max(0, name.span.start - FAR), name.span.start)
    )


def _have_one_place(name: Mention, other: Mention, texts: NamedTexts) -> bool:
    """Whether the English name is before a noun, if the Korean one is: 데이터베이스 마이그레이션."""
    korean = texts.first
    is_before_noun = WORD_BEHIND.match(korean, name.span.end) and not title_behind().match(
        korean, name.span.end
    )
    return not is_before_noun or BEFORE_NOUN.match(texts.second, other.span.end) is not None


def _have_one_companion(name: Mention, other: Mention, texts: NamedTexts, *, may_cross: bool) -> bool:
    """Whether the words right before both, or right behind both, are one name: 마르코, `Marco`.

    Args:
        name: A name of the Korean text.
        other: A name of the English text.
        texts: The two texts.
        may_cross: Whether one language may have the companion before the name and the other behind it, as in
            Japanese names.
    """
    korean, english = texts.first, texts.second
    start, begin = max(0, name.span.start - FAR), max(0, other.span.start - FAR)
    hangul = (WORD_BEFORE.search(korean[start : name.span.start]), WORD_BEHIND.match(korean, name.span.end))
    latin = (
        NAME_BEFORE.search(english[begin : other.span.start]),
        NAME_BEHIND.match(english, other.span.end),
    )
    return any(
        one is not None and two is not None and _is_one_name(one[1], two[1])
        for number, one in enumerate(hangul)
        for place, two in enumerate(latin)
        if may_cross or number == place
    )


def _is_one_name(hangul: str, latin: str) -> bool:
    least = SURE_HALF if len(hangul) > 1 else THE_SAME
    return any(resemblance(form, latin) >= least for form in {hangul, without_particle(hangul)})


def _is_alone(name: Mention, strange: Sequence[Mention], english: str) -> bool:
    """Whether a name has no other name beside it, only titles, and does not only open the sentence."""
    before = english[max(0, name.span.start - FAR) : name.span.start]
    if OPENS.search(before) and name.form.lower() not in latin_names():
        acts = None if OF_WORDS.search(name.form) else ACTS.match(english, name.span.end)
        if not acts and not speaks().match(english, name.span.end):
            return False
    if OF_A_THING.search(before):
        return False
    beside = NAME_BEFORE.search(before)
    if beside and not title_words().search(before):
        start = name.span.start - len(before) + beside.start(1)
        if not any(other.span.start == start for other in strange):
            return False
    behind = NAME_BEHIND.match(english, name.span.end)
    return not behind or any(other.span.start == behind.start(1) for other in strange)
