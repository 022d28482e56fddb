"""Finds shifted rows of a bitext, whose translations are some rows further up or down.

A missing or duplicated cell shifts all rows after it, up to the end or to the next error of this sort. A
single row gives little evidence (the lexicon knows a third of its words), a stretch of rows gives much. So
each row is compared with its own translation and with the translations of the rows around it, and the most
probable path through the shifts is computed (Viterbi 1967). The share of matching words is modelled by two
rates: one for correct rows and one for unrelated rows. Both are counted in the file itself, because free and
literal translations differ by a factor of three.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import log

from aligner.checks.check import Check, Scope
from aligner.checks.finding import Finding, Place
from aligner.checks.view import DocumentView, PairView, Passage
from aligner.collector import breathing
from aligner.model.mismatch import Kind
from aligner.pairs.cover import Said

FARTHEST = 3  # rows by which a stretch may be shifted at most
SHIFTS = (0, *(shift for far in range(1, FARTHEST + 1) for shift in (-far, far)))
LEAST_ROWS = 3  # least rows of a file that is checked, and of a long stretch
LEAST_GAIN = 5.0  # nats by which a long stretch must fit better with its shift than without
# The gain that one or two rows, or two swapped rows, must have. Of 6,255 correct rows of news, documents and
# tales, only one seems to fit better elsewhere, by 6.2 nats.
FEW_GAIN = 8.0
CHANGE = 3.5  # cost in nats of each change of the shift
STRANGE = 25  # distance of two rows that are taken to be unrelated
# Prior for the shares of known words that match in correct rows (`SHARED`) and in unrelated rows (`CHANCE`),
# measured on news, and the number of words that the prior counts for.
SHARED, CHANCE, SEEN = 0.5, 0.08, 40
LEAST_SHARED = 0.15  # the share of correct rows is taken to be above that of unrelated rows by this at least
ROUNDS = 2  # of computing the path and counting the shares anew
STRENGTH = 0.9
# Rows with at most this many words of the lexicon also count other evidence (labels, headings).
FEW_WORDS = 6
# A text that is several times in the file has a usual translation. A row that has it counts as this many
# words; at least that many rows, and that share of all rows with the text, must have it.
USUAL, LEAST_USUAL, MOST_AGREE = 4, 2, 0.6
SOUNDING = 2  # words that a loanword heard on the other side counts for; signs count for as many
LEAST_SOUND = 0.7  # nine in ten names so alike are the same (`pairs/ko_en/links.py`)
MOST_TOKENS = 8  # a row with more tokens is not compared by sound
# Kinds that other checks report in rows that are not translations of each other.
OF_A_PAIR = (
    "number", "magnitude", "number_missing", "number_added", "unit", "date", "bound", "name",
    "name_missing", "clause_dropped", "clause_added", "negation", "opposite", "quotation", "bracket",
    "marker", "punctuation",
)  # fmt: skip

Words = tuple[int, int]  # how many words match, and how many are known


def shifted_rows(view: DocumentView) -> Iterator[Finding]:
    """Report rows whose translations are some rows away: one finding for each stretch or two swapped rows.

    Right:
        `비가 왔다.` / `It rained.` then `바람이 불었다.` / `The wind blew.`
            then `문이 열렸다.` / `The door opened.`

    Wrong (shifted):
        `시장은 학교를 방문했다.` / `The company built a new factory.`
            then `회사는 새 공장을 지었다.` / `Police arrested two suspects.`
            then `경찰은 용의자 두 명을 체포했다.` / `The government raised taxes.`
            then `정부는 세금을 올렸다.` / `The president visited Japan.`
            then `대통령은 일본을 방문했다.` / `Students opposed the war.`

    Measured, with a stricter and a looser setting than this one: of 540 stretches of three, five and ten rows
    that were rotated by one row, in news, documents, lessons and tales, 523 and 530 are found; none is
    reported in 17,639 correct rows. Of 60 pairs of neighbouring rows that were swapped, 38 are found.

    Limits: only words of the lexicon count, and in short rows loanwords, signs and the usual translation of
    the same text; other rows of one or two words are missed. So are shifts by more than three rows, and a
    translation that was copied into a second row. A stretch of hundreds of rows may be several findings, as
    rows are checked in batches (`aligner.checks.batches`).
    """
    rows = [pair for pair in view.pairs if pair.has_both and pair.is_prose]
    if len(rows) < LEAST_ROWS:
        return
    matrix = _Matrix(rows)
    path = matrix.path()
    stretches = list(_stretches(path))
    while stretches:
        start, stop, shift = stretches.pop(0)
        gain = matrix.gain(start, stop, shift)
        if stop - start == shift == 1 and stretches[:1] == [(stop, stop + 1, -1)]:  # two rows are swapped
            _, stop, back = stretches.pop(0)
            gain, shift = gain + matrix.gain(stop - 1, stop, back), 0
        if gain >= (LEAST_GAIN if stop - start >= LEAST_ROWS else FEW_GAIN):
            yield _finding(rows, start, stop, shift)


def _stretches(path: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Yield start, end and shift of each run of rows with one shift other than 0."""
    start = 0
    for place in range(1, len(path) + 1):
        if place == len(path) or path[place] != path[start]:
            if path[start]:
                yield start, place, path[start]
            start = place


