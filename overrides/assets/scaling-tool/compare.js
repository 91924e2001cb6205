// What stands out in an assessment, and what changed since the last: findings to talk about, nothing added up.

(() => {
  const { OVERALL, answersAt, answerOf, evidenceIn, hasEvidence } = kbScaling;

  const WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
  const inWords = (number) => WORDS[number];

  const places = (guide) => [...guide.areas.map((area) => area.id), OVERALL];
  const titled = (guide, area) =>
    area === OVERALL ? "Overall safety" : (guide.area(area)?.title ?? area.replaceAll("-", " "));
  const labelOf = (voice) =>
    voice.label.trim() || { child: "Child", parent: "Parent or carer", agency: "Agency" }[voice.who];

  // The numbers that voices gave at an area: [{voice, number}], the lowest first.
  function numbersAt(state, area) {
    return answersAt(state, area)
      .filter((answer) => answer.says === "number")
      .map((answer) => ({
        voice: state.voices.find((voice) => voice.id === answer.voice),
        number: answer.number,
        answer,
      }))
      .sort((one, other) => one.number - other.number);
  }

  // The guide's areas, those with the lowest number first; those without one follow as the guide lists them.
  // What is about parents and network comes last: it is looked at beside the child's life, not ranked within it.
  function lowestFirst(state, guide) {
    const rank = (area) => (area.about === "child" ? 0 : 100) + (numbersAt(state, area.id)[0]?.number ?? 50);
    return [...guide.areas].sort((one, other) => rank(one) - rank(other));
  }

  // Where voices differ: [{area, apart, numbers}], the widest first.
  function gaps(state, guide) {
    return places(guide)
      .map((area) => ({ area, numbers: numbersAt(state, area) }))
      .map((gap) => ({ ...gap, apart: gap.numbers.length > 1 ? gap.numbers.at(-1).number - gap.numbers[0].number : 0 }))
      .filter((gap) => gap.apart > 0)
      .sort((one, other) => other.apart - one.apart);
  }

  const gapInWords = (gap, guide) =>
    `${inWords(gap.apart)[0].toUpperCase()}${inWords(gap.apart).slice(1)} apart on ${titled(guide, gap.area)}: ` +
    `${gap.numbers.map(({ voice, number }) => `${labelOf(voice)} ${number}`).join(", ")}. What does each see?`;

  // The numbers in the guide's last band, where harm is happening or very likely now.
  function actNow(state, guide) {
    return places(guide).flatMap((area) =>
      numbersAt(state, area)
        .filter(({ number }) => number <= guide.last.to)
        .map((one) => ({ area, ...one })),
    );
  }

  function withoutEvidence(state, guide) {
    return places(guide).flatMap((area) =>
      numbersAt(state, area)
        .filter(({ answer }) => !hasEvidence(answer))
        .map((one) => ({ area, ...one })),
    );
  }

  // What is still to be known: [{area, voices, says}], "not known yet" and not asked kept apart.
  function stillOpen(state, guide) {
    return places(guide)
      .flatMap((area) =>
        ["not known yet", ""].map((says) => ({
          area,
          says,
          voices: state.voices.filter((voice) => answerOf(state, area, voice.id).says === says),
        })),
      )
      .filter(({ voices }) => voices.length);
  }

  // The same in sentences; areas that nobody was asked about stand together in the last.
  function openInWords(found, state, guide) {
    const untouched = found.filter(({ says, voices }) => says === "" && voices.length === state.voices.length);
    const lines = found
      .filter((one) => !untouched.includes(one))
      .map(
        ({ area, says, voices }) =>
          `${titled(guide, area)}: ${says || "not asked"} (${voices.map(labelOf).join(", ")})`,
      );
    return untouched.length
      ? [...lines, `Nobody was asked about: ${untouched.map(({ area }) => titled(guide, area)).join("; ")}.`]
      : lines;
  }

  const sameVoice = (one, other) =>
    one.who === other.who && labelOf(one).trim().toLowerCase() === labelOf(other).trim().toLowerCase();

  // The voices of a review by what makes them the same in another: who they are, and which of that name.
  function keyed(review) {
    const seen = new Map();
    return review.voices.map((voice) => {
      const name = `${voice.who} ${labelOf(voice).trim().toLowerCase()}`;
      seen.set(name, (seen.get(name) ?? 0) + 1);
      return [`${name} ${seen.get(name)}`, voice];
    });
  }

  // Each area and voice through all reviews, the earliest first: [{area, voice, points: [{day, edition, says, number, …}]}].
  function histories(reviews, guide) {
    const ordered = [...reviews].sort((one, other) => one.day.localeCompare(other.day));
    const byReview = ordered.map((review) => new Map(keyed(review)));
    const voices = new Map(ordered.flatMap(keyed));
    const unknown = ordered
      .flatMap((review) => review.answers.map((answer) => answer.area))
      .filter((area) => !guide.area(area));
    const areas = [...places(guide), ...new Set(unknown)];
    return areas
      .flatMap((area) =>
        [...voices].map(([key, voice]) => ({
          area,
          voice,
          points: ordered.map((review, at) => pointIn(review, area, byReview[at].get(key))),
        })),
      )
      .filter(({ points }) => points.some(({ says }) => says !== ""));
  }

  function pointIn(review, area, voice) {
    const answer = voice ? answerOf(review, area, voice.id) : { says: "", number: null, evidence: {}, edition: "" };
    return {
      day: review.day,
      says: answer.says,
      number: answer.number,
      edition: answer.edition || review.guide.edition,
      evidence: evidenceIn(answer),
    };
  }

  const spoken = ({ says, number }) => (says === "number" ? String(number) : says || "not asked");

  // From one review to the next, in words. Numbers given with different editions are not measured against each other.
  function direction(before, after) {
    if (after.says !== "number")
      return before.says === "number"
        ? `${spoken(after)} this time; ${before.number} before`
        : `${spoken(after)}; no number before either`;
    if (before.says !== "number") return `first number: ${after.number}; ${spoken(before)} before`;
    if (before.edition !== after.edition)
      return `${before.number} with edition ${before.edition}, ${after.number} with edition ${after.edition}: not compared, for the words behind the numbers may differ`;
    const apart = after.number - before.number;
    if (!apart) return `no change: still ${after.number}`;
    return `${apart > 0 ? "up" : "down"} ${inWords(Math.abs(apart))}: from ${before.number} to ${after.number}`;
  }

  // Where the latest number is higher than the one before and nobody wrote anything new that was seen, heard or told.
  function risesWithoutEvidence(rows) {
    const plain = (words) => words.toLowerCase().replace(/\s+/g, " ").trim();
    return rows.filter(({ points }) => {
      const last = points.at(-1);
      const before = points.slice(0, -1).filter(({ says }) => says === "number");
      if (last.says !== "number" || !before.length || last.number <= before.at(-1).number) return false;
      const known = new Set(points.slice(0, -1).flatMap((point) => point.evidence.map(plain)));
      return last.evidence.map(plain).every((words) => known.has(words));
    });
  }

  const riseInWords = ({ area, voice, points }, guide) => {
    const before = points
      .slice(0, -1)
      .filter(({ says }) => says === "number")
      .at(-1);
    return (
      `${titled(guide, area)}, ${labelOf(voice)}: the number rose from ${before.number} to ${points.at(-1).number}, and nothing new was written that was seen, heard or told. ` +
      "What is different in the child’s days, and how do we know?"
    );
  };

  Object.assign(kbScaling, {
    places,
    titled,
    labelOf,
    sameVoice,
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
  });
})();
