// Moving between findings and between pairs, and to the place that an address names.
let current = null; // the finding one stands on

const standOn = (finding) => {
  for (const mark of all("mark.current")) mark.classList.remove("current");
  for (const mark of sheet.marks.get(finding.number) ?? []) mark.classList.add("current");
  current = finding;
};

const standAt = (row) => {
  for (const other of all(".pair.here")) other.classList.toggle("here", other === row);
  row.classList.add("here");
};

// Nothing in a stretch that is folded can be seen or take the focus.
const unfold = (element) => {
  for (let folded = element.closest("details"); folded; folded = folded.parentElement.closest("details")) {
    folded.open = true;
  }
};

const isShown = (element) => !element.closest("[hidden]");

const moveToFinding = (step) => {
  const findings = all(".finding", sheet.body); // in the order in which they are shown
  const here = findings.indexOf(current?.element);
  const next = step > 0
    ? findings.slice(here + 1).find(isShown)
    : findings.slice(0, Math.max(here, 0)).findLast(isShown);
  if (!next) return;
  unfold(next);
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "center" });
};

// The pair that has the focus, else the one last moved to, else the first that reaches into the window.
const pairAtHand = () => document.activeElement.closest(".pair")
  ?? sheet.rows.find((row) => row.classList.contains("here") && isShown(row))
  ?? sheet.rows.find((row) => isShown(row) && row.getBoundingClientRect().bottom > 0);

const moveToPair = (step) => {
  const at = sheet.rows.indexOf(pairAtHand());
  const started = document.activeElement.closest(".pair") || document.querySelector(".pair.here");
  const rows = step > 0 ? sheet.rows.slice(started ? at + 1 : at) : sheet.rows.slice(0, Math.max(at, 0)).reverse();
  const next = rows.find(isShown);
  if (next) goToRow(next, "nearest");
};

const goToRow = (row, block = "start") => {
  standAt(row);
  unfold(row);
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block });
};

const goTo = (hash) => {
  const [, page, name, number] = /^#(?:page-(\d+))?-?(?:(pair|finding)-(\d+))?/.exec(hash) ?? [];
  const wanted = scripts.find((script) => script.dataset.number === page);
  if (wanted) open(wanted);
  const place = name === "pair"
    ? sheet?.rowOfPair(Number(number) - 1)
    : name === "finding" && sheet?.findings.find((finding) => finding.number === Number(number))?.element;
  if (!place) {
    if (wanted) byId("head").scrollIntoView();
    return;
  }
  if (!isShown(place)) showEverything();
  if (name === "pair") {
    goToRow(place);
  } else {
    unfold(place);
    place.focus({ preventScroll: true });
    place.scrollIntoView({ block: "center" });
  }
};
