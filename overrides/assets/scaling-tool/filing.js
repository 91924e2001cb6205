// The record to file: on paper, as a Word document and as a web page, whole or without a voice.

(() => {
  const {
    element,
    button,
    box,
    ask,
    message,
    hand,
    read,
    withoutVoice,
    sameVoice,
    labelOf,
    recordOf,
    recordElements,
    recordFile,
    recordDocx,
    comparable,
    isBlank,
  } = kbScaling;
  const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

  // The page's own address, for the stamp: the public one where the site knows it, and no folder of this device.
  function address() {
    const known = document.querySelector("link[rel=canonical]")?.href;
    if (known) return known;
    return location.protocol === "file:" ? "a copy of the site in a folder" : location.origin + location.pathname;
  }

  // What one voice said, taken out of a review: a copy for somebody who must not read it.
  function without(state, voice) {
    let left = state;
    for (const one of state.voices) if (sameVoice(one, voice)) left = withoutVoice(left, one.id);
    return voice.who === "child" ? { ...left, ending: { ...left.ending, childSays: "" } } : left;
  }

  function blocks(tool) {
    const out = tool.state.voices.filter(({ id }) => tool.leftOut.has(id));
    const copy = (state) => {
      let copied = state;
      for (const voice of out) copied = without(copied, voice);
      return copied;
    };
    return recordOf(copy(tool.state), tool.guide, {
      earlier: comparable(tool).map(copy),
      address: address(),
      day: tool.today(),
      leftOut: out.map(labelOf),
    });
  }

  function filing(tool) {
    const told = message();
    const shown = element("div", { class: "kb-scaling__record", hidden: true });
    const foot = () => `Scaling guide, edition ${tool.guide.edition}. ${tool.guide.label}.`;
    const name = () => `scaling-guide-record-${tool.state.day}`;
    const renew = () => shown.hidden || shown.replaceChildren(...recordElements(blocks(tool), 4));
    const show = button(
      "Show the record",
      () => {
        shown.hidden = !shown.hidden;
        show.setAttribute("aria-expanded", String(!shown.hidden));
        renew();
      },
      { "aria-expanded": "false" },
    );
    const leaveOut = element("fieldset", { class: "kb-scaling__choice" });
    const choose = () =>
      leaveOut.replaceChildren(
        element("legend", {}, "A copy to share: whose words to leave out"),
        ...tool.state.voices.map((voice) =>
          box(labelOf(voice), tool.leftOut.has(voice.id), (ticked) => {
            tool.leftOut[ticked ? "add" : "delete"](voice.id);
            renew();
          }),
        ),
      );
    choose();
    return {
      node: element(
        "div",
        {},
        element(
          "p",
          {},
          "The record goes on to the child’s electronic file. Read it before you pass it on: it holds all that was written here, the child’s words too. Before a parent gets a copy, ask yourself whether that is safe for the child.",
        ),
        leaveOut,
        element(
          "p",
          { class: "kb-scaling__buttons" },
          button("Print the record", () => print(), { main: true }),
          button("Record as a Word document", () => {
            hand(recordDocx(blocks(tool), { foot: foot(), day: tool.today() }), `${name()}.docx`, WORD);
            told.say("The Word document was handed to your browser to save. It is not locked.");
          }),
          button("Record as a web page", () => {
            hand(recordFile(blocks(tool)), `${name()}.html`, "text/html");
            told.say("The web page was handed to your browser to save. It is not locked.");
          }),
          show,
        ),
        told.node,
        shown,
      ),
      refresh: renew,
      rebuild: choose,
    };
  }

  // The record on paper: written when the browser is about to print, gone when it has.
  function paper(tool) {
    const sheet = element("div", { class: "kb-scaling-paper md-typeset" });
    // The foot of a table is what every browser that can do so repeats on each sheet.
    const write = () =>
      sheet.replaceChildren(
        ...(isBlank(tool.state)
          ? []
          : [
              element(
                "table",
                { class: "kb-scaling-paper__sheet", role: "presentation" },
                element(
                  "tfoot",
                  {},
                  element(
                    "tr",
                    {},
                    element(
                      "td",
                      {},
                      `Scaling guide, edition ${tool.guide.edition}. ${tool.guide.label}. Supports judgement; it does not replace it.`,
                    ),
                  ),
                ),
                element("tbody", {}, element("tr", {}, element("td", {}, recordElements(blocks(tool), 2)))),
              ),
            ]),
      );
    const wipe = () => sheet.replaceChildren();
    return { node: sheet, write, wipe };
  }

  Object.assign(kbScaling, { filing, paper });
})();