def _finding(rows: Sequence[PairView], start: int, stop: int, shift: int) -> Finding:
    """Return the finding for a stretch of rows; a shift of 0 means that its two rows are swapped."""
    beside: list[tuple[str, Place]] = []
    for row in rows[start + 1 : stop]:
        beside += [("source", row.source.whole()), ("target", row.target.whole())]
    fields: dict[str, str | int] = {"last": rows[stop - 1].source.text} if stop - start > 1 else {}
    if shift:
        fields |= {"rows": stop - start, "by": abs(shift)}
    return Finding(
        "shifted",
        rows[start].source.whole(),
        rows[start].target.whole(),
        key=("later" if shift > 0 else "earlier") + ("" if stop - start > 1 else "_row")
        if shift
        else "swapped",
        fields=fields,
        strength=STRENGTH,
        beside=tuple(beside),
    )


def _usual_translations(rows: Sequence[PairView]) -> dict[str, str]:
    """Texts that stand in several rows, with the translation that most of these rows have."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        seen[row.source.text][row.target.text] += 1
    usual = {}
    for text, translations in seen.items():
        (most, times), *_ = translations.most_common(1)
        if times >= LEAST_USUAL and times >= MOST_AGREE * translations.total():
            usual[text] = most
    return usual


def _signs(passage: Passage) -> frozenset[str]:
    """What stands in a text without a letter: `3.`, a tick, a price."""
    return frozenset(word for word in passage.text.split() if not any(map(str.isalpha, word)))


def _spoken(passage: Passage) -> list[str]:
    """Return the words of a text that can be compared by sound."""
    return list(filter(str.isalpha, passage.text.split()))


def _sounds_alike(row: PairView, other: PairView) -> bool:
    """Whether a word of a row sounds like one of the translation in another row: 체크박스, Checkbox."""
    first, second = (row.first, other.second) if row.first.is_source else (other.first, row.second)
    words, others = first.once(_spoken), second.once(_spoken)
    if not 0 < len(words) <= MOST_TOKENS or not 0 < len(others) <= MOST_TOKENS:
        return False
    link = row.languages.links.probability
    return any(link(word, another) >= LEAST_SOUND for word in words for another in others)


class _Matrix:
    """The rows of a file, each compared with the translations of the rows around it."""

    def __init__(self, rows: Sequence[PairView]) -> None:
        self._rows = rows
        self._sources = [row.source.once(row.languages.cover.said) for row in rows]
        self._targets = [row.target.once(row.languages.cover.said) for row in rows]
        self._words: dict[tuple[int, int], Words] = {}
        self._shown: dict[tuple[int, int], Words] = {}
        self._usual = _usual_translations(rows)
        self._unshifted = [self.shown(row, 0) for row in breathing(range(len(rows)))]
        strange = range(0, len(rows) - STRANGE, max(1, len(rows) // 200))
        self._by_chance = min(0.5, _share([self.words(row, STRANGE) for row in strange], CHANCE))
        self._count([0] * len(rows))

    def words(self, row: int, shift: int) -> Words:
        """Return how many words of a row and of the target `shift` rows further on match, and are known."""
        known = self._words.get((row, shift))
        if known is None:
            other = row + shift
            if not 0 <= other < len(self._rows):
                return 0, 0
            known = self._words[row, shift] = words_of(self._sources[row], self._targets[other])
        return known

    def shown(self, row: int, shift: int) -> Words:
        """The same with what else a short row shows: its usual translation in this file, and loanwords."""
        known = self._shown.get((row, shift))
        if known is None:
            found, looked = self.words(row, shift)
            other = row + shift
            if looked < FEW_WORDS and 0 <= other < len(self._rows):
                source, target = self._rows[row].source, self._rows[other].target
                usual = self._usual.get(source.text)
                if usual is not None:
                    found, looked = found + (USUAL if usual == target.text else 0), looked + USUAL
                signs, others = source.once(_signs), target.once(_signs)
                if signs or others:
                    found, looked = found + (SOUNDING if signs == others else 0), looked + SOUNDING
                if usual is None and _sounds_alike(self._rows[row], self._rows[other]):
                    found, looked = found + SOUNDING, looked + SOUNDING
            known = self._shown[row, shift] = found, looked
        return known

    def _count(self, path: Sequence[int]) -> None:
        """Set the evidence of a matching and of a missing word, from rows on the path and unrelated rows."""
        on_path = _share([self.words(row, shift) for row, shift in enumerate(path)], SHARED)
        right = min(0.98, max(self._by_chance + LEAST_SHARED, on_path))
        self._nats = nats_of(right, self._by_chance)

    def _fit(self, row: int, shift: int) -> float:
        """Return the evidence in nats that a row and the target `shift` rows further on belong together."""
        return evidence_of(self._unshifted[row] if shift == 0 else self.shown(row, shift), self._nats)

    def gain(self, start: int, stop: int, shift: int) -> float:
        """Return by how many nats a stretch fits better with its shift; at most the fit with the shift."""
        shifted = sum(self._fit(row, shift) for row in range(start, stop))
        unshifted = sum(self._fit(row, 0) for row in range(start, stop))
        return min(shifted, shifted - unshifted)

    def path(self) -> list[int]:
        """Return the most probable shift of each row; counts the shares anew in each round."""
        path = [0] * len(self._rows)
        for _ in range(ROUNDS):
            before, path = path, self._best_path()
            if path == before:  # counted anew, the shares would be the same
                return path
            self._count(path)
        return self._best_path()

    def _best_path(self) -> list[int]:
        """Return the shift of each row with the current evidence, by the Viterbi algorithm."""
        unshifted = [evidence_of(words, self._nats) for words in self._unshifted]
        near = _around(row for row, fit in enumerate(unshifted) if fit <= 0)
        if not near:
            return [0] * len(self._rows)
        best = {shift: 0.0 if shift == 0 else -CHANGE for shift in SHIFTS}
        before: list[dict[int, int]] = []
        home = dict.fromkeys(SHIFTS, 0)
        for row, fit_here in enumerate(unshifted):
            if row not in near and max(map(best.__getitem__, SHIFTS[1:])) < best[0] - CHANGE:
                # No shift can become better than 0 at this row, as in most rows.
                before.append(home)
                best = dict.fromkeys(SHIFTS, best[0] - CHANGE - CHANGE) | {0: best[0] + fit_here}
                continue
            top = max(SHIFTS, key=best.__getitem__)
            came, now = {}, {}
            for shift in SHIFTS:
                stays = best[shift] >= best[top] - CHANGE
                came[shift] = shift if stays else top
                fit = self._fit(row, shift) if shift == 0 or row in near else -CHANGE
                now[shift] = (best[shift] if stays else best[top] - CHANGE) + fit
            before.append(came)
            best = now
        path = [max(SHIFTS, key=best.__getitem__)]
        for came in reversed(before[1:]):
            path.append(came[path[-1]])
        return path[::-1]


def _share(words: Iterable[Words], usual: float) -> float:
    """Return the share of known words that match, with a prior share that counts for `SEEN` words."""
    matched, known = usual * SEEN, float(SEEN)
    for found, looked in words:
        matched, known = matched + found, known + looked
    return matched / known


def words_of(source: Said, target: Said) -> Words:
    """Return how many words of two texts match, in both directions, and how many are known."""
    forth, back = source.found_in(target), target.found_in(source)
    return forth[0] + back[0], forth[1] + back[1]


def evidence_of(words: Words, nats: tuple[float, float]) -> float:
    """Return the evidence in nats that two texts with these words belong together; see `nats_of`."""
    (matched, known), (of_match, of_missing) = words, nats
    # Half, because each matching word is counted in both directions.
    return (matched * of_match + (known - matched) * of_missing) / 2


def nats_of(right: float, by_chance: float) -> tuple[float, float]:
    """Return the evidence in nats of a word that matches, and of one that is missing.

    Args:
        right: Share of known words that match in correct rows.
        by_chance: The same share in unrelated rows.
    """
    return log(right / by_chance), log((1 - right) / (1 - by_chance))


def _around(rows: Iterable[int]) -> set[int]:
    """Return the rows that fit badly, and two rows around each; only there shifts are tried."""
    return {row for place in rows for row in range(place - 2, place + 3)}


SHIFTED = Kind(
    "shifted",
    "accuracy/mistranslation",
    "error",
    "rows of a bitext slipped: their translations stand some rows away",
    explains=OF_A_PAIR,
    found="23 of 23",
)

ROWS = Check(
    shifted_rows,
    kinds=(SHIFTED,),
    messages={
        "later": "From {source} to {last}, {rows} rows, the translations stand {by} further down.",
        "earlier": "From {source} to {last}, {rows} rows, the translations stand {by} further up.",
        "later_row": "The translation of {source} stands further down, rows away: {by}.",
        "earlier_row": "The translation of {source} stands further up, rows away: {by}.",
        "swapped": "The translations of {source} and {last} stand in each other's place.",
    },
    scope=Scope.ROWS,
)
