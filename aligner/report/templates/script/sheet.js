// One document as it is shown: its rows follow its ladder, its findings the sentences they were found in.
const LANGUAGES = { left: "ko", right: "en" };

let fresh = 0; // rows made so far, for ids

const shapeOf = ({ left, right }) => {
  if (!size(left) || !size(right)) return size(left) ? "left-only" : "right-only";
  if (size(left) === size(right)) return size(left) > 1 ? "joined" : "even";
  return size(left) < size(right) ? "widens" : "narrows";
};

class Sheet {
  // From the script element that holds the alignment; the parts stand in the page or wait in a template.
  constructor(script) {
    const { number, prefix, korean, store: place, document: name } = script.dataset;
    Object.assign(this, { script, number, prefix, korean, place, name, language: "en", history: [] });
    const template = byId(`sheet-${number}`);
    this.parts = template ? [...template.content.children] : null;
    this.head = this.parts ? this.parts[0] : byId("head");
    this.body = this.parts ? this.parts[1] : byId("body");
    this.rows = all(".pair", this.body);
    this.sentences = Object.fromEntries(
      SIDES.map((side) => [side, all(`.${side}:not(.none) > p`, this.body)]));
    this.original = rungsOf(this.rows.map((row) => SIDES.map(
      (side) => row.querySelector(`.${side}:not(.none)`)?.childElementCount ?? 0)));
    this.rungs = this.original;
    const beads = beadsOf(this.original);
    this.rowOf = new Map(beads.map((bead, i) => [keyOf(bead), this.rows[i]]));
    this.pairOf = this.#beadBySentence();
    this.#readFindings(beads);
    this.accepted = desk ? desk.accepted() : acceptedOf(place);
    this.findings.forEach((finding) => this.#showAccepted(finding));
    const kept = desk ? null : store.get(`ladder ${place}`);
    if (isLadder(kept, this.original.at(-1)) && this.#lay(kept) !== null) this.history.push(this.original);
    desk?.mark(this);
    this.#settle();
  }

  #readFindings(beads) {
    const homes = new Map(this.rows.map((row, i) => [row, SIDES.filter((side) => size(beads[i][side]))
      .map((side) => ({ side, sentence: beads[i][side][0] }))[0]]));
    const numbers = (text) => text.split(" ").filter(Boolean).map(Number);
    this.findings = all(".finding", this.body).map((element) => ({
      element,
      number: Number(element.dataset.number),
      severity: element.dataset.severity,
      kind: element.dataset.kind,
      id: element.dataset.id,
      left: numbers(element.dataset.left),
      right: numbers(element.dataset.right),
      home: homes.get(element.closest(".pair")), // none for those of the whole document
      stale: false,
    }));
    this.marks = new Map(this.findings.map((finding) => [finding.number, []]));
    for (const mark of all("mark", this.body)) {
      for (const number of numbers(mark.dataset.findings)) this.marks.get(number)?.push(mark);
    }
  }

  #beadBySentence() {
    const found = { left: [], right: [] };
    beadsOf(this.rungs).forEach((bead, i) => {
      for (const side of SIDES) found[side].push(...Array(size(bead[side])).fill(i));
    });
    return found;
  }

  get alignment() {
    return (this.parsed ??= JSON.parse(this.script.textContent));
  }

  get edited() {
    return this.rows.filter((row) => row.classList.contains("edited")).length;
  }

  findingOf(element) {
    return this.findings.find((finding) => finding.element === element);
  }

  // The row in which the first sentence of a pair stands now; pairs are counted from 0, as they came.
  rowOfPair(pair) {
    const side = SIDES.find((one) => this.pairOf[one].includes(pair));
    return side && this.rows[this.bead[side][this.pairOf[side].indexOf(pair)]];
  }

  show() {
    if (this.language !== language) {
      for (const part of this.parts ?? [document]) translate(part);
      this.blocks.forEach((block) => (block.text = null));
      this.language = language;
    }
    if (this.parts) ["head", "body", "tail"].forEach((slot, i) => byId(slot).replaceChildren(this.parts[i]));
  }

