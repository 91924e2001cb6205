// The search page: runs what the box hands it, what an address brings, and what somebody types here.

(() => {
  const place = document.querySelector("[data-kb-search-page]");
  if (!place) return;
  const { ask, list, element, handed, remember, remembered } = kbSearch;
  const form = place.querySelector("form");
  const field = form.querySelector("input");
  const status = place.querySelector("[role=status]");
  const notes = place.querySelector("[data-kb-notes]");
  const results = place.querySelector("[data-kb-results]");
  const nothing = place.querySelector("[data-kb-nothing]");
  const MOST = 10;
  const BEST = 3;
  let latest = 0;
  let exact = false;
  let textsAreHere = false;

  // What the box hands over, what an address brings, or what was here before somebody went on. An address is cleared of
  // its question, and what is typed never gets into one: browsers write addresses down.
  function wanted(given) {
    if (given) return { text: given, exact: false };
    const after = new URLSearchParams(location.hash.slice(1));
    const before = new URLSearchParams(location.search);
    const from = after.has("q") ? after : before;
    if (!from.has("q")) return remembered();
    history.replaceState(null, "", location.pathname);
    return { text: from.get("q").trim(), exact: from.get("words") === "exact" };
  }

  function button(words, act) {
    const made = element("button", { type: "button", class: "kb-results__undo" }, words);
    made.addEventListener("click", act);
    return made;
  }

  // What was changed in the query, and the way back to the words as they were typed.
  function explain(answer, text) {
    const said = [];
    const pair = ({ from, to }) => `“${from}” as ${to}`;
    if (answer.changes.length) said.push(`Did you mean: ${answer.changes.map(pair).join("; ")}?`);
    if (answer.also.length) said.push(`Also searched for: ${answer.also.map(({ to }) => to).join("; ")}.`);
    if (answer.near.length) said.push(`Also searched for words close to ${answer.near.slice(0, 5).map((word) => `“${word}”`).join(", ")}.`);
    if (answer.shortened) said.push("The question is long; only its beginning was used.");
    if (answer.unknown.length && answer.total) said.push(`Nowhere here: ${answer.unknown.slice(0, 5).map((w) => `“${w.slice(0, 40)}”`).join(", ")}.`);
    const lines = said.map((line) => element("p", {}, line));
    if (answer.changes.length || answer.also.length || answer.near.length) {
      lines.push(button("Search for the typed words only", () => again(text, true)));
    } else if (exact) {
      lines.push(button("Search with the glossary’s words too", () => again(text, false)));
    }
    notes.replaceChildren(...lines);
  }

  function again(text, only) {
    exact = only;
    run(text);
    field.focus();
  }

  // The best three first, whatever they are for; the rest by what they are for.
  function show(answers, text, more) {
    const best = answers.slice(0, BEST);
    const rest = answers.slice(BEST);
    const groups = [element("h2", { class: "kb-results__heading" }, "Best matches"), list(best)];
    for (const kind of [...new Set(rest.map((one) => one.kind))]) {
      const name = kind[0].toUpperCase() + kind.slice(1);
      groups.push(element("h2", { class: "kb-results__heading" }, name), list(rest.filter((one) => one.kind === kind)));
    }
    if (more > 0) groups.push(button(`Show ${Math.min(more, MOST)} more`, () => run(text, answers.length + MOST)));
    results.replaceChildren(...(answers.length ? groups : []));
  }

  function help(answer) {
    nothing.hidden = answer.total > 0;
    const near = nothing.querySelector("[data-kb-nearest]");
    near.replaceChildren(...answer.nearest.map(({ id, term, expansion }) => {
      const href = `${kbSearch.site}resources/glossary.html#${id}`;
      return element("li", {}, element("a", { href }, expansion ? `${term} (${expansion})` : term));
    }));
  }

  const tell = (text, total) => place.dispatchEvent(new CustomEvent("kb-answered", { detail: { text, total } }));

  function clear() {
    latest++;
    tell("", 0);
    status.textContent = "";
    place.classList.remove("kb-search--waiting");
    nothing.hidden = true;
    notes.replaceChildren();
    results.replaceChildren();
  }

  async function run(text, most = MOST, unfinished = false) {
    remember(text, exact);
    if (!text) return clear();
    const mine = ++latest;
    place.classList.toggle("kb-search--waiting", !results.firstChild);
    const before = results.querySelectorAll("a").length;
    let answer;
    try {
      // The first time, what was found comes before the texts for its extracts are here.
      for (const extracts of textsAreHere ? [true] : [false, true]) {
        answer = await ask(text, { exact, unfinished, extracts, most });
        if (mine !== latest) return;
        if (!extracts) show(answer.results, text, answer.total - answer.results.length);
        else textsAreHere = true;
      }
    } catch {
      clear();
      status.textContent = "Search does not work just now, because a part of it could not be loaded. Use the ways below.";
      return;
    }
    place.classList.remove("kb-search--waiting");
    const shown = answer.results.length;
    status.textContent = answer.total
      ? `${answer.total} ${answer.total === 1 ? "passage" : "passages"} found, ${shown} shown.`
      : "Nothing found.";
    explain(answer, text);
    show(answer.results, text, answer.total - shown);
    help(answer);
    place.dataset.kbAnswered = text;
    tell(text, answer.total);
    if (most > MOST) results.querySelectorAll("a")[before]?.focus();
  }

  function start(given) {
    const first = wanted(given);
    exact = first.exact;
    field.value = first.text;
    run(first.text);
    return first.text;
  }

  place.hidden = false;
  document.querySelector("[data-kb-blocked]").hidden = true;
  field.addEventListener("input", () => {
    exact = false;
    run(field.value.trim(), MOST, !/\s$/.test(field.value));
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    exact = false;
    run(field.value.trim());
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !field.value) return;
    event.preventDefault();
    field.value = "";
    run("");
  });
  addEventListener("popstate", () => start(""));
  // Safari empties the box of a page that it kept whole for the way back, after this event, and leaves what was found.
  addEventListener("pageshow", (event) => {
    if (event.persisted) setTimeout(() => (field.value = remembered().text), 100);
  });
  if (!start(handed)) field.focus();
})();
