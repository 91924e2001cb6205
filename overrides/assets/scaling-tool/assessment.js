// One assessment of one child, and its laws. Plain data in, new data out: nothing here knows a page, a clock or a file.

(() => {
  const { SHAPE, Misfit } = kbScaling;
  const OVERALL = "*overall"; // no area can be called this: the overall number stands apart from all of them
  const EMPTY = { says: "", number: null, because: "", evidence: {}, edition: "" };
  const EVIDENCE = ["seen", "heard", "told"];

  function blank(guide, day) {
    return {
      ...SHAPE.blank(),
      guide: { edition: guide.edition, status: guide.status },
      day,
      voices: [
        { id: "v1", who: "child", label: "Child" },
        { id: "v2", who: "parent", label: "Parent or carer" },
        { id: "v3", who: "agency", label: "My agency" },
      ],
    };
  }

  // Whether nobody has written anything yet; the day alone is nothing.
  function isBlank(state) {
    const bare = blank(state.guide, state.day);
    return same(state, bare);
  }

  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  function answersAt(state, area) {
    return area === OVERALL ? state.overall : state.answers.filter((answer) => answer.area === area);
  }

  // What a voice says at an area; unset is an answer without a number, which is not 0.
  function answerOf(state, area, voice) {
    return answersAt(state, area).find((answer) => answer.voice === voice) ?? { ...EMPTY, voice };
  }

  // `choice` is a whole number from 0 to 10, "not known yet", "does not apply", or "" to take the answer back.
  function choose(state, area, voice, choice, edition) {
    const isNumber = Number.isInteger(choice) && choice >= 0 && choice <= 10;
    if (!isNumber && !["", "not known yet", "does not apply"].includes(choice))
      throw new RangeError(`no such answer: ${choice}`);
    return withAnswer(state, area, voice, {
      says: isNumber ? "number" : choice,
      number: isNumber ? choice : null,
      edition: choice === "" ? "" : edition,
    });
  }

  // The state with part of an answer changed; an answer that says nothing any more is gone.
  function withAnswer(state, area, voice, change) {
    const answer = {
      ...EMPTY,
      ...(area === OVERALL ? {} : { area }),
      voice,
      ...answerOf(state, area, voice),
      ...change,
    };
    const list = area === OVERALL ? "overall" : "answers";
    const mine = (one) => one.voice === voice && (area === OVERALL || one.area === area);
    const empty =
      answer.says === "" && ![answer.because, ...Object.values(answer.evidence)].some((words) => words.trim());
    const at = state[list].findIndex(mine);
    const rest = state[list].filter((one) => !mine(one));
    if (!empty) rest.splice(at < 0 ? rest.length : at, 0, answer);
    return { ...state, [list]: rest };
  }

  const followUpsAt = (state, area) => state.followUps.find((one) => one.area === area)?.words ?? {};

  // The state with the answer to one follow-up changed.
  function withFollowUp(state, area, id, said) {
    const words = { ...followUpsAt(state, area), [id]: said };
    const rest = state.followUps.filter((one) => one.area !== area);
    return { ...state, followUps: Object.values(words).some((one) => one.trim()) ? [...rest, { area, words }] : rest };
  }

  // A voice more; if its name is taken, it gets a number, so that reviews can be compared voice by voice.
  function withVoice(state, who, label) {
    const taken = state.voices.map((voice) => Number(voice.id.slice(1)) || 0);
    const names = new Set(state.voices.map((voice) => voice.label));
    let name = label;
    for (let more = 2; names.has(name); more++) name = `${label} ${more}`;
    return { ...state, voices: [...state.voices, { id: `v${Math.max(0, ...taken) + 1}`, who, label: name }] };
  }

  // A voice goes with everything it said.
  function withoutVoice(state, id) {
    const others = (one) => one.voice !== id;
    return {
      ...state,
      voices: state.voices.filter((voice) => voice.id !== id),
      answers: state.answers.filter(others),
      overall: state.overall.filter(others),
    };
  }

  const spoke = (state, id) => [...state.answers, ...state.overall].some((answer) => answer.voice === id);

  // A number stands on evidence once somebody wrote what was seen, heard or told.
  const evidenceIn = (answer) => EVIDENCE.map((id) => answer.evidence[id] ?? "").filter((words) => words.trim());
  const hasEvidence = (answer) => evidenceIn(answer).length > 0;

  // The next review of the same child: who the child is, who speaks, what is feared and aimed at; no number comes along.
  function nextReview(earlier, guide, day) {
    const next = blank(guide, day);
    const bare = SHAPE.blank().ending;
    return {
      ...next,
      child: structuredClone(earlier.child),
      voices: structuredClone(earlier.voices),
      ending: { ...bare, dangers: structuredClone(earlier.ending.dangers) },
    };
  }

  // An assessment from outside, or a Misfit that says where it is none.
  function read(value) {
    const state = SHAPE.read(value, "assessment");
    const voices = state.voices.map((voice) => voice.id);
    if (new Set(voices).size < voices.length) throw new Misfit("assessment.voices");
    const seen = new Set();
    for (const [where, answer] of [
      ...state.answers.map((one) => ["answers", one]),
      ...state.overall.map((one) => ["overall", one]),
    ]) {
      const key = `${where} ${answer.area} ${answer.voice}`;
      const fits =
        (answer.says === "number") === (answer.number !== null) && voices.includes(answer.voice) && !seen.has(key);
      if (!fits) throw new Misfit(`assessment.${where}`);
      seen.add(key);
    }
    const asked = state.followUps.map(({ area }) => area);
    if (new Set(asked).size < asked.length) throw new Misfit("assessment.followUps");
    return state;
  }

  // References as people type them: "a.b." and "AB " are one child.
  const plainReference = (state) =>
    state.child.reference
      .normalize("NFKC")
      .toLocaleLowerCase("en")
      .replace(/[^\p{L}\p{N}]/gu, "");

  Object.assign(kbScaling, {
    OVERALL,
    blank,
    isBlank,
    same,
    answersAt,
    answerOf,
    choose,
    withAnswer,
    followUpsAt,
    withFollowUp,
    withVoice,
    withoutVoice,
    spoke,
    evidenceIn,
    hasEvidence,
    nextReview,
    read,
    plainReference,
  });
})();
