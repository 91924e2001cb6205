// What one voice says at one area: the evidence first, then the number in words, then what makes it that number.

(() => {
  const {
    element,
    button,
    field,
    radio,
    fresh,
    PRIVATE,
    answerOf,
    choose,
    withAnswer,
    hasEvidence,
    labelOf,
    titled,
    NO_NUMBER,
  } = kbScaling;

  // How an answer reads in a line.
  function inShort(answer, guide, area) {
    if (answer.says !== "number") return answer.says || "not asked yet";
    return `${answer.number}, ${guide.inShort(answer.number, area).toLowerCase()}${hasEvidence(answer) ? "" : " (without evidence)"}`;
  }

  // In lists it is not told which number it is: each voice chooses before it knows the others’.
  const inList = (answer) => (answer.says === "" ? "not asked yet" : "answered");

  // `tool` holds the state and changes it. Returns {node, refresh}; `level` is the level of the heading.
  function answerForm(tool, area, voice, level) {
    const { guide } = tool;
    const answer = () => answerOf(tool.state, area, voice.id);
    const change = (part) => tool.change((state) => withAnswer(state, area, voice.id, part));
    const line = element("span", { class: "kb-scaling__says" });
    const note = element("p", { class: "kb-scaling__note", hidden: true });
    const now = element("div", { class: "kb-scaling__alert", hidden: true });
    const numbers = numberChoice(tool, area, voice, answer, chosen);
    const before = [
      `These numbers are ${area === kbScaling.OVERALL ? "about the child’s safety as a whole" : "about this area alone"}.`,
      "10 is best and 0 is worst.",
    ].join(" ");

    function chosen(choice) {
      tool.change((state) => choose(state, area, voice.id, choice, guide.edition));
      const says = answer();
      tool.say(
        `${titled(guide, area)}, ${labelOf(voice)}: ${inShort(says, guide, area)}.${needsNow(says) ? ` ${guide.last.next}` : ""}`,
      );
    }

    const needsNow = (says) => says.says === "number" && says.number <= guide.last.to;

    function refresh() {
      const says = answer();
      line.textContent = `${labelOf(voice)}: ${inList(says)}`;
      numbers.refresh(says);
      note.hidden = says.says !== "number" || hasEvidence(says);
      note.textContent = note.hidden
        ? ""
        : "This number stands without evidence. It is kept, and the record says so. What has somebody seen, heard or been told?";
      now.hidden = !needsNow(says);
      now.replaceChildren(...(now.hidden ? [] : whatToDo(guide)));
    }

    const evidence = guide.evidence_fields.map(({ id, label, help }) =>
      field({
        label,
        help,
        type: "long",
        value: answer().evidence[id] ?? "",
        typed: (words) => change({ evidence: { ...answer().evidence, [id]: words } }),
      }),
    );

    const node = element(
      "details",
      { class: "kb-scaling__voice" },
      element("summary", {}, element(`h${level}`, {}, line)),
      element("fieldset", { class: "kb-scaling__group" }, element("legend", {}, "First, what is known"), ...evidence),
      element(
        "fieldset",
        { class: "kb-scaling__group" },
        element("legend", {}, `Then the number: ${labelOf(voice)}`),
        element("p", {}, before),
        numbers.node,
      ),
      note,
      now,
      element(
        "fieldset",
        { class: "kb-scaling__group" },
        element("legend", {}, "What lies behind the number"),
        field({
          label: "What makes it that number?",
          type: "long",
          value: answer().because,
          typed: (because) => change({ because }),
        }),
      ),
    );
    refresh();
    return { node, refresh };
  }

  const whatToDo = (guide) => [
    element("p", {}, element("strong", {}, "What to do now")),
    element("p", {}, guide.last.next),
    element("ul", {}, guide.contacts.map(contact)),
  ];

  // Whom to ring; a finger on the number rings it.
  const contact = ({ name, when, number }) =>
    element(
      "li",
      {},
      `${name}: `,
      number
        ? element("a", { class: "kb-scaling__ring", href: `tel:${number.replaceAll(" ", "")}` }, number)
        : element("strong", {}, NO_NUMBER),
      `. ${when}`,
    );

  // Eleven numbers with their words, best first, two answers that are no numbers, and a field for those who would rather type.
  function numberChoice(tool, area, voice, answer, chosen) {
    const { guide } = tool;
    const name = fresh();
    const id = fresh();
    const wrong = element("p", { class: "kb-scaling__wrong", id: `${id}-wrong`, role: "alert" });
    const typed = element("input", {
      id,
      class: "kb-scaling__input kb-scaling__input--number",
      type: "text",
      inputmode: "numeric",
      maxlength: "3",
      ...PRIVATE,
      "aria-describedby": `${id}-wrong`,
    });
    const back = button("Take this answer back", () => {
      chosen("");
      typed.focus();
    });

    // On a slow device what was changed before is shown while the number is being typed: it stays as it is.
    let typing = false;
    typed.addEventListener("input", () => (typing = true));
    typed.addEventListener("blur", () => (typing = false));
    typed.addEventListener("change", () => {
      typing = false;
      const words = typed.value.trim();
      if (/^(?:10|\d)$/.test(words)) return chosen(Number(words));
      if (words === "") return refresh(answer());
      typed.setAttribute("aria-invalid", "true");
      wrong.textContent = "Type a whole number from 0 to 10. Nothing was changed.";
    });

    const described = (band) =>
      guide
        .described(guide.area(area), tool.state.child, band)
        .map(({ title, child, carers }) =>
          element(
            "div",
            { class: "kb-scaling__described" },
            title && tool.state.child.overlays.length ? element("p", {}, element("strong", {}, title)) : null,
            element("p", {}, element("strong", {}, "Child: "), child),
            element(
              "p",
              {},
              element("strong", {}, guide.area(area).about === "child" ? "Carers: " : "Parents and network: "),
              carers,
            ),
          ),
        );
    const options = new Map();
    const option = (key, ...words) => {
      const label = radio(name, key, words, false, () => chosen(/^\d+$/.test(key) ? Number(key) : key));
      options.set(key, label.querySelector("input"));
      return label;
    };
    const node = element(
      "div",
      {},
      element(
        "div",
        { class: "kb-scaling__typed" },
        element("label", { for: id }, "Type a number from 10 to 0, or choose below"),
        typed,
      ),
      wrong,
      ...guide.bands.map((band) =>
        element(
          "div",
          { class: "kb-scaling__band" },
          guide.area(area)
            ? element("p", { class: "kb-scaling__band-title" }, `${band.to} to ${band.from}: ${band.title}`)
            : null,
          ...described(band),
          ...guide.numbers
            .filter(({ number }) => guide.band(number) === band)
            .map(({ number }) =>
              option(
                String(number),
                element("strong", {}, `${number}: `),
                guide.means(number, area) || guide.inShort(number, area),
              ),
            ),
        ),
      ),
      element(
        "div",
        { class: "kb-scaling__band" },
        option("not known yet", "Not known yet"),
        option("does not apply", "Does not apply to this child"),
      ),
      back,
    );

    function refresh(says) {
      const key = says.says === "number" ? String(says.number) : says.says;
      for (const [one, input] of options) input.checked = one === key;
      if (!typing) {
        typed.value = says.says === "number" ? key : "";
        typed.removeAttribute("aria-invalid");
        wrong.textContent = "";
      }
      back.hidden = key === "";
    }
    return { node, refresh };
  }

  Object.assign(kbScaling, { answerForm, whatToDo });
})();
