// English and Korean: of every label, and of a message where there is a Korean one.
const labels = JSON.parse(byId("labels").textContent);
let language = store.get("language") ?? (navigator.language.startsWith("ko") ? "ko" : "en");
if (language !== "ko") language = "en";

const label = (key) => labels[key][language];

const translate = (root) => {
  for (const element of all("[data-t]", root)) element.textContent = label(element.dataset.t);
  for (const element of all("[data-name]:not(option)", root)) element.setAttribute("aria-label", label(element.dataset.name));
  for (const element of all("[data-title]", root)) element.title = label(element.dataset.title);
  for (const message of all(".message[data-ko]", root)) {
    message.dataset.en ??= message.textContent;
    message.textContent = message.dataset[language];
    message.lang = language;
  }
};

// The sentence of the check itself, whatever language is shown.
const english = (message) => message.dataset.en ?? message.textContent;

const nameLanguages = () => {
  document.documentElement.lang = language;
  // What the desk has to say of a request is said in the language of the page.
  if ("served" in document.documentElement.dataset) document.cookie = `aligner_language=${language}; path=/; samesite=strict`;
  const other = language === "en" ? "ko" : "en";
  byId("language").textContent = labels.language[other];
  byId("language").lang = other;
};
