// The areas as a list with one open at a time, each with what to ask and to look at, and what every voice says.

(() => {
  const { element, field, answerForm, answerOf, followUpsAt, withFollowUp, labelOf, OVERALL } = kbScaling;

  const points = (items) =>
    element(
      "ul",
      {},
      items.map((words) => element("li", {}, words)),
    );

  function more(title, ...content) {
    return element("details", { class: "kb-scaling__more" }, element("summary", {}, title), ...content);
  }

  const titledPoints = (title, items) =>
    items.length ? [element("p", {}, element("strong", {}, title)), points(items)] : [];

  // What helps to talk and to look before anybody gives a number.
  function prompts(tool, area) {
    const { guide } = tool;
    const here = guide.at(area, tool.state.child);
    return [
      element("p", {}, area.asks),
      ...here
        .filter(({ doesNotApply }) => doesNotApply)
        .map(({ doesNotApply }) => element("p", { class: "kb-scaling__note" }, doesNotApply)),
      more(
        "What to ask",
        ...titledPoints("Parents and carers", area.to_parents),
        ...here.flatMap(({ title, ask }) => titledPoints(`The child: ${title}`, ask)),
        ...titledPoints("What works already", area.strengths),
      ),
      more(
        "What to look for",
        points(area.notice),
        ...here.flatMap(({ title, notice }) => titledPoints(title, notice)),
      ),
      more(
        "Evidence to ask for before a number",
        ...area.parts.flatMap((part) => titledPoints(part.title, part.ask_for)),
      ),
    ];
  }

  // Who has answered and who has not; never what, for each voice chooses before it knows the others' numbers.
  function whoAnswered(state, area) {
    const [yet, done] = [true, false].map((open) =>
      state.voices
        .filter((voice) => (answerOf(state, area, voice.id).says === "") === open)
        .map(labelOf)
        .join(", "),
    );
    return [done && `Answered: ${done}.`, done && yet ? `Not asked yet: ${yet}.` : yet && "Nobody asked yet."]
      .filter(Boolean)
      .join(" ");
  }

  // One area. It is built when it is first opened, and again once the child's age or the voices change.
  function areaPanel(tool, area, opened) {
    const says = element("span", { class: "kb-scaling__says" });
    const body = element("div", { class: "kb-scaling__body" });
    const node = element(
      "details",
      { class: "kb-scaling__area" },
      element("summary", {}, element("h4", {}, area.title), says),
      body,
    );
    let forms = null;

    function build() {
      forms = tool.state.voices.map((voice) => answerForm(tool, area.id, voice, 5));
      oneAtATime(forms);
      body.replaceChildren(...prompts(tool, area), ...forms.map((form) => form.node), followUps(tool, area));
    }

    function refresh() {
      says.textContent = whoAnswered(tool.state, area.id);
      forms?.forEach((form) => form.refresh());
    }

    node.addEventListener("toggle", () => {
      if (!node.open) return;
      if (!forms) build();
      opened(node);
    });
    refresh();
    return {
      id: area.id,
      node,
      refresh,
      rebuild() {
        forms = null;
        body.replaceChildren();
        if (node.open) build();
        refresh();
      },
    };
  }

  // What the method asks once everybody has given a number.
  function followUps(tool, area) {
    return element(
      "fieldset",
      { class: "kb-scaling__group" },
      element("legend", {}, "After the numbers"),
      tool.guide.follow_ups.map(({ id, asks }) =>
        field({
          label: asks,
          type: "long",
          value: followUpsAt(tool.state, area.id)[id] ?? "",
          typed: (words) => tool.change((state) => withFollowUp(state, area.id, id, words)),
        }),
      ),
    );
  }

  function oneAtATime(forms) {
    for (const { node } of forms) {
      node.addEventListener("toggle", () => {
        if (node.open) for (const other of forms) if (other.node !== node) other.node.open = false;
      });
    }
  }

  // All areas; `show(id)` opens one and puts the focus there.
  function areaList(tool) {
    const closeOthers = (kept) =>
      panels.forEach(({ node }) => {
        if (node !== kept) node.open = false;
      });
    const panels = tool.guide.areas.map((area) => areaPanel(tool, area, closeOthers));
    return {
      node: element(
        "div",
        { class: "kb-scaling__areas" },
        panels.map(({ node }) => node),
      ),
      refresh: () => panels.forEach((panel) => panel.refresh()),
      rebuild: () => panels.forEach((panel) => panel.rebuild()),
      show(id) {
        const { node } = panels.find((panel) => panel.id === id);
        node.open = true;
        node.querySelector("summary").focus();
        node.scrollIntoView();
      },
    };
  }

  // The overall number: the same questions, asked by itself, and worked out from nothing.
  function overall(tool) {
    const node = element("div", {});
    let forms = [];
    function rebuild() {
      const { asks, ten, zero, why_separate: why } = tool.guide.overall;
      forms = tool.state.voices.map((voice) => answerForm(tool, OVERALL, voice, 4));
      oneAtATime(forms);
      node.replaceChildren(
        element("p", {}, asks),
        element("p", {}, `10: ${ten}`),
        element("p", {}, `0: ${zero}`),
        element("p", {}, why),
        ...forms.map((form) => form.node),
      );
    }
    rebuild();
    return { node, rebuild, refresh: () => forms.forEach((form) => form.refresh()), show: () => node.scrollIntoView() };
  }

  Object.assign(kbScaling, { areaList, overall, whoAnswered });
})();