  // --- accepted findings

  accept(finding) {
    if (!finding.id) return;
    const line = `${finding.kind}: ${english(finding.element.querySelector(".message"))}`;
    if (!this.accepted.delete(finding.id)) this.accepted.set(finding.id, line.replace(/[\r\n]+/g, " "));
    this.findings.filter((one) => one.id === finding.id).forEach((one) => this.#showAccepted(one));
    this.#recount();
    store.set(`accepted ${this.place}`, Object.fromEntries(this.accepted));
  }

  // Why it is accepted: the fourth column of a baseline, before what it is.
  remark(finding, reason) {
    const what = this.accepted.get(finding.id)?.split("\t").pop();
    if (what === undefined) return;
    this.accepted.set(finding.id, reason ? `\t\t${reason.replace(/\s+/g, " ")}\t${what}` : what);
    store.set(`accepted ${this.place}`, Object.fromEntries(this.accepted));
  }

  #showAccepted({ element, id }) {
    const yes = this.accepted.has(id);
    element.classList.toggle("accepted", yes);
    const button = element.querySelector(".accept");
    button?.setAttribute("aria-pressed", String(yes));
    const remark = element.querySelector(".remark");
    if (desk || !button || yes === Boolean(remark)) return;
    remark?.remove();
    if (!yes) return;
    const made = byId("remark").content.firstElementChild.cloneNode(true);
    const [, , reason] = this.accepted.get(id).split("\t");
    made.querySelector("input").value = reason ?? "";
    translate(made);
    element.append(made);
  }

  // --- the ladder; both return the number of the first row that changed

  correct(rungs) {
    this.history.push(this.rungs);
    return this.#change(rungs);
  }

  undo() {
    return this.history.length ? this.#change(this.history.pop()) : null;
  }

