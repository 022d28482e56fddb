// Correcting a pair: one bar of buttons, which stands in the row that is corrected.
let editing = null;

const bar = byId("editor").content.firstElementChild;
const buttons = all("[data-edit]", bar);
const buttonOf = (name) => buttons.find((button) => button.dataset.edit === name);

const why = bar.querySelector(".why");
const explain = () => showEvidence(why, sheet.rows.indexOf(editing));

const refreshBar = () => {
  const at = sheet.rows.indexOf(editing);
  for (const button of buttons) {
    const name = button.dataset.edit;
    button.disabled = name in EDITS ? !edited(sheet.rungs, at, name) : name === "undo" && !(desk ? desk.canUndo() : sheet.history.length);
  }
  if (why.open) explain();
  bar.setAttribute("aria-label", `${label("editing")} ${editing.querySelector(".label").textContent}`);
};

const edit = (row, wanted) => {
  editing?.classList.remove("editing");
  editing = row;
  row.classList.add("editing");
  row.querySelector(".side.right").after(bar);
  translate(bar);
  refreshBar();
  filter();
  standAt(row);
  const button = wanted && !buttonOf(wanted).disabled ? buttonOf(wanted) : buttons.find((one) => !one.disabled);
  button.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
};

const stopEditing = () => {
  const row = editing;
  if (!row) return;
  editing = null;
  row.classList.remove("editing");
  bar.remove();
  filter();
  if (isShown(row)) row.focus({ preventScroll: true });
};

const correct = (name) => {
  const at = sheet.rows.indexOf(editing);
  const rungs = edited(sheet.rungs, at, name);
  if (!rungs) return;
  if (desk) {
    desk.change(laid(sheet.rungs, rungs, sheet.korean), () => edit(sheet.rows[Math.min(at, sheet.rows.length - 1)], name));
    return;
  }
  // Where a bead gave way to the one before it, that one is stayed with; else the one in its place.
  const joined = rungs.length < sheet.rungs.length && /Previous|Up/.test(name);
  sheet.correct(rungs);
  offerSaving();
  edit(sheet.rows[at - joined], name);
};

const undo = () => {
  if (desk) {
    desk.change({ do: "undo" });
    return;
  }
  const from = sheet.undo();
  if (from === null) return;
  offerSaving();
  edit(sheet.rows[Math.min(from, sheet.rows.length - 1)], "undo");
};
