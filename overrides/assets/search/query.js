// What somebody asks for: the words that matter, the entries of the glossary they name, the words they meant.

(() => {
  const { wordsIn, stem, ageAt, stageOf, wantsOf, nearTo, isLight } = kbSearch;
  const MOST_LETTERS = 400;
  const MOST_WORDS = 30;

  // Text in quotation marks apart from the rest.
  function quoted(text) {
    const phrases = [];
    const rest = text.replace(/["“”„]([^"“”„]+)["“”„]/g, (_, phrase) => {
      phrases.push(phrase);
      return ` ${phrase} `;
    });
    return { phrases: phrases.map(wordsIn).filter((words) => words.length), rest };
  }

  // The words of `text` with those nobody knows made into those that were meant; says what it changed.
  function mended(words, lexicon, vocabulary, unfinished) {
    const changes = [];
    const named = (list) => vocabulary.named(list).some((entry) => entry.way !== "misspelt");
    const slip = (word) => vocabulary.named([word]).length > 0;
    const out = [];
    for (let at = 0; at < words.length; at++) {
      const word = words[at];
      if (lexicon.knows(word) || lexicon.knowsStem(stem(word)) || /\d/.test(word) || named([word])) {
        out.push({ words: [word] });
        continue;
      }
      const together = words[at + 1] && named([word, words[at + 1]]);
      if (together) {
        out.push({ words: [word] });
        continue;
      }
      if (unfinished && at === words.length - 1 && word.length >= 2) {
        const completions = lexicon.completions(word, 5);
        if (completions.length) {
          out.push({ words: [completions[0]], others: completions.slice(1) });
          continue;
        }
      }
      const likely = lexicon.meant(word);
      const fits = likely.find(
        ({ word: other }) =>
          (words[at + 1] && named([other, words[at + 1]])) || (at && named([words[at - 1], other])) ||
          (words[at + 1] && words[at + 2] && named([other, words[at + 1], words[at + 2]])),
      );
      const parts = lexicon.split(word);
      if (!fits && slip(word)) {
        out.push({ words: [word] });
        continue;
      }
      const best = fits ?? likely[0];
      const mend = best && !(parts && best.cost > 1) ? [best.word] : parts;
      if (mend) changes.push({ from: word, to: lexicon.spoken(mend.join(" ")) });
      out.push({ words: mend ?? [word], unknown: !mend });
    }
    return { words: out.flatMap((part) => part.words), others: out.at(-1)?.others ?? [], changes,
      unknown: out.filter((part) => part.unknown).flatMap((part) => part.words) };
  }

  // The query as units: each an entry of the glossary or a word, with the stems that stand for it.
  function understand(text, { lexicon, vocabulary, stop }, { exact = false, unfinished = false } = {}) {
    const cut = text.slice(0, MOST_LETTERS);
    const { phrases, rest } = quoted(cut);
    const typed = wordsIn(rest).slice(0, MOST_WORDS);
    const shortened = text.length > MOST_LETTERS || wordsIn(rest).length > MOST_WORDS;
    const literal = exact || phrases.length > 0;
    const mend = literal ? { words: typed, others: [], changes: [], unknown: [] }
      : mended(typed, lexicon, vocabulary, unfinished);
    const query = { typed, words: mend.words, units: [], also: [], near: [], ages: null, changes: mend.changes,
      unknown: mend.unknown, phrases, literal, shortened, wants: wantsOf(rest) };
    if (literal) query.units.push(...query.words.filter((word) => !stop.has(word)).map((word) => ordinary([word])));
    else cutIntoUnits(query, { lexicon, vocabulary, stop }, rest);
    if (!query.units.length) query.units.push(...query.words.map((word) => ordinary([word])));
    if (mend.others.length && query.units.length) query.units.at(-1).more = mend.others.map(stem);
    return query;
  }

  const ordinary = (words, near = []) => {
    const stems = words.map(stem);
    return { entries: [], words, stems, near, light: !near.length && stems.every(isLight) };
  };

  function cutIntoUnits(query, { lexicon, vocabulary, stop }, asTyped) {
    const { words, units } = query;
    const whole = words.join(" ");
    const matter = (word) => !stop.has(word);
    const known = (stems) => stems.every((one) => lexicon.knowsStem(one));
    const near = (some) => (some.every(Boolean) ? nearTo(some.map(stem)).filter(known) : []);
    for (let at = 0; at < words.length; ) {
      const age = ageAt(words, at);
      const found = vocabulary.longestAt(words, at, words.length === 1, asTyped);
      const idiom = near([words[at], words[at + 1]]);
      if (age && !(found?.length >= age.length)) {
        query.ages = age.ages;
        at += age.length;
        continue;
      }
      const part = words.slice(at, at + (found?.length ?? (idiom.length ? 2 : 1)));
      const matters = part.filter(matter);
      if (found && (matters.length || part.join(" ") === whole)) {
        const own = (matters.length ? matters : part).filter((word) => !found.between.includes(word));
        units.push({ entries: found.entries, words: part, stems: own.map(stem) });
        units.push(...found.between.filter(matter).map((word) => ordinary([word], near([word]))));
        note(found.entries, part.join(" "), vocabulary, query.also, query.changes);
      } else if (matters.length) {
        const others = idiom.length ? idiom : near(matters);
        if (others.length) query.near.push(part.join(" "));
        units.push(ordinary(matters, others));
      }
      for (const word of part) query.ages ??= stageOf(word);
      at += part.length;
    }
  }

  // Say which words stand for which, unless a reader would see no difference.
  function note(entries, part, vocabulary, also, changes) {
    for (const { number, way } of entries) {
      const { term, expansion } = vocabulary.terms[number];
      const to = expansion ? `${term} (${expansion})` : term;
      if (way === "misspelt") changes.push({ from: part, to });
      else if (way !== "term" || expansion) also.push({ from: part, to, number });
    }
  }

  Object.assign(kbSearch, { understand });
})();
