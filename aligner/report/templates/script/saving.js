// Files of what was done: a baseline of accepted findings, and corrected alignments.
const scripts = all("script.alignment");

const save = (name, type, text) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
};

// The name of a document without folder and suffix; of none or several a word.
const nameOf = (chosen, otherwise) => (chosen.length === 1
  && chosen[0].dataset.document.split(/[\\/]/).pop().replace(/\.[^.]*$/, "")) || otherwise;

// The format of aligner/formats/baseline.py: what the page was made with, then a line for each finding.
const saveAccepted = () => {
  const lines = new Map(scripts.flatMap((script) => [...acceptedOf(script.dataset.store)]));
  const text = byId("baseline").textContent + [...lines].map(([id, line]) => `${id}\t${line}\n`).join("");
  save(`${nameOf(scripts, "pages")}.accepted.tsv`, "text/tab-separated-values", text);
};

const correctedLadder = (script) => store.get(`ladder ${script.dataset.store}`);
const offerSaving = () => {
  byId("save-corrected").disabled = !scripts.some(correctedLadder);
  tellIndex();
};

// What was done with each document, beside its name.
const tellIndex = () => {
  for (const script of scripts) {
    const place = byId(`done-${script.dataset.number}`);
    if (!place) return;
    const accepted = acceptedOf(script.dataset.store).size;
    const done = [
      accepted && label("done_accepted").replace("{accepted}", accepted),
      correctedLadder(script) && label("edited"),
    ];
    place.textContent = done.filter(Boolean).join(", ");
  }
};

// One document as JSON, several as a line each.
const saveCorrected = () => {
  const chosen = scripts.filter(correctedLadder);
  const lines = chosen.map((script) => JSON.stringify(
    corrected(JSON.parse(script.textContent), correctedLadder(script), script.dataset.korean)));
  const suffix = chosen.length > 1 ? "jsonl" : "json";
  save(`${nameOf(chosen, "pages")}.corrected.${suffix}`, "application/json", `${lines.join("\n")}\n`);
};
