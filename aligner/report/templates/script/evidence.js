// Why the sentences of a pair were put together: what the aligner weighed, as the alignment itself tells it.
const UNSEEN = new RegExp(JSON.parse(byId("unseen").textContent), "gu");

// As `visible` of the library: characters that nobody sees are spelt out.
const spelt = (character) => {
  const code = character.codePointAt(0);
  const [letter, digits] = code > 0xffff ? ["U", 8] : code < 0x100 ? ["x", 2] : ["u", 4];
  return `\\${letter}${code.toString(16).padStart(digits, "0")}`;
};
// A text may come in pieces, see `schema` of the library.
const visible = (text) => [text].flat()
  .map((piece) => piece.replace(/[\t-\r\x1c-\x1f\x85\u2028\u2029]/g, " ").replace(UNSEEN, spelt)).join("");

const nats = (value) => `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(1)}`;
const named = (kind) => (`evidence:${kind}` in labels ? label(`evidence:${kind}`) : visible(kind));

const element = (name, text, language) => {
  const made = document.createElement(name);
  made.textContent = text;
  if (language) made.lang = language;
  return made;
};

const showEvidence = async (place, at) => {
  const bead = beadsOf(sheet.rungs)[at];
  const pair = desk ? await desk.pairAt(at) : pairsByBead(sheet.alignment, sheet.korean).get(keyOf(bead));
  const { evidence } = pair ?? {};
  const terms = (evidence?.terms ?? []).filter(([, value]) => Math.abs(value) >= 0.05);
  const links = (evidence?.links ?? []).toSorted((one, other) => other.weight - one.weight);
  const [left, right] = sheet.korean === "source" ? ["source", "target"] : ["target", "source"];
  place.querySelector(".terms").textContent = terms.length
    ? [`${label("confidence")} ${pair.confidence.toFixed(2)}`, ...terms.map(([kind, value]) => `${named(kind)} ${nats(value)}`)].join(" · ")
    : label("evidence:none");
  place.querySelector(".links").replaceChildren(...links.map((link) => {
    const item = document.createElement("li");
    item.append(
      element("span", visible(link[`${left}_surface`]), "ko"), " – ",
      element("span", visible(link[`${right}_surface`]), "en"), " ",
      element("small", `${named(link.kind)} ${nats(link.weight)}`));
    return item;
  }));
};
