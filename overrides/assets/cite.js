// Cite this passage: title, edition, passage, words, day and address, to copy. Without it the link still leads there.

(() => {
  const facts = document.querySelector("[data-kb-cite]");
  if (!facts) return;

  function part(tag, name, text) {
    const element = document.createElement(tag);
    if (name) element.className = name;
    if (text) element.textContent = text;
    return element;
  }

  function day() {
    return new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  }

  function citation(link) {
    const { kbTitle, kbSite, kbVersion } = facts.dataset;
    const address = new URL(link.getAttribute("href"), location.href).href;
    const name = link.hash.slice(1);
    return `“${kbTitle}”, ${kbSite}, ${kbVersion}, passage ${name}, words ${link.dataset.kbWords}. Read on ${day()}. ${address}`;
  }

  const dialog = part("dialog", "kb-citation");
  dialog.setAttribute("aria-labelledby", "kb-citation");
  const title = part("h2", "", "Cite this passage");
  title.id = "kb-citation";
  const words = part("p", "kb-citation__words");
  words.tabIndex = 0;
  // In an edition: the same passage on the page as it is today.
  const today = part("p", "kb-citation__today");
  const living = part("a", "", "Where this passage stands today");
  today.append(living);
  today.hidden = !facts.dataset.kbLiving;
  const status = part("p", "kb-citation__status");
  status.setAttribute("role", "status");
  const buttons = part("div", "kb-citation__buttons");
  const copy = part("button", "kb-citation__button", "Copy");
  const close = part("button", "kb-citation__button kb-citation__button--quiet", "Close");
  copy.type = close.type = "button";
  buttons.append(copy, close);
  dialog.append(title, words, today, buttons, status);
  (document.querySelector("article") ?? document.body).append(dialog);

  function selectWords() {
    getSelection().selectAllChildren(words);
  }

  async function copyWords() {
    try {
      await navigator.clipboard.writeText(words.textContent);
      status.textContent = "Copied.";
    } catch {
      // A page opened from a folder may not write to the clipboard by itself everywhere.
      selectWords();
      const copied = document.execCommand("copy");
      status.textContent = copied ? "Copied." : "The words are selected: press Ctrl and C to copy them.";
    }
  }

  copy.addEventListener("click", copyWords);
  close.addEventListener("click", () => dialog.close());
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.kb-cite");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.replaceState(null, "", link.hash);
    words.textContent = citation(link);
    if (facts.dataset.kbLiving) living.href = `${facts.dataset.kbLiving}${link.hash}`;
    status.textContent = "";
    dialog.showModal();
  });

  const all = document.querySelector(".kb-cite-all");
  document.querySelector("a[href='#kb-cite-all']")?.addEventListener("click", (event) => {
    event.preventDefault();
    const page = all.closest(".kb-page");
    page.classList.add("kb-page--citing");
    page.querySelector("a.kb-cite")?.focus();
  });
})();
