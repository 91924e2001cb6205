// Saving and clearing: the worker keeps a file, the page keeps nothing.

(() => {
  const {
    element,
    button,
    box,
    ask,
    message,
    hand,
    read,
    seal,
    plain,
    canSeal,
    Misfit,
    LEAST_PASSPHRASE,
    Refusal,
    passphrase,
    isBlank,
  } = kbScaling;

  function saving(tool) {
    const told = message();
    const first = passphrase(
      "Passphrase",
      `At least ${LEAST_PASSPHRASE} characters; four words or more are good. Nobody can open the file without it, and nobody can tell you what it was.`,
    );
    const again = passphrase("The same passphrase again");
    const named = () =>
      tool.state.child.reference.trim() ||
      told.warn(
        "Write the child’s initials or reference first, so that nobody takes this file for another child’s. Nothing was saved.",
      );

    // A file that this page could not open again would be worse than none.
    function fits() {
      try {
        return Boolean(read(structuredClone(tool.state)));
      } catch (problem) {
        if (!(problem instanceof Misfit)) throw problem;
        told.warn(
          "There is more here than a file can hold: too many rows or voices, or too long a text. Shorten it and save again. Nothing was saved.",
        );
        return false;
      }
    }

    function given(text) {
      hand(text, `scaling-guide-${tool.state.day}.json`, "application/json");
      tool.saved();
      told.say(
        "The file was handed to your browser to save. Make sure it is where you want it before you leave this page.",
      );
    }

    const sealed = button(
      "Save the file, locked with the passphrase",
      async () => {
        if (!named() || !fits()) return;
        if (first.value().length < LEAST_PASSPHRASE)
          return told.warn(`The passphrase needs at least ${LEAST_PASSPHRASE} characters. Nothing was saved.`);
        if (first.value() !== again.value())
          return told.warn("The two passphrases are not the same. Nothing was saved.");
        told.say("Locking the file …");
        try {
          given(await seal(tool.state, first.value(), tool.today()));
        } catch (problem) {
          if (!(problem instanceof Refusal)) throw problem;
          told.warn(`${problem.message} Nothing was saved.`);
        }
      },
      { main: true },
    );

    let knows = false;
    const open = button("Save the file without a passphrase", () => {
      if (!named() || !fits()) return;
      if (!knows)
        return told.warn(
          "Tick the box first: without a passphrase anybody who gets the file can read it. Nothing was saved.",
        );
      given(plain(tool.state, tool.today()));
    });
    return element(
      "div",
      {},
      canSeal()
        ? null
        : element(
            "p",
            { class: "kb-scaling__note" },
            "This browser encrypts only on pages that were reached securely, so no passphrase can be used here.",
          ),
      first.node,
      again.node,
      sealed,
      told.node,
      element(
        "details",
        { class: "kb-scaling__more" },
        element("summary", {}, "Save without a passphrase"),
        element(
          "p",
          {},
          "Do this only where the file goes straight to a place that is protected itself, such as the child’s electronic file.",
        ),
        box("I know that anybody who gets this file can read it.", false, (ticked) => (knows = ticked)),
        open,
      ),
    );
  }

  function clearing(tool) {
    return element(
      "div",
      {},
      element("p", {}, "Clear this page before somebody else uses this device. Files you saved are not touched."),
      button("Clear everything", async () => {
        if (
          !isBlank(tool.state) &&
          !(await ask("Clear everything on this page? This cannot be undone.", "Clear everything", "Keep it"))
        )
          return;
        tool.clear();
        tool.say("Everything on this page was cleared.");
      }),
    );
  }

  Object.assign(kbScaling, { saving, clearing });
})();
