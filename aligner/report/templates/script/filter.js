// What is shown of the document that is read.
let sheet = null;

const plain = (text) => text.normalize("NFC").toLowerCase();
const textOf = (block) => (block.text ??= plain(
  all(".side, .message", block.element).map((part) => part.textContent).join("\n")));

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
  for (const stretch of all(".stretch", sheet.body)) {
    const found = stretch.querySelector(".pair:not([hidden])");
    hide(stretch, !found);
    if (found && (narrow || flag !== "all" || sought)) stretch.open = true;
  }
  for (const several of sheet.marks.values()) {
    for (const mark of several) {
      mark.classList.toggle("off", !mark.dataset.findings.split(" ").some((number) => shown.has(Number(number))));
    }
  }
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
