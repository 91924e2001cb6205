// How old: “my six-year-old” asks for what is said of 5 to 10 years.

(() => {
  const NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"];
  const STAGES = [
    [/^(?:baby|babies|infants?|newborns?|bab)$/, 0, 0],
    [/^(?:toddlers?|preschoolers?|preschool)$/, 1, 4],
    [/^(?:teens?|teenagers?|teenaged?|adolescents?|adolescence)$/, 11, 17],
  ];
  const IN_YEARS = /^(?:years?|yrs?|yr|yo|y)$/;
  const toNumber = (word) => (/^\d{1,2}$/.test(word) ? Number(word) : NUMBERS.indexOf(word));

  // The ages a heading is for, as [from, to], or null.
  function agesOf(heading) {
    const band = /^(\d+) to (\d+) years/.exec(heading);
    if (band) return [Number(band[1]), Number(band[2])];
    const under = /^Under (\d+) year/.exec(heading);
    return under ? [0, Number(under[1]) - 1] : null;
  }

  // The age that `words` ask for and how many of them, from `at` on, say it in years; or null.
  function ageAt(words, at) {
    const glued = /^(\d{1,2})(?:yo|yrs?|years?)$/.exec(words[at]);
    if (glued) return { ages: [Number(glued[1]), Number(glued[1])], length: words[at + 1] === "old" ? 2 : 1 };
    const age = toNumber(words[at]);
    if (age < 0 || age > 17 || !IN_YEARS.test(words[at + 1] ?? "")) return null;
    if (words[at + 2] !== "old" && words[at + 2] !== "olds" && words[at + 1] !== "yo") return null;
    return { ages: [age, age], length: words[at + 1] === "yo" ? 2 : 3 };
  }

  // The time of life that a word names: baby, toddler, teenager.
  function stageOf(word) {
    const stage = STAGES.find(([pattern]) => pattern.test(word));
    return stage ? [stage[1], stage[2]] : null;
  }

  const overlap = (one, other) => one[0] <= other[1] && other[0] <= one[1];

  Object.assign(kbSearch, { agesOf, ageAt, stageOf, overlap });
})();
