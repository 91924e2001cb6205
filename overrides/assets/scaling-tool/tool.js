// The scaling guide on screen: holds one assessment in memory, and lets go of it when the page is left.

(() => {
  const {
    element,
    Guide,
    blank,
    isBlank,
    same,
    child,
    voices,
    areaList,
    whoAnswered,
    overall,
    findings,
    changes,
    ending,
    opening,
    saving,
    filing,
    clearing,
    paper,
    answersAt,
    labelOf,
    dayInWords,
    OVERALL,
  } = kbScaling;
  const root = document.querySelector("[data-kb-scaling-tool]");
  if (!root || !globalThis.kbScalingGuide) return;

  const guide = new Guide(globalThis.kbScalingGuide);
  const page = document.documentElement;
  const status = element("p", { class: "kb-hidden", role: "status" });
  const form = element("div", { class: "kb-scaling" });
  let saved = null;
  let parts = [];
  let waiting = false;
  let pressed = false;

  function today() {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()]
      .map((part) => String(part).padStart(2, "0"))
      .join("-");
  }

  // Everything the parts may ask of the tool, and nothing else of it.
  const tool = {
    guide,
    state: blank(guide, today()),
    earlier: [],
    leftOut: new Set(), // voices whose words a copy to share leaves out
    today,
    moment: () => new Date(),
    change(step) {
      tool.state = step(tool.state);
      refreshSoon();
    },
    describe: () => parts.forEach((part) => part.rebuild?.()),
    show(area) {
      const part = area === OVERALL ? sections.overall : sections.areas;
      part.open = true;
      (area === OVERALL ? parts.overall : parts.areas).show(area);
    },
    say: (words) => (status.textContent = words),
    isUnsaved: () => !isBlank(tool.state) && !(saved && same(saved, tool.state)),
    saved() {
      saved = tool.state;
      refreshSoon();
    },
    open(state) {
      tool.earlier = [...tool.earlier, state];
      refreshSoon();
    },
    close(state) {
      tool.earlier = tool.earlier.filter((one) => one !== state);
      refreshSoon();
    },
    load(state, asSaved = null) {
      tool.leftOut.clear();
      tool.state = state;
      saved = asSaved;
      render();
      sections.child.querySelector("summary").focus();
    },
    clear() {
      tool.earlier = [];
      tool.load(blank(guide, today()));
      status.textContent = "";
    },
  };
  const sheet = paper(tool);
  const sections = {};

  // What a part holds, for a reader who sees it closed; never a number.
  const holds = {
    opening: () => tool.earlier.map(({ day }) => dayInWords(day)).join(", "),
    child({ child: { reference, age }, voices: heard }) {
      const known = [reference.trim(), guide.age(age)?.title].filter(Boolean);
      return known.length ? [...known, ...heard.map(labelOf)].join(", ") : "";
    },
    areas(state) {
      const talked = guide.areas.filter(({ id }) => answersAt(state, id).length);
      return talked.length ? `Talked about: ${talked.map(({ title }) => title).join("; ")}.` : "";
    },
    overall: (state) => (answersAt(state, OVERALL).length ? whoAnswered(state, OVERALL) : ""),
    saving: () => (tool.isUnsaved() ? "Not saved yet." : saved ? "Saved." : ""),
  };

  function section(name, title, isOpen, ...content) {
    const made = element(
      "details",
      { class: "kb-scaling__section", open: isOpen },
      element("summary", {}, element("h3", {}, title), element("span", { class: "kb-scaling__says" })),
      ...content,
    );
    sections[name] = made;
    return made;
  }

  function render() {
    const areas = areaList(tool);
    const whole = overall(tool);
    const stands = findings(tool);
    const since = changes(tool);
    const file = filing(tool);
    parts = Object.assign([areas, whole, stands, since, file], { areas, overall: whole });
    form.replaceChildren(
      section("opening", "Open files saved earlier", tool.earlier.length > 0, opening(tool)),
      section("child", "The child and the voices", true, child(tool), element("h4", {}, "Voices"), voices(tool)),
      section(
        "areas",
        "The areas of the child’s life",
        true,
        element("p", {}, "One area at a time, in any order. Leave out what was not talked about: not asked is not 0."),
        areas.node,
      ),
      section("overall", "Overall safety", false, whole.node),
      section("findings", "What stands out", false, stands.node),
      section("changes", "Change over time", false, since.node),
      section("ending", "What we agree", false, ending(tool)),
      section("saving", "Save a file", false, saving(tool)),
      section("filing", "The record to file", false, file.node),
      section("clearing", "Clear everything", false, clearing(tool)),
    );
    refresh();
  }

  // Not between a pointer's press and its end: what moved away from under it would never be clicked.
  function refresh() {
    if (pressed) return requestAnimationFrame(refresh);
    waiting = false;
    page.classList.toggle("kb-scaling-filled", !isBlank(tool.state));
    for (const part of parts) part.refresh();
    for (const [name, says] of Object.entries(holds))
      sections[name].querySelector("summary > .kb-scaling__says").textContent = says(tool.state);
  }

  function refreshSoon() {
    if (!waiting) requestAnimationFrame(refresh);
    waiting = true;
  }

  function wipe() {
    tool.earlier = [];
    tool.leftOut.clear();
    tool.state = blank(guide, today());
    saved = null;
    form.replaceChildren();
    sheet.wipe();
    status.textContent = "";
  }

  let ringing = false; // to ring somebody is not to leave
  root.addEventListener("click", ({ target }) => {
    if (!target.closest("a[href^='tel:']")) return;
    ringing = true;
    setTimeout(() => (ringing = false), 1000);
  });
  addEventListener("beforeunload", (event) => {
    if (tool.isUnsaved() && !ringing) event.preventDefault();
  });
  addEventListener("pointerdown", () => (pressed = true), true);
  for (const end of ["pointerup", "pointercancel", "keydown"]) addEventListener(end, () => (pressed = false), true);
  // Nothing outlives the page, not even in the copy a browser keeps whole for the way back.
  addEventListener("pagehide", wipe);
  addEventListener("pageshow", (event) => {
    if (event.persisted) render();
  });
  addEventListener("beforeprint", () => sheet.write());
  addEventListener("afterprint", () => sheet.wipe());

  render();
  root.append(status, form);
  document.body.append(sheet.node); // alone there, it is easily printed alone
  page.classList.add("kb-scaling-on");
})();
