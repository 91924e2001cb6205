// The box in the header of every page: suggests while somebody types, and leads to the search page.

(() => {
  const form = document.querySelector("[data-kb-search-box]");
  if (!form) return;
  const { ask, warm, list, element, handOver } = kbSearch;
  const field = form.querySelector("input");
  const panel = form.querySelector("[data-kb-suggestions]");
  const status = form.querySelector("[role=status]");
  const MOST = 6;
  let latest = 0;

  document.querySelector("[data-kb-search-link]").hidden = true;
  form.hidden = false;

  const page = form.getAttribute("action");
  const goOn = () => handOver(field.value.trim(), page);

  function close() {
    latest++;
    panel.hidden = true;
    panel.replaceChildren();
    status.textContent = "";
  }

  async function suggest() {
    const text = field.value.trim();
    if (!text) return close();
    const mine = ++latest;
    let answer;
    try {
      answer = await ask(text, { unfinished: !/\s$/.test(field.value), most: MOST });
    } catch {
      return; // the page that the box leads to says what is wrong
    }
    if (mine !== latest) return;
    const all = element("a", { class: "kb-search-box__all", href: page }, "All results, with extracts");
    all.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      goOn();
    });
    panel.replaceChildren(list(answer.results, true), all);
    if (!answer.results.length) panel.replaceChildren(element("p", {}, "Nothing found yet."), all);
    panel.hidden = false;
    const count = Math.min(answer.total, MOST);
    status.textContent = count ? `${count} ${count === 1 ? "suggestion" : "suggestions"} below.` : "No suggestions.";
  }

  function move(event) {
    const stops = [field, ...panel.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement);
    const to = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (panel.hidden || at < 0 || !to) return;
    event.preventDefault();
    to.focus();
  }

  field.addEventListener("focus", warm, { once: true });
  form.addEventListener("pointerenter", warm, { once: true });
  field.addEventListener("input", suggest);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    goOn();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") move(event);
    if (event.key !== "Escape") return;
    if (panel.hidden) field.value = "";
    close();
    field.focus();
  });
  form.addEventListener("focusout", ({ relatedTarget }) => {
    if (!form.contains(relatedTarget)) close();
  });
  // Nothing typed outlives the page, not even in the browser's copy kept for the way back.
  addEventListener("pagehide", () => {
    field.value = "";
    close();
  });
})();
