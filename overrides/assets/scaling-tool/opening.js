// Opening files saved earlier. Whatever is wrong with one, what is on the page stays as it is.

(() => {
  const {
    element,
    button,
    field,
    box,
    ask,
    message,
    unwrap,
    open,
    Refusal,
    MOST,
    holdsProgram,
    isBlank,
    same,
    nextReview,
    plainReference,
    dayInWords,
  } = kbScaling;

  const UNCHANGED = "Nothing on this page was changed.";
  const refused = (name, why) => `${name}: ${why} ${UNCHANGED}`;

  function opening(tool) {
    const told = message();
    const list = element("ul", { class: "kb-scaling__list" });
    const input = element("input", {
      type: "file",
      id: kbScaling.fresh(),
      multiple: true,
      accept: ".json,application/json",
      class: "kb-scaling__input",
      autocomplete: "off",
    });
    const locked = element("div", { hidden: true });
    let waiting = [];

    input.addEventListener("change", async () => {
      const chosen = [...input.files];
      input.value = ""; // the browser forgets which files they were
      const said = [];
      waiting = [];
      for (const file of chosen)
        await attempt(file.name, said, async () => {
          if (file.size > MOST) throw new Refusal("too large");
          const envelope = unwrap(new Uint8Array(await file.arrayBuffer()));
          if (envelope.protection === "passphrase") waiting.push({ name: file.name, envelope });
          else said.push(...admit(file.name, await open(envelope)));
        });
      report(said);
    });

    // Runs one step for one file; what it refuses becomes a sentence.
    async function attempt(name, said, step) {
      try {
        await step();
        return true;
      } catch (problem) {
        if (!(problem instanceof Refusal)) throw problem;
        said.push(refused(name, problem.message));
        return problem.why !== "wrong passphrase";
      }
    }

    function report(said) {
      const next = waiting.length
        ? [`${waiting.map(({ name }) => name).join(", ")}: type the passphrase it was saved with.`]
        : [];
      told.tell([...said, ...next], (line) => line.endsWith(UNCHANGED));
      locked.hidden = !waiting.length;
      if (waiting.length) unlock();
      show();
    }

    function unlock() {
      const pass = passphrase("Passphrase of the file");
      const go = button(
        "Open with this passphrase",
        async () => {
          const said = [];
          const still = [];
          told.say("Opening …");
          for (const each of waiting) {
            const done = await attempt(each.name, said, async () =>
              said.push(...admit(each.name, await open(each.envelope, pass.value()))),
            );
            if (!done) still.push(each);
          }
          waiting = still;
          report(said);
        },
        { main: true },
      );
      locked.replaceChildren(pass.node, go);
      pass.input.focus();
    }

    // Takes an earlier review in for comparison, or refuses it; returns what to say.
    function admit(name, state) {
      const { guide } = tool;
      const known = [tool.state, ...tool.earlier].map(plainReference).find(Boolean) ?? "";
      const its = plainReference(state);
      const refuse = (why) => [refused(name, why)];
      if (tool.earlier.some((one) => same(one, state))) return refuse("This review is open already.");
      if (!known && !isBlank(tool.state))
        return refuse(
          "Write the child’s initials or reference on this page first, so that no two children’s records are mixed.",
        );
      if (known && known !== its)
        return refuse(
          `This file is about another child${state.child.reference.trim() ? ` (${state.child.reference.trim()})` : ""}, so it was not opened. One record is about one child. Clear everything first if you want to work with it.`,
        );
      tool.open(state);
      const said = [`${name}: opened. The review of ${dayInWords(state.day)} stands below.`];
      if (state.guide.edition !== guide.edition)
        said.push(
          `${name} was filled in with edition ${state.guide.edition} of the guide; this page holds edition ${guide.edition}. The words behind a number may differ, so the two are told apart.`,
        );
      if (holdsProgram(state))
        said.push(
          `${name} holds what looks like a program where words belong. It is shown as words and cannot run here. Ask whoever gave you the file.`,
        );
      return said;
    }

    function show() {
      list.replaceChildren(
        ...tool.earlier.map((state) =>
          element(
            "li",
            {},
            element(
              "div",
              { class: "kb-scaling__row", role: "group", "aria-label": `Review of ${dayInWords(state.day)}` },
              element(
                "p",
                {},
                `Review of ${dayInWords(state.day)}, ${state.child.reference.trim() || "no reference"}, edition ${state.guide.edition}`,
              ),
              button("Start the next review from it", () =>
                replace(
                  nextReview(state, tool.guide, tool.today()),
                  "The child, the voices, the danger statements and the safety goals came along. Every number is empty.",
                ),
              ),
              fits(state, tool.guide)
                ? button("Go on with this review", () =>
                    replace(
                      { ...structuredClone(state), guide: { edition: tool.guide.edition, status: tool.guide.status } },
                      "You go on with this review.",
                      state,
                    ),
                  )
                : element(
                    "p",
                    { class: "kb-scaling__help" },
                    "It holds what this edition does not know, so it can be compared and followed by a next review, but not changed.",
                  ),
              button("Take it out of the comparison", () => {
                tool.close(state);
                show();
                told.say("It was taken out. The file itself is as it was.");
              }),
            ),
          ),
        ),
      );
    }

    async function replace(next, words, taken) {
      if (
        tool.isUnsaved() &&
        !(await ask("What is on this page has not been saved. Replace it?", "Replace it", "Keep what is on the page"))
      )
        return;
      if (taken) tool.close(taken);
      tool.load(next, taken ? next : null);
      tool.say(words);
    }

    show();
    return element(
      "div",
      {},
      element(
        "p",
        {},
        "Files of earlier reviews of this child: to go on with one, to start the next review, or to compare. They are read on this device and sent nowhere.",
      ),
      element("div", { class: "kb-scaling__field" }, element("label", { for: input.id }, "Files saved earlier"), input),
      locked,
      told.node,
      list,
    );
  }

  // Whether this edition of the guide has a place for everything in a file.
  function fits(state, guide) {
    const evidence = new Set(guide.evidence_fields.map(({ id }) => id));
    const asked = new Set(guide.follow_ups.map(({ id }) => id));
    const words = (one) => Object.keys(one.evidence).every((id) => evidence.has(id));
    return (
      state.answers.every((one) => guide.area(one.area) && words(one)) &&
      state.overall.every(words) &&
      state.followUps.every((one) => guide.area(one.area) && Object.keys(one.words).every((id) => asked.has(id))) &&
      (!state.child.age || Boolean(guide.age(state.child.age)))
    );
  }

  // A field for a passphrase. It is no password field, so that no browser offers to keep what is typed; CSS hides the signs.
  function passphrase(label, help) {
    let words = "";
    const node = field({ label, help, maxlength: 200, autocapitalize: "off", typed: (value) => (words = value) });
    const input = node.querySelector("input");
    input.classList.add("kb-scaling__input--secret");
    node.append(box("Show what I type", false, (shown) => input.classList.toggle("kb-scaling__input--secret", !shown)));
    return { node, input, value: () => words };
  }

  Object.assign(kbScaling, { opening, passphrase });
})();
