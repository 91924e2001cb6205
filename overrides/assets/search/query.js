// What somebody asks for: the words that matter, the entries of the glossary they name, the words they meant.

(() => {
  const { wordsIn, stem } = kbSearch;
  const MOST_LETTERS = 400;
  const MOST_WORDS = 30;
  const ASKS_WHAT_TO_DO = /\b(?:what (?:do|can|should|must|shall|now|next|to do)|should (?:i|we)|(?:when|who) (?:do|to|should))\b/i;

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
      if (unfinished && at === words.length - 1 && word.length >= 3) {
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
    const mend = exact || phrases.length ? { words: typed, others: [], changes: [], unknown: [] }
      : mended(typed, lexicon, vocabulary, unfinished);
    const words = mend.words;
    const units = [];
    const also = [];
    const whole = words.join(" ");
    for (let at = 0; at < words.length; ) {
      const found = exact || phrases.length ? null : vocabulary.longestAt(words, at, words.length === 1, rest);
      const part = words.slice(at, at + (found?.length ?? 1));
      const matters = part.filter((word) => !stop.has(word));
      if (found && (matters.length || part.join(" ") === whole)) {
        const own = (matters.length ? matters : part).filter((word) => !found.between.includes(word));
        units.push({ entries: found.entries, words: part, stems: own.map(stem) });
        for (const word of found.between) if (!stop.has(word)) units.push({ entries: [], words: [word], stems: [stem(word)] });
        note(found.entries, part.join(" "), vocabulary, also, mend.changes);
      } else if (matters.length) {
        units.push({ entries: [], words: part, stems: [stem(part[0])] });
      }
      at += part.length;
    }
    if (!units.length) for (const word of words) units.push({ entries: [], words: [word], stems: [stem(word)] });
    if (mend.others.length && units.length) units.at(-1).more = mend.others.map(stem);
    const asksWhatToDo = ASKS_WHAT_TO_DO.test(rest);
    return { typed, words, units, also, asksWhatToDo, changes: mend.changes, unknown: mend.unknown, phrases, shortened };
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
