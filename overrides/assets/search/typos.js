// What somebody may have meant who typed a word that is nowhere: never a word of four letters or fewer.

(() => {
  // How many slips a word of so many letters may have.
  const allowed = (length) => (length <= 4 ? 0 : length <= 6 ? 1 : 2);

  // Slips of the finger between two words: a letter too many, too few, another, or two swapped.
  function slips(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let before = [];
    let last = Array.from({ length: other.length + 1 }, (_, i) => i);
    for (let i = 1; i <= one.length; i++) {
      const now = [i];
      let least = i;
      for (let j = 1; j <= other.length; j++) {
        const same = one[i - 1] === other[j - 1];
        now[j] = Math.min(last[j] + 1, now[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          now[j] = Math.min(now[j], before[j - 2] + 1);
        }
        least = Math.min(least, now[j]);
      }
      if (least > most) return most + 1;
      [before, last] = [last, now];
    }
    return last[other.length];
  }

  const swapped = (one, other) => one.length === other.length && [...one].sort().join() === [...other].sort().join();

  class Lexicon {
    // `counts` says how many passages hold each word, `terms` which words are of the vocabulary.
    constructor(counts, terms, runs) {
      this.counts = counts;
      this.terms = terms;
      this.byLength = [];
      this.runs = new Set(runs);
      for (const word of new Set([...counts.keys(), ...terms, ...runs])) {
        if (/\d/.test(word)) continue;
        (this.byLength[word.length] ??= []).push(word);
      }
      this.sorted = [...new Set([...counts.keys(), ...terms])].sort();
      this.memory = new Map();
    }

    knows(word) {
      return this.counts.has(word) || this.terms.has(word);
    }

    // Known words that begin so, the commonest first.
    completions(start, most) {
      let low = 0;
      for (let high = this.sorted.length; low < high; ) {
        const middle = (low + high) >> 1;
        if (this.sorted[middle] < start) low = middle + 1;
        else high = middle;
      }
      const found = [];
      for (let at = low; at < this.sorted.length && this.sorted[at].startsWith(start); at++) found.push(this.sorted[at]);
      return found.sort((a, b) => this.weight(b) - this.weight(a)).slice(0, most);
    }

    weight(word) {
      return (this.counts.get(word) ?? 0) + (this.terms.has(word) ? 5 : 0) + (this.runs.has(word) ? 8 : 0);
    }

    // The likeliest words, the fewest slips first.
    meant(word) {
      const known = this.memory.get(word);
      if (known) return known;
      const most = word.length === 4 ? 1 : allowed(word.length);
      const found = [];
      for (let length = word.length - most; most && length <= word.length + most; length++) {
        for (const other of this.byLength[length] ?? []) {
          if (other.length <= 4 && !(word.length === 4 && swapped(word, other))) continue;
          const count = slips(word, other, most);
          if (count > most || (word.length === 4 && !swapped(word, other))) continue;
          found.push({ word: other, cost: count + (word[0] === other[0] ? 0 : 0.7) });
        }
      }
      if (!found.length && word.length > 6) this.#byStem(word, most, found);
      found.sort((a, b) => a.cost - b.cost || this.weight(b.word) - this.weight(a.word));
      const likely = found.slice(0, 8);
      if (this.memory.size > 500) this.memory.clear();
      this.memory.set(word, likely);
      return likely;
    }

    // A slip in a form of the word that is nowhere: triangualte, where only triangulation is known.
    #byStem(word, most, found) {
      const own = kbSearch.stem(word);
      this.stems ??= this.sorted.filter((other) => other.length > 6 && !/\d/.test(other)).map((other) => [other, kbSearch.stem(other)]);
      for (const [other, one] of this.stems) {
        if (one.length < 6 || one[0] !== own[0]) continue;
        const count = slips(own, one, most);
        if (count <= most) found.push({ word: other, cost: count + 0.5 });
      }
    }

    #has(word) {
      return this.knows(word) || (word.length > 3 && this.knowsStem(kbSearch.stem(word)));
    }

    // Two known words that somebody typed without the space.
    split(word) {
      let best = null;
      for (let at = 2; at <= word.length - 2; at++) {
        const [one, other] = [word.slice(0, at), word.slice(at)];
        if (!this.#has(one) || !this.#has(other) || one.length < 3 || other.length < 3) continue;
        const weight = Math.min(this.weight(one), this.weight(other));
        if (!best || weight > best.weight) best = { words: [one, other], weight };
      }
      return best?.words ?? null;
    }
  }

  Object.assign(kbSearch, { Lexicon, slips });
})();
