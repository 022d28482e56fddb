// What is shown of the document that is read.
let sheet = null;

const plain = (text) => text.normalize("NFC").toLowerCase();
const textOf = (block) => (block.text ??= plain(
  all(".side, .message", block.element).map((part) => part.textContent).join("\n")));

// The blocks as the text has them, or the gravest finding first. Corrections need them as the text has them.
const arrange = (shown, order) => {
  if (order === (shown.order ?? "text") && order === "text") return;
  const places = new Map(shown.rows.map((row, i) => [row, i]));
  const blocks = all(":scope > .pair, :scope > .stretch, :scope > .across", shown.body);
  const place = (block) => {
    if (block.matches(".across")) return block.matches(".leading") ? -1 : Infinity;
    return places.get(block.matches(".pair") ? block : block.querySelector(".pair"));
  };
  const gravity = (block) => Math.max(
    -1, ...all(".finding:not([hidden])", block).map((finding) => Number(finding.dataset.gravity)));
  const keys = new Map(blocks.map((block) => [
    block, [order === "text" || block.matches(".leading") ? Infinity : gravity(block), place(block)]]));
  const sorted = blocks.toSorted((one, other) => {
    const [[a, m], [b, n]] = [keys.get(one), keys.get(other)];
    return a === b ? (m < n ? -1 : 1) : b - a;
  });
  shown.order = order;
  shown.body.classList.toggle("by-gravity", order !== "text");
  if (sorted.every((block, i) => block === blocks[i])) return;
  const focused = document.activeElement;
  shown.body.append(...sorted);
  if (shown.body.contains(focused)) focused.focus({ preventScroll: true });
};

const filter = () => {
  const severities = new Set(all("[name=severity]:checked").map((box) => box.value));
  const kind = byId("kind").value;
  const flag = byId("show").value;
  const hideAccepted = byId("hide-accepted").checked;
  const sought = plain(byId("find").value.trim());
  const narrow = severities.size < 3 || kind !== "" || (hideAccepted && flag === "found");
  const seen = { pairs: 0, findings: 0 };
  const shown = new Set();
  for (const block of sheet.blocks) {
    let left = 0;
    for (const finding of block.findings) {
      const fits = severities.has(finding.severity) && (!kind || finding.kind === kind)
        && !(hideAccepted && sheet.accepted.has(finding.id));
      hide(finding.element, !fits);
      if (fits) shown.add(finding.number);
      left += fits;
    }
    const fits = block.flags.has(flag) && (left > 0 || (block.counted && !narrow))
      && (!sought || textOf(block).includes(sought));
    hide(block.element, !fits && block.element !== editing); // what is being corrected stays under the hands
    if (fits) seen.findings += left;
    if (fits && block.counted) seen.pairs += 1;
  }
  // A stretch of lone sentences is one line, but for those who look for something.
  for (const stretch of all(".stretch, .asides", sheet.body)) {
    const found = stretch.querySelector(stretch.matches(".asides") ? ".finding:not([hidden])" : ".pair:not([hidden])");
    hide(stretch, !found);
    if (found && (narrow || flag !== "all" || sought)) stretch.open = true;
  }
  for (const several of sheet.marks.values()) {
    for (const mark of several) {
      mark.classList.toggle("off", !mark.dataset.findings.split(" ").some((number) => shown.has(Number(number))));
    }
  }
  arrange(sheet, byId("order").value);
  for (const button of all(".kinds button")) button.setAttribute("aria-pressed", String(button.dataset.kind === kind));
  hide(byId("nothing"), !sheet.blocks.length || sheet.blocks.some((block) => !block.element.hidden));
  tell(seen);
};

const tell = (seen) => {
  const counts = {
    ...seen,
    all_pairs: sheet.rows.length,
    all_findings: sheet.findings.length,
    accepted: sheet.findings.filter((finding) => sheet.accepted.has(finding.id)).length,
    edited: sheet.edited,
  };
  byId("shown").textContent = label("shown").replace(/\{(\w+)\}/g, (_, name) => counts[name]);
};

const showEverything = () => {
  document.querySelector(".tools").reset();
  filter();
};

// Kinds that this document has, with their numbers.
const offerKinds = () => {
  const counts = new Map();
  for (const { kind } of sheet.findings) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  for (const option of all("#kind option:not(:first-child)")) {
    const name = option.dataset.t ? label(option.dataset.t) : option.dataset.name;
    option.textContent = `${name} (${counts.get(option.value) ?? 0})`;
    hide(option, !counts.has(option.value));
  }
};
