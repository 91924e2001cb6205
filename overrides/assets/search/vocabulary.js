// The glossary as search uses it: which entries a run of words names, and in which way.

(() => {
  const { wordsIn, stem } = kbSearch;
  const WAYS = ["also", "family", "old", "misspelt", "instead", "search"];
  const LETTERS = /^(?:[A-Z][A-Za-z]*[A-Z0-9][A-Za-z0-9]*s?|[A-Z]&[A-Z]+|s\.\d+)$/;
  const WORDS_TOO = new Set(["do", "send", "rag"]); // letters that are ordinary words as well
  const LONGEST = 8;
  // Whoever it is: left on his own, left on their own.
  const WHOSE = new Map([
    ...["my", "your", "his", "her", "its", "our"].map((word) => [word, "their"]),
    ...["i", "you", "he", "she", "we"].map((word) => [word, "they"]),
    ...["me", "him", "us"].map((word) => [word, "them"]),
  ]);

  const isLetters = (name) => name.length <= 7 && LETTERS.test(name);
  const NAMES = new Set(["term", "expansion", "also", "old", "instead"]); // the others are only said
  const asSaid = (words) => words.map((word) => stem(WHOSE.get(word) ?? word)).join(" ");
  // Little words count only where nothing else is left: supervision of children, supervision of a child.
  const asKey = (words, stop) => {
    const matter = words.filter((word) => !stop.has(word));
    return matter.length > 1 ? matter.map(stem).join(" ") : asSaid(words);
  };
  const run = (words) => words.join("");

  class Vocabulary {
    constructor(entries, stop) {
      this.stop = stop;
      this.terms = entries.map(([id, term, expansion]) => ({ id, term, expansion, letters: isLetters(term) }));
      this.byKey = new Map(); // stems in a row: who may slip an s
      this.byRun = new Map(); // written together or apart: safety plan, safetyplan, co-sleeping
      this.byPlain = new Map(); // every word as written, but for whose it is
      this.words = new Set();
      this.names = [];
      entries.forEach(([, term, expansion, ...lists], number) => {
        this.#learn(number, "term", term);
        if (expansion) this.#learn(number, "expansion", expansion);
        lists.forEach((names, way) => names.forEach((name) => this.#learn(number, WAYS[way], name)));
      });
    }

    #learn(number, way, name) {
      const words = wordsIn(name);
      if (!words.length) return;
      const letters = isLetters(name);
      const entry = { number, way, name, letters };
      const key = letters ? run(words) : NAMES.has(way) ? asKey(words, this.stop) : asSaid(words);
      for (const [map, place] of [[letters ? this.byRun : this.byKey, key], [this.byRun, run(words)],
        [this.byPlain, asSaid(words)]]) {
        const known = map.get(place) ?? map.set(place, []).get(place);
        if (!known.some((other) => other.number === number)) known.push(entry);
      }
      if (way === "misspelt") return;
      for (const word of words) this.words.add(word);
      if (!letters && words.length > 1) this.names.push(run(words));
    }

    // The longest name that begins at `at`, or null. Letters that are ordinary words count only if
    // somebody wrote them as letters, or wrote nothing else.
    longestAt(words, at, alone, asTyped) {
      for (let length = Math.min(LONGEST, words.length - at); length > 0; length--) {
        const part = words.slice(at, at + length);
        const edges = length > 1 && (this.stop.has(part[0]) || this.stop.has(part.at(-1)));
        const found = edges ? this.whole(part) : this.named(part);
        const usable = found.filter(
          (entry) => !(entry.letters && WORDS_TOO.has(part[0])) || alone || asTyped.includes(entry.name),
        );
          if (usable.length) return { length, entries: usable, between: [] };
          // One word more in the middle: missed health appointments.
          for (let gap = 1; !edges && length > 2 && gap < length - 1; gap++) {
            const entries = this.named(part.toSpliced(gap, 1)).filter((entry) => NAMES.has(entry.way) && !entry.letters);
            if (entries.length && !this.named([part[gap]]).length) return { length, entries, between: [part[gap]] };
          }
        }
        return null;
    }

    // A name of just these words, little ones too: a run that begins or ends with one is no other name.
    whole(words) {
      return this.byRun.get(run(words)) ?? this.byPlain.get(asSaid(words)) ?? [];
    }

    named(words) {
      const found = [...(this.byRun.get(run(words)) ?? [])];
      for (const entry of this.byPlain.get(asSaid(words)) ?? []) {
        if (!entry.letters && !found.some((other) => other.number === entry.number)) found.push(entry);
      }
      if (words.length > 1 || words[0].length > 4 || !found.some((entry) => entry.letters)) {
        for (const entry of this.byKey.get(asKey(words, this.stop)) ?? []) {
          if (!found.some((other) => other.number === entry.number)) found.push(entry);
        }
      }
      const proper = found.filter((entry) => entry.way !== "misspelt");
      const own = proper.filter((entry) => entry.way === "term" && !entry.letters);
      return own.length ? own : proper.length ? proper : found;
    }
  }

  Object.assign(kbSearch, { Vocabulary, isLetters });
})();
