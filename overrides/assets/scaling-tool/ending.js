// The end of a review: what we see, what we fear and aim at, who does what by when, and when we look again.

(() => {
  const { element, button, field, choice, message, hand, reminder } = kbScaling;

  function ending(tool) {
    const end = () => tool.state.ending;
    const set = (part) => tool.change((state) => ({ ...state, ending: { ...state.ending, ...part } }));
    const asked = (id, otherwise) => tool.guide.asked(id, otherwise);
    const one = (key, id, otherwise, settings) =>
      field({ ...asked(id, otherwise), ...settings, value: end()[key], typed: (words) => set({ [key]: words }) });
    const long = (key, id, otherwise) => one(key, id, otherwise, { type: "long", lines: 4 });
    const short = (key, id, otherwise) => one(key, id, otherwise, {});

    // Rows that can be added to: `columns` are [key, label or {label, help}, type].
    function rows(key, title, columns) {
      const node = element("div", {});
      const empty = () => Object.fromEntries(columns.map(([name]) => [name, ""]));
      function rebuild() {
        const filled = end()[key].length ? end()[key] : [empty()];
        node.replaceChildren(
          ...filled.map((row, at) =>
            element(
              "div",
              { class: "kb-scaling__row kb-scaling__row--side", role: "group", "aria-label": `${title} ${at + 1}` },
              columns.map(([name, label, type]) =>
                field({
                  ...(label.label ? label : { label }),
                  type,
                  value: row[name],
                  typed(words) {
                    const list = end()[key].length ? [...end()[key]] : [empty()];
                    list[at] = { ...list[at], [name]: words };
                    set({ [key]: list });
                  },
                }),
              ),
            ),
          ),
          button(`Add another ${title.toLowerCase()}`, () => {
            set({ [key]: [...(end()[key].length ? end()[key] : [empty()]), empty()] });
            rebuild();
            [...node.querySelectorAll("[role=group]")].at(-1).querySelector("textarea, input").focus();
          }),
        );
      }
      rebuild();
      return node;
    }

    const told = message();
    const remind = button("Reminder for a calendar (.ics), which names no child", () => {
      if (!end().nextReview) return told.warn("Choose the day of the next review first.");
      hand(
        reminder(end().nextReview, { moment: tool.moment(), id: crypto.getRandomValues(new Uint32Array(4)).join("-") }),
        "review-reminder.ics",
        "text/calendar",
      );
      told.say("The reminder was handed to you as a file. It names no child.");
    });

    return element(
      "div",
      {},
      element(
        "div",
        { class: "kb-scaling__columns" },
        long("worried", "worried-about", "What are we worried about?"),
        long("workingWell", "working-well", "What is working well?"),
        long("needsToHappen", "needs-to-happen", "What needs to happen?"),
      ),
      element("h4", {}, "What we still need to know"),
      rows("stillToKnow", "Open point", [
        ["what", "What we do not know yet", "long"],
        ["who", "Who will find out, and how"],
        ["when", "By when"],
      ]),
      element("h4", {}, "Danger statement beside safety goal"),
      rows("dangers", "Danger statement and goal", [
        ["danger", asked("danger-statement", "Danger statement"), "long"],
        ["goal", asked("safety-goal", "Safety goal"), "long"],
      ]),
      element("h4", {}, "Actions"),
      rows("actions", "Action", [
        ["who", "Who"],
        ["what", "What", "long"],
        ["when", "By when"],
      ]),
      element("h4", {}, "Views"),
      long("childSays", "child-says", "What the child says about this"),
      long("parentsSay", "parents-say", "What the parents say about this"),
      element("h4", {}, "Before you file it"),
      choice({
        legend: "Consent to record and share this",
        options: [
          ["", "Not recorded"],
          ["given", "Given"],
          ["not given", "Not given"],
          ["not asked", "Not asked"],
        ],
        value: end().consent.answer,
        chosen: (answer) => set({ consent: { ...end().consent, answer } }),
      }),
      field({
        label: "Whose consent, or the reason for going on without it",
        type: "long",
        value: end().consent.reason,
        typed: (reason) => set({ consent: { ...end().consent, reason } }),
      }),
      long("tookPart", "took-part", "Who took part"),
      short("completedBy", "completed-by", "Completed by"),
      long("managersView", "managers-view", "The manager’s view"),
      short("managersRole", "", "The manager’s role"),
      field({
        label: "The day of the next review",
        type: "date",
        value: end().nextReview,
        typed: (nextReview) => set({ nextReview }),
      }),
      remind,
      told.node,
    );
  }

  Object.assign(kbScaling, { ending });
})();
