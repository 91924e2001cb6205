// Saving, filing and clearing: the worker keeps a file, the page keeps nothing.

(() => {
  const { element, button, box, ask, message, hand, read, seal, plain, canSeal, withoutVoice, sameVoice, labelOf, Misfit, LEAST_PASSPHRASE, Refusal, passphrase, recordOf, recordElements, recordFile, recordDocx, comparable, isBlank } = kbScaling;
  const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

  // The page's own address, for the stamp: the public one where the site knows it, and no folder of this device.
  function address() {
    const known = document.querySelector("link[rel=canonical]")?.href;
    if (known) return known;
    return location.protocol === "file:" ? "a copy of the site in a folder" : location.origin + location.pathname;
  }

  // What one voice said, taken out of a review: a copy for somebody who must not read it.
  function without(state, voice) {
    const left = state.voices.filter((one) => sameVoice(one, voice)).reduce((found, one) => withoutVoice(found, one.id), state);
    return voice.who === "child" ? { ...left, ending: { ...left.ending, childSays: "" } } : left;
  }

  function blocks(tool) {
    const out = tool.state.voices.filter(({ id }) => tool.leftOut.has(id));
    const copy = (state) => out.reduce(without, state);
    return recordOf(copy(tool.state), tool.guide, { earlier: comparable(tool).map(copy), address: address(), day: tool.today(), leftOut: out.map(labelOf) });
  }

  function saving(tool) {
    const told = message();
    const first = passphrase("Passphrase", `At least ${LEAST_PASSPHRASE} characters; four words or more are good. Nobody can open the file without it, and nobody can tell you what it was.`);
    const again = passphrase("The same passphrase again");
    const named = () => tool.state.child.reference.trim() || told.warn("Write the child’s initials or reference first, so that nobody takes this file for another child’s. Nothing was saved.");

    // A file that this page could not open again would be worse than none.
    function fits() {
      try {
        return Boolean(read(structuredClone(tool.state)));
      } catch (problem) {
        if (!(problem instanceof Misfit)) throw problem;
        told.warn("There is more here than a file can hold: too many rows or voices, or too long a text. Shorten it and save again. Nothing was saved.");
        return false;
      }
    }

    function given(text) {
      hand(text, `scaling-guide-${tool.state.day}.json`, "application/json");
      tool.saved();
      told.say("The file was handed to your browser to save. Make sure it is where you want it before you leave this page.");
    }

    const sealed = button("Save the file, locked with the passphrase", async () => {
      if (!named() || !fits()) return;
      if (first.value().length < LEAST_PASSPHRASE) return told.warn(`The passphrase needs at least ${LEAST_PASSPHRASE} characters. Nothing was saved.`);
      if (first.value() !== again.value()) return told.warn("The two passphrases are not the same. Nothing was saved.");
      told.say("Locking the file …");
      try {
        given(await seal(tool.state, first.value(), tool.today()));
      } catch (problem) {
        if (!(problem instanceof Refusal)) throw problem;
        told.warn(`${problem.message} Nothing was saved.`);
      }
    }, { main: true });

    let knows = false;
    const open = button("Save the file without a passphrase", () => {
      if (!named() || !fits()) return;
      if (!knows) return told.warn("Tick the box first: without a passphrase anybody who gets the file can read it. Nothing was saved.");
      given(plain(tool.state, tool.today()));
    });
    return element("div", {},
      canSeal() ? null : element("p", { class: "kb-scaling__note" }, "This browser encrypts only on pages that were reached securely, so no passphrase can be used here."),
      first.node, again.node, sealed, told.node,
      element("details", { class: "kb-scaling__more" }, element("summary", {}, "Save without a passphrase"),
        element("p", {}, "Do this only where the file goes straight to a place that is protected itself, such as the child’s electronic file."),
        box("I know that anybody who gets this file can read it.", false, (ticked) => (knows = ticked)), open));
  }

  function filing(tool) {
    const told = message();
    const shown = element("div", { class: "kb-scaling__record", hidden: true });
    const foot = () => `Scaling guide, edition ${tool.guide.edition}. ${tool.guide.label}.`;
    const name = () => `scaling-guide-record-${tool.state.day}`;
    const renew = () => shown.hidden || shown.replaceChildren(...recordElements(blocks(tool), 4));
    const show = button("Show the record", () => {
      shown.hidden = !shown.hidden;
      show.setAttribute("aria-expanded", String(!shown.hidden));
      renew();
    }, { "aria-expanded": "false" });
    const leaveOut = element("fieldset", { class: "kb-scaling__choice" });
    const choose = () => leaveOut.replaceChildren(element("legend", {}, "A copy to share: whose words to leave out"), ...tool.state.voices.map((voice) =>
      box(labelOf(voice), tool.leftOut.has(voice.id), (ticked) => {
        tool.leftOut[ticked ? "add" : "delete"](voice.id);
        renew();
      })));
    choose();
    return {
      node: element("div", {},
        element("p", {}, "The record goes on to the child’s electronic file. Read it before you pass it on: it holds all that was written here, the child’s words too. Before a parent gets a copy, ask yourself whether that is safe for the child."),
        leaveOut,
        element("p", { class: "kb-scaling__buttons" },
          button("Print the record", () => print(), { main: true }),
          button("Record as a Word document", () => {
            hand(recordDocx(blocks(tool), { foot: foot(), day: tool.today() }), `${name()}.docx`, WORD);
            told.say("The Word document was handed to your browser to save. It is not locked.");
          }),
          button("Record as a web page", () => {
            hand(recordFile(blocks(tool)), `${name()}.html`, "text/html");
            told.say("The web page was handed to your browser to save. It is not locked.");
          }), show), told.node, shown),
      refresh: renew,
      rebuild: choose,
    };
  }

  function clearing(tool) {
    return element("div", {}, element("p", {}, "Clear this page before somebody else uses this device. Files you saved are not touched."),
      button("Clear everything", async () => {
        if (!isBlank(tool.state) && !await ask("Clear everything on this page? This cannot be undone.", "Clear everything", "Keep it")) return;
        tool.clear();
        tool.say("Everything on this page was cleared.");
      }));
  }

  // The record on paper: written when the browser is about to print, gone when it has.
  function paper(tool) {
    const sheet = element("div", { class: "kb-scaling-paper md-typeset" });
    // The foot of a table is what every browser that can do so repeats on each sheet.
    const write = () => sheet.replaceChildren(...(isBlank(tool.state) ? [] : [element("table", { class: "kb-scaling-paper__sheet", role: "presentation" },
      element("tfoot", {}, element("tr", {}, element("td", {}, `Scaling guide, edition ${tool.guide.edition}. ${tool.guide.label}. Supports judgement; it does not replace it.`))),
      element("tbody", {}, element("tr", {}, element("td", {}, recordElements(blocks(tool), 2)))))]));
    const wipe = () => sheet.replaceChildren();
    return { node: sheet, write, wipe };
  }

  Object.assign(kbScaling, { saving, filing, clearing, paper });
})();