  #change(rungs) {
    const from = this.#lay(rungs);
    this.#settle();
    store.set(`ladder ${this.place}`, this.edited ? this.rungs : null);
    return from;
  }

  // Put rows in the place of those whose beads are no more; null if there are none.
  #lay(rungs) {
    const [first, last] = sharedEnds(this.rungs, rungs);
    arrange(this, "text");
    if (first + last + 1 >= rungs.length && rungs.length === this.rungs.length) return null;
    const beads = beadsOf(rungs).slice(first, rungs.length - 1 - last);
    const old = this.rows.slice(first, this.rows.length - last);
    old.forEach(takeOut);
    const next = old.at(-1).nextSibling;
    const parent = old[0].parentNode;
    old.forEach((row) => row.remove());
    const rows = beads.map((bead) => this.#row(bead));
    rows.forEach((row) => parent.insertBefore(row, next));
    this.#nameParts(rows);
    this.rows.splice(first, old.length, ...rows);
    this.rungs = rungs;
    return first;
  }

  // The row of a bead, the old one if there was one. The sentences are moved, never copied.
  #row(bead) {
    const known = this.rowOf.get(keyOf(bead));
    const row = known ?? byId("pair").content.firstElementChild.cloneNode(true);
    for (const side of SIDES) {
      const place = row.querySelector(`.${side}`);
      const sentences = this.sentences[side].slice(...bead[side]);
      place.classList.toggle("none", !sentences.length);
      if (sentences.length) place.lang = LANGUAGES[side];
      else place.removeAttribute("lang");
      place.replaceChildren(...(sentences.length ? sentences : [byId("none").content.cloneNode(true)]));
    }
    if (!known) {
      row.classList.add("edited", shapeOf(bead));
      row.querySelector(".bead").textContent = `${size(bead.left)}–${size(bead.right)}`;
      const pairs = SIDES.flatMap((side) => this.pairOf[side].slice(...bead[side])).map((pair) => pair + 1);
      const [least, most] = [Math.min(...pairs), Math.max(...pairs)];
      row.dataset.pairs = least === most ? `${least}` : `${least}–${most}`;
      fresh += 1;
      row.querySelector("h3").id = `fresh-${fresh}`;
      row.setAttribute("aria-labelledby", `fresh-${fresh}`);
      row.querySelector(".edit").setAttribute("aria-labelledby", `say-edit fresh-${fresh}`);
    }
    translate(row);
    return row;
  }

  // Rows are called by the pairs they were made of: 7, 7–8; of several made of one: 7, 7.2.
  #nameParts(rows) {
    let [before, part] = ["", 1];
    for (const row of rows) {
      const { pairs } = row.dataset;
      if (pairs) {
        part = pairs === before ? part + 1 : 1;
        row.querySelector(".label").textContent = part > 1 ? `${pairs}.${part}` : pairs;
      }
      before = pairs;
    }
  }

  // What follows from the ladder: where findings stand and whether they still hold, what a filter looks at.
  #settle() {
    this.bead = this.#beadBySentence();
    const isEdited = (side, n) => this.rows[this.bead[side][n]]?.classList.contains("edited");
    const held = new Map(this.rows.map((row) => [row, []]));
    for (const finding of this.findings) {
      const { element, home } = finding;
      const row = home && this.rows[this.bead[home.side][home.sentence]];
      if (row && element.closest(".pair") !== row) listOf(row).append(element);
      held.get(row)?.push(finding);
      finding.stale = !desk && (SIDES.some((side) => finding[side].some((n) => isEdited(side, n)))
        || Boolean(home && isEdited(home.side, home.sentence)));
      showStale(finding);
    }
    const texts = new Map((this.blocks ?? []).map(({ element, text }) => [element, text]));
    this.blocks = beadsOf(this.rungs).map((bead, i) => ({
      element: this.rows[i],
      findings: held.get(this.rows[i]),
      flags: flagsOf(bead, this.rows[i], held.get(this.rows[i])),
      counted: true,
      text: texts.get(this.rows[i]),
    }));
    const ofDocument = this.findings.filter((finding) => !finding.home);
    for (const across of all(".across", this.body)) {
      const findings = ofDocument.filter(({ element }) => across.contains(element));
      this.blocks.push({ element: across, findings, flags: new Set(["all", "found"]) });
    }
    this.#recount();
    drawThreads(this);
  }

  // The numbers at the head: pairs as they stand now, and the findings that are left to look at.
  #recount() {
    const counts = new Map();
    const count = (name) => counts.set(name, (counts.get(name) ?? 0) + 1);
    for (const { flags, counted } of this.blocks) {
      if (!counted) continue;
      count(flags.has("unmatched") ? "unmatched" : "matched");
      if (flags.has("joined")) count("joined");
    }
    for (const { severity, kind, id, stale } of this.findings) {
      if (stale || this.accepted.has(id)) continue;
      count(severity);
      count(`kind ${kind}`);
    }
    for (const place of all("[data-count]", this.head)) {
      const number = counts.get(place.dataset.count) ?? 0;
      place.textContent = number;
      if (place.matches("dd")) place.parentElement.classList.toggle("no", !number);
    }
  }
}

// The rows of a stretch stand by themselves once one of them is corrected.
const takeOut = (row) => {
  const stretch = row.closest(".stretch");
  stretch?.querySelector("summary").remove();
  stretch?.replaceWith(...stretch.childNodes);
};

const listOf = (row) => {
  const list = row.querySelector(".findings");
  if (list) return list;
  const made = document.createElement("ul");
  made.className = "findings";
  row.append(made);
  return made;
};

const showStale = ({ element, stale }) => {
  const note = element.querySelector(".stale-note");
  element.classList.toggle("stale", stale);
  if (stale && !note) {
    element.querySelector(".what").append(byId("stale").content.cloneNode(true));
    translate(element);
  } else if (!stale) {
    note?.remove();
  }
};

const flagsOf = (bead, row, findings) => {
  const matched = size(bead.left) > 0 && size(bead.right) > 0;
  const flags = {
    all: true,
    found: findings.length > 0,
    unmatched: !matched,
    joined: matched && size(bead.left) + size(bead.right) > 2,
    doubtful: "doubtful" in row.dataset,
    edited: row.classList.contains("edited"),
  };
  return new Set(Object.keys(flags).filter((flag) => flags[flag]));
};
