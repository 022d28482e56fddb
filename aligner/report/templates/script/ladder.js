// The ladder of a document as its rungs: [left, right] numbers of sentences below each, from [0, 0] to the end. A
// bead lies between two neighbouring rungs. Correcting a bead moves, drops or adds rungs and never lets two of
// them cross, so that whatever is clicked every sentence stays in exactly one bead and in its order.
const SIDES = ["left", "right"];

const beadsOf = (rungs) => rungs.slice(1).map((end, i) => ({
  left: [rungs[i][0], end[0]],
  right: [rungs[i][1], end[1]],
}));

const size = ([start, stop]) => stop - start;
const keyOf = (bead) => `${bead.left}:${bead.right}`;
const isSame = (rung, other) => rung[0] === other[0] && rung[1] === other[1];

// The rungs after so many sentences on each side of the beads.
const rungsOf = (counts) => {
  const rungs = [[0, 0]];
  for (const [left, right] of counts) rungs.push([rungs.at(-1)[0] + left, rungs.at(-1)[1] + right]);
  return rungs;
};

// Whether what the browser kept is a ladder over the same sentences.
const isLadder = (kept, end) => Array.isArray(kept) && kept.length > 0
  && kept.every((rung) => Array.isArray(rung) && rung.length === 2 && rung.every(Number.isInteger))
  && isSame(kept[0], [0, 0]) && isSame(kept.at(-1), end)
  && kept.every((rung, i) => !i || (!isSame(rung, kept[i - 1]) && rung.every((n, side) => n >= kept[i - 1][side])));

// What becomes of the two rungs of a bead, and which come between; what is not named stays as it is.
const EDITS = {
  joinPrevious: () => ({ start: [] }),
  joinNext: () => ({ end: [] }),
  split: ([left, right], [leftStop, rightStop]) => ({
    inside: [[Math.min(left + 1, leftStop), Math.min(right + 1, rightStop)]],
  }),
  unlink: ([, right], [leftStop]) => ({ inside: [[leftStop, right]] }),
  leftUp: ([left, right], [leftStop]) => ({ start: [[Math.min(left + 1, leftStop), right]] }),
  leftDown: ([left], [leftStop, rightStop]) => ({ end: [[Math.max(leftStop - 1, left), rightStop]] }),
  rightUp: ([left, right], [, rightStop]) => ({ start: [[left, Math.min(right + 1, rightStop)]] }),
  rightDown: ([, right], [leftStop, rightStop]) => ({ end: [[leftStop, Math.max(rightStop - 1, right)]] }),
};

const isLone = (bead) => !size(bead.left) || !size(bead.right);

// Sentences without counterpart stand alone, Korean ones first, as the aligner has them (and takes them, when it is
// given the beads back): two that nobody translated are no pair. Where nothing changed, all stays as it came.
const apart = (rungs, known) => {
  const beads = beadsOf(rungs);
  const made = [rungs[0]];
  for (let i = 0; i < beads.length;) {
    let next = i;
    while (next < beads.length && isLone(beads[next])) next += 1;
    if (next === i || beads.slice(i, next).every((bead) => known.has(keyOf(bead)))) {
      next = Math.max(next, i + 1);
      made.push(...rungs.slice(i + 1, next + 1));
    } else {
      let [left, right] = rungs[i];
      while (left < rungs[next][0]) made.push([++left, right]);
      while (right < rungs[next][1]) made.push([left, ++right]);
    }
    i = next;
  }
  return made;
};

// The rungs after an edit of a bead; null if it would change nothing or move the first or the last rung.
const edited = (rungs, bead, name) => {
  const [from, to] = [rungs[bead], rungs[bead + 1]];
  const { start = [from], inside = [], end = [to] } = EDITS[name](from, to);
  const around = [...rungs.slice(0, bead), ...start, ...inside, ...end, ...rungs.slice(bead + 2)];
  const rising = around.filter((rung, i) => !i || !isSame(rung, around[i - 1]));
  const kept = rising.length && isSame(rising[0], rungs[0]) && isSame(rising.at(-1), rungs.at(-1));
  const made = kept ? apart(rising, new Set(beadsOf(rungs).map(keyOf))) : rungs;
  const same = made.length === rungs.length && made.every((rung, i) => isSame(rung, rungs[i]));
  return same ? null : made;
};

// How many beads two ladders share from the start, and from the end.
const sharedEnds = (old, made) => {
  let [first, last] = [0, 0];
  while (first + 1 < Math.min(old.length, made.length) && isSame(old[first + 1], made[first + 1])) first += 1;
  const most = Math.min(old.length, made.length) - 1 - first;
  while (last < most && isSame(old.at(-2 - last), made.at(-2 - last))) last += 1;
  return [first, last];
};

// What an edit changes, as a desk takes it: the beads that are no more, and those in their place.
const laid = (old, made, korean) => {
  const [first, last] = sharedEnds(old, made);
  const [left, right] = korean === "source" ? ["left", "right"] : ["right", "left"];
  const beads = beadsOf(made).slice(first, made.length - 1 - last);
  return {
    do: "beads",
    first,
    count: old.length - 1 - last - first,
    beads: beads.map((bead) => [bead[left], bead[right]]),
  };
};

// The pairs of an alignment as JSON, by their bead.
const pairsByBead = (values, korean) => {
  const [left, right] = korean === "source" ? ["source", "target"] : ["target", "source"];
  return new Map(values.pairs.map((pair) => [`${pair.bead[left]}:${pair.bead[right]}`, pair]));
};

// The alignment as JSON (see `Alignment.to_dict`) under another ladder. A bead that was there before keeps all that
// is known of it. One that a person set is certain, and nothing is known of what is wrong in it: a mismatch stays
// only if all the sentences it names stand in beads that were not changed.
const corrected = (values, rungs, korean) => {
  const [left, right] = korean === "source" ? ["source", "target"] : ["target", "source"];
  const before = pairsByBead(values, korean);
  const sentences = (side) => values.pairs.flatMap((pair) => pair[side]);
  const [ofLeft, ofRight] = [sentences(left), sentences(right)];
  const unchanged = { source: new Set(), target: new Set() };
  const pairs = beadsOf(rungs).map((bead) => {
    const known = before.get(keyOf(bead));
    if (known) {
      for (const side of ["source", "target"]) {
        for (let n = known.bead[side][0]; n < known.bead[side][1]; n += 1) unchanged[side].add(n);
      }
      return known;
    }
    return {
      [left]: ofLeft.slice(...bead.left),
      [right]: ofRight.slice(...bead.right),
      bead: { [left]: bead.left, [right]: bead.right },
      confidence: 1,
      evidence: { total: 0, terms: [], length_ratio: 0, links: [] },
      mismatches: [],
    };
  });
  const holds = (mismatch) => ["source", "target"].every(
    (side) => mismatch[`${side}_sentences`].every((n) => unchanged[side].has(n)));
  return {
    ...values,
    pairs: pairs.map((pair) => ({ ...pair, mismatches: pair.mismatches.filter(holds) })),
    mismatches: values.mismatches.filter(holds),
  };
};
