// One small picture for one voice at one area, through the reviews: 10 at the top, words beside it say the same.

(() => {
  const { drawn } = kbScaling;
  const WIDE = 240;
  const HIGH = 130;
  const LEFT = 26;
  const TOP = 12;
  const FOOT = 104;

  const heightOf = (number) => FOOT - ((FOOT - TOP) * number) / 10;

  // `points` as compare.js gives them; `words` is the picture's text for those who do not see it.
  function chart(points, words) {
    const step = points.length > 1 ? (WIDE - LEFT - 52) / (points.length - 1) : 0;
    const at = (place) => LEFT + 22 + step * place;
    const lines = points.slice(1).map((after, place) => {
      const before = points[place];
      if (before.says !== "number" || after.says !== "number" || before.edition !== after.edition) return null;
      return drawn("line", {
        class: "kb-chart__line",
        x1: at(place),
        y1: heightOf(before.number),
        x2: at(place + 1),
        y2: heightOf(after.number),
      });
    });
    return drawn(
      "svg",
      { class: "kb-chart", viewBox: `0 0 ${WIDE} ${HIGH}`, role: "img", "aria-label": words },
      [10, 5, 0].map((number) => [
        drawn("line", { class: "kb-chart__rule", x1: LEFT, x2: WIDE, y1: heightOf(number), y2: heightOf(number) }),
        drawn(
          "text",
          { class: "kb-chart__scale", x: LEFT - 5, y: heightOf(number) + 4, "text-anchor": "end" },
          String(number),
        ),
      ]),
      lines,
      points.map((point, place) => mark(point, at(place), place, points)),
    );
  }

  // A dot and its number; a square from another edition on; a word where there is no number.
  function mark(point, x, place, points) {
    const day = point.day.slice(2).split("-").reverse().join("/");
    const ends = place === 0 || place === points.length - 1;
    const label = ends
      ? drawn("text", { class: "kb-chart__scale", x, y: HIGH - 8, "text-anchor": "middle" }, day)
      : null;
    if (point.says !== "number") {
      return [
        label,
        drawn(
          "text",
          { class: "kb-chart__scale", x, y: heightOf(5) + 4, "text-anchor": "middle" },
          point.says === "not known yet" ? "?" : "–",
        ),
      ];
    }
    const y = heightOf(point.number);
    const other = point.edition !== points.at(-1).edition;
    return [
      label,
      other
        ? drawn("rect", { class: "kb-chart__dot kb-chart__dot--other", x: x - 5, y: y - 5, width: 10, height: 10 })
        : drawn("circle", { class: "kb-chart__dot", cx: x, cy: y, r: 5 }),
      drawn(
        "text",
        { class: "kb-chart__number", x: x + 8, y: point.number > 8 ? y + 14 : y - 6 },
        String(point.number),
      ),
    ];
  }

  Object.assign(kbScaling, { chart });
})();
