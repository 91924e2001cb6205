// Shows what was found: real links in a real list, and every word as text, never as markup.

(() => {
  const MARKS = { draft: "Draft", overdue: "Review overdue" };

  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  function marks({ draft, due }) {
    const words = [];
    if (draft) words.push(MARKS.draft);
    if (Date.now() >= Date.parse(due)) words.push(MARKS.overdue);
    return words.length ? element("p", { class: "kb-results__marks" }, words.join(" · ")) : "";
  }

  // One result as an item of a list; short ones, for suggestions, have no extract.
  function item(result, short) {
    const link = element("a", { class: "kb-results__link", href: kbSearch.site + result.address }, result.heading);
    const way = result.way.length ? element("p", { class: "kb-results__way" }, result.way.join(" › ")) : "";
    if (short) return element("li", { class: "kb-results__result" }, link, way);
    const extract = element("p", { class: "kb-results__extract" });
    for (const [piece, marked] of result.extract) extract.append(marked ? element("mark", {}, piece) : piece);
    return element("li", { class: "kb-results__result" }, link, way, extract, marks(result));
  }

  const list = (results, short) => element("ol", { class: "kb-results__list" }, ...results.map((one) => item(one, short)));

  Object.assign((globalThis.kbSearch ??= {}), { element, item, list });
})();
