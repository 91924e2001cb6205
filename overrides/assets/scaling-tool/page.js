// The few ways in which the tool writes on the page: elements and text, never markup made from what somebody typed.

(() => {
  const SVG = "http://www.w3.org/2000/svg";
  let count = 0;

  // An element with attributes and children; `true` sets an attribute without a value, null and false leave it out.
  function element(name, attributes = {}, ...children) {
    return filled(document.createElement(name), attributes, children);
  }

  function drawn(name, attributes = {}, ...children) {
    return filled(document.createElementNS(SVG, name), attributes, children);
  }

  function filled(node, attributes, children) {
    for (const [key, value] of Object.entries(attributes)) {
      if (value === null || value === undefined || value === false) continue;
      node.setAttribute(key, value === true ? "" : value);
    }
    node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
    return node;
  }

  function button(words, pressed, { main = false, ...attributes } = {}) {
    const made = element(
      "button",
      { type: "button", class: `kb-scaling__button${main ? " kb-scaling__button--main" : ""}`, ...attributes },
      words,
    );
    made.addEventListener("click", pressed);
    return made;
  }

  // A name of its own for an element, which says nothing.
  const fresh = () => `kb-scaling-${++count}`;

  // What keeps a browser from remembering, mending or looking up what is typed.
  const PRIVATE = { autocomplete: "off", autocorrect: "off", spellcheck: "false", writingsuggestions: "false" };

  // A labelled field; `typed` hears every change. Types: "text", "long", "date".
  function field({ label, help, value = "", type = "text", lines = 2, typed, ...attributes }) {
    const id = fresh();
    const input = element(type === "long" ? "textarea" : "input", {
      id,
      class: "kb-scaling__input",
      ...PRIVATE,
      ...(type === "date" ? { max: "9999-12-31" } : { maxlength: kbScaling.LONG }),
      ...attributes,
      "aria-describedby": help ? `${id}-help` : null,
      ...(type === "long" ? { rows: lines } : { type }),
    });
    input.value = value;
    input.addEventListener("input", () => typed(type === "date" && !kbScaling.isDay(input.value) ? "" : input.value));
    return element(
      "div",
      { class: "kb-scaling__field" },
      element("label", { for: id }, label),
      help ? element("p", { class: "kb-scaling__help", id: `${id}-help` }, help) : null,
      input,
    );
  }

  // One answer of several, as radio buttons with a finger's room; `options` are [value, words].
  function choice({ legend, options, value, chosen }) {
    const name = fresh();
    return element(
      "fieldset",
      { class: "kb-scaling__choice" },
      element("legend", {}, legend),
      options.map(([key, words]) => radio(name, key, words, key === value, chosen)),
    );
  }

  function radio(name, value, words, checked, chosen) {
    const input = element("input", { type: "radio", name, value, autocomplete: "off" });
    input.checked = checked;
    input.addEventListener("change", () => chosen(value));
    return element("label", { class: "kb-scaling__option" }, input, element("span", {}, ...[words].flat()));
  }

  function box(words, checked, ticked) {
    const input = element("input", { type: "checkbox", autocomplete: "off" });
    input.checked = checked;
    input.addEventListener("change", () => ticked(input.checked));
    return element("label", { class: "kb-scaling__option" }, input, element("span", {}, words));
  }

  // A question in a window of its own; resolves to whether the answer was yes.
  function ask(question, yes, no) {
    return new Promise((done) => {
      const id = fresh();
      const dialog = element(
        "dialog",
        { class: "kb-scaling__dialog md-typeset", "aria-labelledby": id },
        element("p", { id }, question),
        element(
          "p",
          { class: "kb-scaling__buttons" },
          button(no, () => dialog.close(), { main: true }),
          button(yes, () => dialog.close("yes")),
        ),
      );
      dialog.addEventListener("close", () => {
        dialog.remove();
        done(dialog.returnValue === "yes");
      });
      document.body.append(dialog);
      dialog.showModal();
    });
  }

  // A place for what happened just now, beside the button that made it happen; screen readers say it.
  function message() {
    const node = element("div", { class: "kb-scaling__message", role: "status" });
    const said = (line) => element("p", {}, line);
    const wrong = (line) => element("p", { class: "kb-scaling__wrong" }, line);
    return {
      node,
      say: (...lines) => node.replaceChildren(...lines.map(said)),
      warn: (...lines) => node.replaceChildren(...lines.map(wrong)),
      tell: (lines, isWrong) => node.replaceChildren(...lines.map((line) => (isWrong(line) ? wrong : said)(line))),
      clear: () => node.replaceChildren(),
    };
  }

  // A table that scrolls by finger and by keyboard where it is wider than the page.
  const scrolling = (label, made) =>
    element("div", { class: "kb-table", role: "region", "aria-label": label, tabindex: "0" }, made);

  // On a phone each row is a list of its cells, every one under the name of its column; the roles keep it a table.
  function table(label, head, rows, rowHeads = true) {
    const asked = (words) => (words.endsWith("?") ? `${words} ` : `${words}: `);
    const cell = (words, at) =>
      at || !rowHeads
        ? element("td", { role: "cell", "data-column": asked(head[at]) }, words)
        : element("th", { scope: "row", role: "rowheader" }, words);
    const columns = head.map((words) => element("th", { scope: "col", role: "columnheader" }, words));
    return scrolling(
      label,
      element(
        "table",
        { class: "kb-scaling__table", role: "table" },
        element("thead", { role: "rowgroup" }, element("tr", { role: "row" }, columns)),
        element(
          "tbody",
          { role: "rowgroup" },
          rows.map((row) => element("tr", { role: "row" }, row.map(cell))),
        ),
      ),
    );
  }

  // Hands `content` to the reader as a file. The address is of this device alone, and dies at once.
  function hand(content, name, type) {
    const address = URL.createObjectURL(new Blob([content], { type }));
    const link = element("a", { href: address, download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  }

  Object.assign((globalThis.kbScaling ??= {}), {
    element,
    drawn,
    button,
    field,
    choice,
    radio,
    box,
    ask,
    message,
    hand,
    scrolling,
    table,
    fresh,
    PRIVATE,
  });
})();
