// What stands out, beside the form and renewed with every change: to talk about, never a result.

(() => {
  const {
    element,
    button,
    table,
    chart,
    whatToDo,
    isBlank,
    plainReference,
    numbersAt,
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
    dayInWords,
    titled,
    labelOf,
    OVERALL,
  } = kbScaling;

  const points = (items) =>
    element(
      "ul",
      {},
      items.map((item) => element("li", {}, item)),
    );
  const part = (title, ...content) => [element("h4", {}, title), ...content];

  function findings(tool) {
    const node = element("div", {});
    function refresh() {
      const { state, guide } = tool;
      if (isBlank(state)) return node.replaceChildren(element("p", {}, "Nothing is filled in yet."));
      const urgent = actNow(state, guide);
      const apart = gaps(state, guide);
      const bare = withoutEvidence(state, guide);
      const open = stillOpen(state, guide);
      node.replaceChildren(
        ...(urgent.length
          ? [
              element(
                "div",
                { class: "kb-scaling__alert" },
                points(
                  urgent.map(({ area, voice, number }) =>
                    `${titled(guide, area)}: ${labelOf(voice)} gave ${number}. ${guide.means(number, area)}`.trim(),
                  ),
                ),
                ...whatToDo(guide),
              ),
            ]
          : []),
        ...part(
          "The lowest first",
          element("p", {}, "Each area stands for itself. Good care in one does not make up for another."),
          lowest(tool),
        ),
        ...(apart.length ? part("Gaps to talk about", points(apart.map((gap) => gapInWords(gap, guide)))) : []),
        ...(bare.length
          ? part(
              "Numbers without evidence",
              points(
                bare.map(
                  ({ area, voice, number }) =>
                    `${titled(guide, area)}: ${labelOf(voice)} gave ${number}. What has somebody seen, heard or been told?`,
                ),
              ),
            )
          : []),
        ...(open.length ? part("Not known, not asked", points(openInWords(open, state, guide))) : []),
      );
    }
    return { node, refresh };
  }

  function lowest(tool) {
    const { state, guide } = tool;
    const rows = [
      ...lowestFirst(state, guide)
        .filter(({ id }) => numbersAt(state, id).length)
        .map(({ id }) => id),
      ...(numbersAt(state, OVERALL).length ? [OVERALL] : []),
    ];
    if (!rows.length) return element("p", {}, "No number has been given yet.");
    return element(
      "ul",
      { class: "kb-scaling__list" },
      rows.map((area) =>
        element(
          "li",
          {},
          button(titled(guide, area), () => tool.show(area)),
          numbersAt(state, area).map(({ voice, number }) =>
            element("span", {}, `${labelOf(voice)}: ${number}, ${guide.inShort(number, area).toLowerCase()}`),
          ),
        ),
      ),
    );
  }

  // The earlier reviews that are about the child on the page.
  const comparable = (tool) => tool.earlier.filter((one) => plainReference(one) === plainReference(tool.state));

  function changes(tool) {
    const node = element("div", {});
    function refresh() {
      const { state, guide } = tool;
      const earlier = comparable(tool);
      const none = tool.earlier.length
        ? "To compare, start the next review from a file you opened, or write the same initials or reference on this page."
        : "Open files of earlier reviews, at the top, to see what has changed since then.";
      if (!earlier.length) return node.replaceChildren(element("p", {}, none));
      const rows = histories([...earlier, state], guide);
      const rises = risesWithoutEvidence(rows);
      const editions = new Set(
        rows.flatMap(({ points: each }) => each.filter(({ says }) => says === "number").map(({ edition }) => edition)),
      );
      node.replaceChildren(
        ...(editions.size > 1
          ? [
              element(
                "p",
                { class: "kb-scaling__note" },
                `These numbers were given with editions ${[...editions].join(" and ")} of the guide. The words behind a number may differ between editions, so they are not measured against each other; in the pictures a square marks the other edition.`,
              ),
            ]
          : []),
        ...(rises.length
          ? [
              element(
                "div",
                { class: "kb-scaling__note" },
                element("p", {}, element("strong", {}, "Higher numbers without new evidence")),
                points(rises.map((row) => riseInWords(row, guide))),
              ),
            ]
          : []),
        ...pictures(rows, guide),
        asTable(rows, guide),
      );
    }
    return { node, refresh };
  }

  const inWords = ({ area, voice, points: each }, guide) =>
    `${titled(guide, area)}, ${labelOf(voice)}: ${each.map((point) => `${dayInWords(point.day)} ${spoken(point)}`).join("; ")}.`;

  function pictures(rows, guide) {
    const areas = [...new Set(rows.map(({ area }) => area))];
    return areas.map((area) =>
      element(
        "div",
        { class: "kb-scaling__pictures", role: "group", "aria-label": titled(guide, area) },
        rows
          .filter((row) => row.area === area)
          .map((row) =>
            element(
              "figure",
              {},
              element(
                "figcaption",
                {},
                `${titled(guide, area)}, ${labelOf(row.voice)}: ${direction(row.points.at(-2), row.points.at(-1))}`,
              ),
              chart(row.points, inWords(row, guide)),
            ),
          ),
      ),
    );
  }

  function asTable(rows, guide) {
    const days = rows[0]?.points.map(({ day }) => dayInWords(day)) ?? [];
    const said = (point) =>
      point.says === "number" && point.edition !== guide.edition
        ? `${spoken(point)} (edition ${point.edition})`
        : spoken(point);
    return table(
      "Change over time as a table",
      ["Area", "Voice", ...days, "Since the last review"],
      rows.map(({ area, voice, points: each }) => [
        titled(guide, area),
        labelOf(voice),
        ...each.map(said),
        direction(each.at(-2), each.at(-1)),
      ]),
    );
  }

  Object.assign(kbScaling, { findings, changes, comparable });
})();
