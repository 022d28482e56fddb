"""Rows of a bitext that slipped: the translation of a row stands some rows further up or down.

A cell that was left out or filled in twice moves all rows behind it, up to the end or to the next such slip.
Each row says little (a third of its words is known to the lexicon), a stretch of rows says much. So each row
is compared with its own translation and with those of the rows around it, and the most probable path through
the shifts is taken (Viterbi 1967): words found are drawn from the share that right rows of this file have, or
from the share that rows have that don't belong together. Both shares are counted in the file itself, since
free and literal translations differ threefold.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import log

from aligner.checks.check import Check, Scope
from aligner.checks.finding import Finding, Place
from aligner.checks.view import DocumentView, PairView, Passage
from aligner.model.mismatch import Kind

FARTHEST = 3  # rows that a stretch may have slipped by
SHIFTS = (0, *(shift for far in range(1, FARTHEST + 1) for shift in (-far, far)))
LEAST_ROWS = 3  # of a file, and of a long stretch
LEAST_GAIN = 5.0  # nats by which a stretch must fit better where it slipped to than where it stands
# The same of one or two rows, and of two that are swapped. Of 6,255 right rows of news, documents and tales a
# single one seems to fit better elsewhere, by 6.2.
FEW_GAIN = 8.0
CHANGE = 3.5  # nats that each change of the shift costs
STRANGE = 25  # rows between two that have nothing to do with each other
# Of the words that the lexicon knows, how many right rows and strange rows share in news: what is assumed of
# a file before its own rows are counted, as if seen in so many words.
SHARED, CHANCE, SEEN = 0.5, 0.08, 40
LEAST_SHARED = 0.15  # a file that says less than this much more than chance is no bitext
ROUNDS = 2  # of counting and finding the path
STRENGTH = 0.9
# Rows of so few words of the lexicon are helped by what else a short row shows (labels, headings).
FEW_WORDS = 6
# Words that it counts for whether a row has the translation that the same text has elsewhere in the file; so
# many rows must have it, and that share of all with the text.
USUAL, LEAST_USUAL, MOST_AGREE = 4, 2, 0.6
SOUNDING = 2  # words that a loanword heard on the other side counts for, and that signs do
LEAST_SOUND = 0.7  # nine in ten names so alike are the same (`pairs/ko_en/links.py`)
MOST_TOKENS = 8  # of a row whose words are compared by sound
# What other checks say of rows that don't belong together.
OF_A_PAIR = (
    "number", "magnitude", "number_missing", "number_added", "unit", "date", "bound", "name",
    "name_missing", "clause_dropped", "clause_added", "negation", "opposite", "quotation", "bracket",
    "marker", "punctuation",
)  # fmt: skip

Words = tuple[int, int]  # found, and looked for


def shifted_rows(view: DocumentView) -> Iterator[Finding]:
    """Rows whose translations stand some rows away: one finding a stretch, and one for two swapped rows.

    Right:
        `비가 왔다.` / `It rained.` then `바람이 불었다.` / `The wind blew.`
            then `문이 열렸다.` / `The door opened.`

    Wrong (shifted):
        `시장은 학교를 방문했다.` / `The company built a new factory.`
            then `회사는 새 공장을 지었다.` / `Police arrested two suspects.`
            then `경찰은 용의자 두 명을 체포했다.` / `The government raised taxes.`
            then `정부는 세금을 올렸다.` / `The president visited Japan.`
            then `대통령은 일본을 방문했다.` / `Students opposed the war.`

    Measured, at settings on either side of these: of 540 stretches of three, five and ten rows that were
    turned by one, in news, documents, lessons and tales, 523 and 530 are found; none is told of 17,639 right
    rows. Of 60 pairs of neighbouring rows that were swapped, 38 are found.

    Limits: the words of the lexicon, in short rows also loanwords, signs and what the same text is called
    elsewhere in the file; other rows of one or two words pass. A slip by more than three rows, and a row with
    the translation of another that keeps it, pass as well.
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
    start = 0
    for place in range(1, len(path) + 1):
        if place == len(path) or path[place] != path[start]:
            if path[start]:
                yield start, place, path[start]
            start = place


def _finding(rows: Sequence[PairView], start: int, stop: int, shift: int) -> Finding:
    """A stretch that slipped; without a shift its two rows stand in each other's place."""
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


def _sounds_alike(row: PairView, other: PairView) -> bool:
    """Whether a word of a row sounds like one of the translation in another row: 체크박스, Checkbox."""
    first, second = (row.first, other.second) if row.first.is_source else (other.first, row.second)
    words, others = (list(filter(str.isalpha, passage.text.split())) for passage in (first, second))
    if not 0 < len(words) <= MOST_TOKENS or not 0 < len(others) <= MOST_TOKENS:
        return False
    link = row.languages.links.probability
    return any(link(word, another) >= LEAST_SOUND for word in words for another in others)


