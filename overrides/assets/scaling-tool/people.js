// Whose record this is, by initials or a local reference, and whose voices are in it.

(() => {
  const { element, button, field, choice, box, ask, withVoice, withoutVoice, spoke, labelOf } = kbScaling;
  const WHO = { child: "The child", parent: "A parent or carer", agency: "An agency or another adult" };

  function child(tool) {
    const set = (part) => tool.change((state) => ({ ...state, child: { ...state.child, ...part } }));
    const { state, guide } = tool;
    return element(
      "div",
      {},
      field({
        label: "The child’s initials or your local reference",
        help: "No name. One record is about one child; a brother or sister gets a record of their own.",
        value: state.child.reference,
        maxlength: 40,
        typed: (reference) => set({ reference }),
      }),
      choice({
        legend: "The child’s age",
        options: guide.childAges.map(({ id, title }) => [id, title]),
        value: state.child.age,
        chosen(age) {
          set({ age });
          tool.describe();
        },
      }),
      guide.overlays.map(({ id, title, overlay }) =>
        element(
          "div",
          {},
          box(title, state.child.overlays.includes(id), (ticked) => {
            set({ overlays: [...tool.state.child.overlays.filter((one) => one !== id), ...(ticked ? [id] : [])] });
            tool.describe();
          }),
          element("p", { class: "kb-scaling__help" }, overlay),
        ),
      ),
      field({
        label: "The day of this review",
        type: "date",
        value: state.day,
        typed: (day) => day && tool.change((now) => ({ ...now, day })),
      }),
    );
  }

  function voices(tool) {
    const node = element("div", {});
    let who = "agency";

    const row = (voice) =>
      element(
        "div",
        { class: "kb-scaling__row kb-scaling__row--voice", role: "group", "aria-label": labelOf(voice) },
        field({
          label: WHO[voice.who],
          value: voice.label,
          maxlength: 60,
          typed(label) {
            tool.change((state) => ({
              ...state,
              voices: state.voices.map((one) => (one.id === voice.id ? { ...one, label } : one)),
            }));
          },
        }),
        button(["Remove", element("span", { class: "kb-hidden" }, ` ${labelOf(voice)}`)], async () => {
          if (
            spoke(tool.state, voice.id) &&
            !(await ask(
              `Remove ${labelOf(voice)} and everything this voice said?`,
              "Remove this voice",
              "Keep this voice",
            ))
          )
            return;
          tool.change((state) => withoutVoice(state, voice.id));
          rebuild();
          tool.describe();
          tool.say(`${labelOf(voice)} was removed.`);
          node.querySelector("input[type=text]:last-of-type")?.focus();
        }),
      );

    function rebuild() {
      const label = field({
        label: "What to call this voice: a role, not a name",
        value: "",
        maxlength: 60,
        typed: () => {},
      });
      const input = label.querySelector("input");
      // A name changed above shows in the areas once the reader leaves the field.
      const rows = tool.state.voices.map(row);
      for (const one of rows) one.addEventListener("change", () => tool.describe());
      node.replaceChildren(
        element(
          "p",
          {},
          "Everybody gives a number of their own before they hear the others’. Write roles here, such as “Health visitor”.",
        ),
        ...rows,
        element(
          "details",
          { class: "kb-scaling__more" },
          element("summary", {}, "Add another voice"),
          choice({
            legend: "Whose voice it is",
            options: Object.entries(WHO),
            value: who,
            chosen: (value) => (who = value),
          }),
          label,
          button("Add this voice", () => {
            tool.change((state) => withVoice(state, who, labelOf({ who, label: input.value })));
            const added = tool.state.voices.at(-1);
            rebuild();
            tool.describe();
            tool.say(`${labelOf(added)} was added.`);
            node.querySelectorAll("[role=group] input")[tool.state.voices.length - 1].focus();
          }),
        ),
      );
    }
    rebuild();
    return node;
  }

  Object.assign(kbScaling, { child, voices });
})();
