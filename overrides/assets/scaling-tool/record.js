// The record to file, as blocks of plain words: print, web page and Word document are three ways to write the same blocks.

(() => {
  const {
    OVERALL,
    answersAt,
    followUpsAt,
    hasEvidence,
    places,
    titled,
    labelOf,
    lowestFirst,
    gaps,
    gapInWords,
    actNow,
    withoutEvidence,
    stillOpen,
    openInWords,
    histories,
    spoken,
    direction,
    risesWithoutEvidence,
    riseInWords,
  } = kbScaling;

  const NOTHING = "Nothing written.";
  const MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
  ];
  const dayInWords = (day) =>
    day ? `${Number(day.slice(8))} ${MONTHS[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}` : "no day given";

  const heading = (text, level = 1) => ({ kind: "heading", level, text });
  const said = (text, strong = false) => ({ kind: "text", text, strong });
  const listed = (items) => ({ kind: "list", items });
  const table = (label, head, rows, rowHeads = true) => ({ kind: "table", label, head, rows, rowHeads });
  const facts = (label, rows) => ({ kind: "facts", label, rows });

  function inGuidesWords(answer, guide, area) {
    if (answer.says !== "number")
      return answer.says ? answer.says[0].toUpperCase() + answer.says.slice(1) : "Not asked";
    const words = `${answer.number}: ${guide.inShort(answer.number, area)}. ${guide.means(answer.number, area)}`.trim();
    const other = answer.edition === guide.edition ? "" : ` Given with edition ${answer.edition} of the guide.`;
    return words + other + (hasEvidence(answer) ? "" : " This number stands without evidence.");
  }

  function answerTable(state, guide, area) {
    const rows = state.voices.map((voice) => {
      const answer = answersAt(state, area).find((one) => one.voice === voice.id);
      if (!answer) return null;
      const evidence = guide.evidence_fields
        .filter(({ id }) => answer.evidence[id]?.trim())
        .map(({ id, label }) => `${label}: ${answer.evidence[id].trim()}`);
      const because = answer.because.trim() ? [`What makes it that number: ${answer.because.trim()}`] : [];
      return [labelOf(voice), inGuidesWords(answer, guide, area), [...because, ...evidence].join("\n") || NOTHING];
    });
    return table(
      titled(guide, area),
      ["Who says it", "Number and what it means", "Why, and what it rests on"],
      rows.filter(Boolean),
    );
  }

  // All that is to be filed: [{kind: "title" | "heading" | "text" | "list" | "table" | "facts" | "alert", …}].
  function recordOf(state, guide, { earlier = [], address, day, leftOut = [] }) {
    return [
      { kind: "title", text: "Scaling guide: record" },
      said(
        `${guide.label}. ${guide.draft ? "Draft guide, edition" : "Edition"} ${guide.edition}. Written out on ${dayInWords(day)} from ${address}.`,
        guide.draft,
      ),
      ...(leftOut.length
        ? [said(`This copy leaves out what was said by: ${leftOut.join(", ")}. It is not the whole record.`, true)]
        : []),
      facts("This record", aboutRecord(state, guide)),
      ...urgent(state, guide),
      heading("Overall safety"),
      said(`${guide.overall.why_separate} 10: ${guide.overall.ten} 0: ${guide.overall.zero}`),
      answersAt(state, OVERALL).length ? answerTable(state, guide, OVERALL) : said("No overall number has been given."),
      heading("Area by area, the lowest first"),
      said("10 is best and 0 is worst. Each area stands for itself; numbers are never put together."),
      ...lowestFirst(state, guide)
        .filter((area) => answersAt(state, area.id).length || afterwards(state, guide, area.id).length)
        .flatMap((area) => [
          heading(area.title, 2),
          answerTable(state, guide, area.id),
          ...afterwards(state, guide, area.id),
        ]),
      ...open(state, guide),
      ...toTalkAbout(state, guide, earlier),
      ...change(state, guide, earlier),
      ...ending(state, guide),
      heading("What this record is not"),
      listed(guide.limits),
    ];
  }

  function afterwards(state, guide, area) {
    const words = followUpsAt(state, area);
    const said = guide.follow_ups
      .filter(({ id }) => words[id]?.trim())
      .map(({ id, asks }) => `${asks} ${words[id].trim()}`);
    return said.length ? [listed(said)] : [];
  }

  function aboutRecord(state, guide) {
    const overlays = guide.overlays.filter(({ id }) => state.child.overlays.includes(id)).map(({ title }) => title);
    return [
      ["Child", state.child.reference.trim() || "No initials or reference given"],
      ["Age", [guide.age(state.child.age)?.title ?? "Not given", ...overlays].join("; ")],
      ["Day of this review", dayInWords(state.day)],
      ["Completed by", state.ending.completedBy.trim() || NOTHING],
      ["Who took part", state.ending.tookPart.trim() || NOTHING],
      ["Consent", consent(state.ending.consent)],
      ["Next review", dayInWords(state.ending.nextReview)],
    ];
  }

  const consent = ({ answer, reason }) =>
    [answer ? `Consent ${answer}.` : "Not recorded.", reason.trim()].filter(Boolean).join(" ");

  const NO_NUMBER = "the number is not in the bank yet; use your own agency’s list";
  const whomToRing = (guide) =>
    guide.contacts.map(({ name, number, when }) => `${name}: ${number ?? NO_NUMBER}. ${when}`);

  function urgent(state, guide) {
    const found = actNow(state, guide);
    if (!found.length) return [];
    return [
      {
        kind: "alert",
        title: "Act now",
        lines: [
          ...found.map(({ area, voice, number }) =>
            `${titled(guide, area)}: ${labelOf(voice)} gave ${number}. ${guide.means(number, area)}`.trim(),
          ),
          guide.last.next,
          ...whomToRing(guide),
        ],
      },
    ];
  }

  function open(state, guide) {
    const found = stillOpen(state, guide);
    if (!found.length) return [];
    return [heading("Not known, not asked"), listed(openInWords(found, state, guide))];
  }

  function toTalkAbout(state, guide, earlier) {
    const items = [
      ...gaps(state, guide).map((gap) => gapInWords(gap, guide)),
      ...withoutEvidence(state, guide).map(
        ({ area, voice, number }) =>
          `${titled(guide, area)}: ${labelOf(voice)} gave ${number} without evidence. What has somebody seen, heard or been told?`,
      ),
      ...(earlier.length
        ? risesWithoutEvidence(histories([...earlier, state], guide)).map((row) => riseInWords(row, guide))
        : []),
    ];
    return items.length ? [heading("To talk about"), listed(items)] : [];
  }

  function change(state, guide, earlier) {
    if (!earlier.length) return [];
    const rows = histories([...earlier, state], guide);
    const days = rows[0]?.points.map(({ day, edition }) => `${dayInWords(day)}, edition ${edition}`) ?? [];
    return [
      heading("Change over time"),
      table(
        "Change over time",
        ["Area and voice", ...days, "Since the last review"],
        rows.map(({ area, voice, points }) => [
          `${titled(guide, area)}, ${labelOf(voice)}`,
          ...points.map(spoken),
          direction(points.at(-2), points.at(-1)),
        ]),
      ),
    ];
  }

  function ending(state, guide) {
    const { ending: end } = state;
    const words = (text) => text.trim() || NOTHING;
    const label = (id, otherwise) => guide.asked(id, otherwise).label;
    const isFilled = (row) => Object.values(row).some((text) => text.trim());
    const rows = (list, columns) => list.filter(isFilled).map((row) => columns.map((key) => words(row[key])));
    const tabled = (title, head, found) => [
      heading(title),
      found.length ? table(title, head, found, false) : said(NOTHING),
    ];
    return [
      heading("Three columns"),
      table(
        "Three columns",
        [
          label("worried-about", "What are we worried about?"),
          label("working-well", "What is working well?"),
          label("needs-to-happen", "What needs to happen?"),
        ],
        [[words(end.worried), words(end.workingWell), words(end.needsToHappen)]],
        false,
      ),
      ...tabled(
        "What we still need to know",
        ["What we do not know yet", "Who will find out, and how", "By when"],
        rows(end.stillToKnow, ["what", "who", "when"]),
      ),
      ...tabled(
        "Danger statement and safety goal",
        [label("danger-statement", "Danger statement"), label("safety-goal", "Safety goal")],
        rows(end.dangers, ["danger", "goal"]),
      ),
      ...tabled("Actions", ["Who", "What", "By when"], rows(end.actions, ["who", "what", "when"])),
      heading("Views"),
      facts("Views", [
        ["What the child says", words(end.childSays)],
        ["What the parents say", words(end.parentsSay)],
        ["The manager’s view", words(end.managersView)],
        ["Manager’s role", words(end.managersRole)],
      ]),
    ];
  }

  Object.assign(kbScaling, { recordOf, dayInWords, NO_NUMBER });
})();