class _Matrix:
    """The rows of a file with the translations around them."""

    def __init__(self, rows: Sequence[PairView]) -> None:
        self._rows = rows
        self._words: dict[tuple[int, int], Words] = {}
        self._shown: dict[tuple[int, int], Words] = {}
        self._usual = _usual_translations(rows)
        self._count([0] * len(rows))

    def words(self, row: int, shift: int) -> Words:
        """Words of a row that the translation so many rows further on has, and of that one in the row."""
        if (row, shift) not in self._words:
            other = row + shift
            if not 0 <= other < len(self._rows):
                return 0, 0
            said = self._rows[row].languages.cover.said
            source = self._rows[row].source.once(said)
            target = self._rows[other].target.once(said)
            forth, back = source.found_in(target), target.found_in(source)
            self._words[row, shift] = forth[0] + back[0], forth[1] + back[1]
        return self._words[row, shift]

    def shown(self, row: int, shift: int) -> Words:
        """The same with what else a short row shows: its usual translation in this file, and loanwords."""
        if (row, shift) not in self._shown:
            found, looked = self.words(row, shift)
            other = row + shift
            if looked < FEW_WORDS and 0 <= other < len(self._rows):
                source, target = self._rows[row].source, self._rows[other].target
                usual = self._usual.get(source.text)
                if usual is not None:
                    found, looked = found + (USUAL if usual == target.text else 0), looked + USUAL
                signs = _signs(source)
                if signs or _signs(target):
                    found, looked = found + (SOUNDING if signs == _signs(target) else 0), looked + SOUNDING
                if usual is None and _sounds_alike(self._rows[row], self._rows[other]):
                    found, looked = found + SOUNDING, looked + SOUNDING
            self._shown[row, shift] = found, looked
        return self._shown[row, shift]

    def _count(self, path: Sequence[int]) -> None:
        """The shares of words that rows have on this path, and of those that have nothing to do with it."""
        found, looked = SHARED * SEEN, float(SEEN)
        for row, shift in enumerate(path):
            words = self.words(row, shift)
            found, looked = found + words[0], looked + words[1]
        strange, all_strange = CHANCE * SEEN, float(SEEN)
        for row in range(0, len(self._rows) - STRANGE, max(1, len(self._rows) // 200)):
            words = self.words(row, STRANGE)
            strange, all_strange = strange + words[0], all_strange + words[1]
        by_chance = min(0.5, strange / all_strange)
        right = min(0.98, max(by_chance + LEAST_SHARED, found / looked))
        self._nats = log(right / by_chance), log((1 - right) / (1 - by_chance))

    def _fit(self, row: int, shift: int) -> float:
        """Nats by which the words speak for these two belonging together; two words of a name are one."""
        found, looked = self.shown(row, shift)
        of_found, of_missing = self._nats
        return (found * of_found + (looked - found) * of_missing) / 2  # both directions count the same words

    def gain(self, start: int, stop: int, shift: int) -> float:
        """Nats by which a stretch fits better where it slipped to, as long as it fits there at all."""
        there = sum(self._fit(row, shift) for row in range(start, stop))
        here = sum(self._fit(row, 0) for row in range(start, stop))
        return min(there, there - here)

    def path(self) -> list[int]:
        """The shift of each row."""
        path = [0] * len(self._rows)
        for _ in range(ROUNDS):
            path = self._best_path()
            self._count(path)
        return self._best_path()

    def _best_path(self) -> list[int]:
        near = self._doubtful()
        if not near:
            return [0] * len(self._rows)
        best = {shift: 0.0 if shift == 0 else -CHANGE for shift in SHIFTS}
        before: list[dict[int, int]] = []
        home = dict.fromkeys(SHIFTS, 0)
        for row in range(len(self._rows)):
            if row not in near and all(best[shift] < best[0] - CHANGE for shift in SHIFTS[1:]):
                # Nothing but staying where it is can be better: most rows.
                before.append(home)
                best = dict.fromkeys(SHIFTS, best[0] - CHANGE - CHANGE) | {0: best[0] + self._fit(row, 0)}
                continue
            top = max(SHIFTS, key=lambda shift: best[shift])
            came, now = {}, {}
            for shift in SHIFTS:
                stays = best[shift] >= best[top] - CHANGE
                came[shift] = shift if stays else top
                fit = self._fit(row, shift) if shift == 0 or row in near else -CHANGE
                now[shift] = (best[shift] if stays else best[top] - CHANGE) + fit
            before.append(came)
            best = now
        path = [max(SHIFTS, key=lambda shift: best[shift])]
        for came in reversed(before[1:]):
            path.append(came[path[-1]])
        return path[::-1]

    def _doubtful(self) -> set[int]:
        """Rows that fit badly, and those between: only there it is worth looking around."""
        weak = [row for row in range(len(self._rows)) if self._fit(row, 0) <= 0]
        return {row for place in weak for row in range(place - 2, place + 3)}


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
