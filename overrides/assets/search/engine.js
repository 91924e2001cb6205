// Finds passages: MiniSearch counts, and what we know of the words decides between what it finds.

(() => {
  const { wordsIn, stem, Vocabulary, Lexicon, understand } = kbSearch;
  const BASE = 45;
  const FIELDS = { heading: 3, title: 1.6, above: 1, text: 1, spokenHeading: 2.6, spokenTitle: 1.3, spoken: 1.3 };
  const CANDIDATES = 120;
  const DIGIT = new Map();
  for (let code = 35, digit = 0; code < 127; code++) if (code !== 92) DIGIT.set(code, digit++);

  // The numbers behind a row of gaps, as knowledge_bank/search/words.py wrote them.
  function numbersIn(gaps) {
    const numbers = [];
    for (let i = 0, gap = 0, last = -1; i < gaps.length; i++) {
      const digit = DIGIT.get(gaps.charCodeAt(i));
      gap = gap * BASE + (digit % BASE);
      if (digit < BASE) {
        last += gap + 1;
        numbers.push(last);
        gap = 0;
      }
    }
    return numbers;
  }

  const lines = (text) => (text ? text.split("\n") : []);
  const names = (text) => (text ? text.split(" ") : []);

  class Engine {
    constructor(index) {
      this.index = index;
      this.stop = new Set(names(index.stop));
      this.vocabulary = new Vocabulary(index.vocabulary, this.stop);
      const { passages, counts } = this.#decode();
      this.passages = passages;
      this.known = new Set();
      for (const word of counts.keys()) this.known.add(stem(word));
      this.lexicon = new Lexicon(counts, this.vocabulary.words, this.vocabulary.names);
      this.lexicon.knowsStem = (one) => this.known.has(one);
      const spoken = new Map();
      for (const [, term, expansion, ...lists] of index.vocabulary) {
        for (const name of [term, expansion, ...lists[0]]) if (name) spoken.set(wordsIn(name).join(""), name);
      }
      this.lexicon.spoken = (run) => spoken.get(run) ?? run;
      this.glossary = new Map();
      passages.forEach((passage, at) => {
        if (passage.address.startsWith("resources/glossary.html#")) this.glossary.set(passage.anchor, at);
      });
      this.mini = new MiniSearch({
        fields: Object.keys(FIELDS),
        idField: "number",
        tokenize: (text) => (text ? text.split(" ") : []),
        processTerm: (term) => term,
        searchOptions: { boost: FIELDS, bm25: { k: 1.2, b: 0.5, d: 0.5 } },
      });
    }

    #decode() {
      const { pages, passages: rows, words, in: found, concepts, spoken } = this.index;
      const above = [];
      const leads = [];
      const passages = rows.map(([page, anchor, heading, level, kind, boost], number) => {
        const [address, title, draft, due] = pages[page];
        above.length = Math.min(above.length, level);
        const path = level > 1 ? above.slice(2, level).filter(Boolean) : [];
        if (level === 1) above.length = 0;
        leads[page] ??= number;
        above[level] = heading;
        return { number, address: anchor ? `${address}#${anchor}` : address, anchor, title, heading, path, level,
          kind, boost: boost / 100, draft: Boolean(draft), due, text: [], spoken: [], spokenHeading: [], lead: leads[page] };
      });
      const counts = new Map();
      const places = lines(found);
      names(words).forEach((word, at) => {
        const numbers = numbersIn(places[at]);
        counts.set(word, numbers.length);
        for (const number of numbers) passages[number].text.push(word);
      });
      for (const passage of passages) {
        for (const word of wordsIn(passage.heading)) counts.set(word, (counts.get(word) ?? 0) + 1);
      }
      const speaking = lines(spoken);
      names(concepts).forEach((name, at) => {
        const field = name.endsWith("h") ? "spokenHeading" : "spoken";
        for (const number of numbersIn(speaking[at])) passages[number][field].push(`~${parseInt(name, 10)}`);
      });
      return { passages, counts };
    }

    // Yields now and then, so that whoever builds on the main thread can stop for breath.
    *build() {
      const stems = (words) => words.filter((word) => !this.stop.has(word)).map(stem).join(" ");
      for (const passage of this.passages) {
        passage.headingWords = wordsIn(passage.heading);
        passage.headingStems = new Set(passage.headingWords.filter((word) => !this.stop.has(word)).map(stem));
        passage.titleStems = new Set(wordsIn(passage.title).filter((word) => !this.stop.has(word)).map(stem));
        passage.headingRun = passage.headingWords.join(" ");
        this.mini.add({
          number: passage.number,
          heading: stems(passage.headingWords),
          title: stems(wordsIn(passage.title)),
          above: stems(passage.path.flatMap(wordsIn)),
          text: stems(passage.text),
          spokenHeading: passage.spokenHeading.join(" "),
          spokenTitle: this.passages[passage.lead].spokenHeading.join(" "),
          spoken: passage.spoken.join(" "),
        });
        if (passage.number % 40 === 39) yield;
      }
      this.ready = true;
    }

    search(text, options = {}) {
      const query = understand(text, this, options);
      const weights = new Map();
      const want = (term, weight) => weights.set(term, Math.max(weight, weights.get(term) ?? 0));
      for (const unit of query.units) {
        for (const one of unit.stems) want(one, unit.entries.length ? 0.8 : 1);
        for (const one of unit.more ?? []) want(one, 0.5);
        for (const { number } of unit.entries) want(`~${number}`, 1.2);
      }
      const terms = [...weights.keys()];
      const found = terms.length
        ? this.mini.search(terms.join(" "), { boostTerm: (term) => weights.get(term) ?? 1 })
        : [];
      let hits = found.slice(0, query.phrases.length ? found.length : CANDIDATES).map(({ id, score, terms: matched }) =>
        this.#judge(this.passages[id], score, new Set(matched), query),
      );
      for (const sure of this.#sure(query)) {
        if (!hits.some((hit) => hit.passage === sure)) hits.push(this.#judge(sure, 1, new Set(), query));
      }
      if (query.phrases.length) hits = hits.filter(({ passage }) => this.#holds(passage, query.phrases));
      hits.sort((a, b) => b.score - a.score || a.passage.number - b.passage.number);
      return { query, hits };
    }

    // What must be among the results whatever MiniSearch counts: the glossary’s own entries, equal headings.
    *#sure(query) {
      for (const { entries } of query.units) {
        for (const { number } of entries) {
          const at = this.glossary.get(this.vocabulary.terms[number].id);
          if (at !== undefined) yield this.passages[at];
        }
      }
      const typed = query.typed.join(" ");
      for (const passage of this.passages) if (passage.headingRun === typed) yield passage;
    }

    #judge(passage, counted, matched, query) {
      let covered = 0;
      let inHeading = 0;
      let asked = 0;
      for (const unit of query.units) {
        const weight = this.#weight(unit);
        asked += weight;
        const concepts = unit.entries.map(({ number }) => `~${number}`);
        const here = [...unit.stems, ...(unit.more ?? [])];
        const spoken = concepts.some((concept) => matched.has(concept));
        const literal = unit.stems.filter((one) => matched.has(one)).length / unit.stems.length;
        const share = spoken ? 1 : unit.more && here.some((one) => matched.has(one)) ? 0.9 : literal * (literal < 1 ? 0.6 : 1);
        covered += weight * share;
        const { spokenHeading } = this.passages[passage.lead];
        const heads = concepts.some((one) => passage.spokenHeading.includes(one) || spokenHeading.includes(one));
        if (heads || unit.stems.every((one) => passage.headingStems.has(one) || passage.titleStems.has(one))) inHeading += weight;
      }
      const coverage = asked ? covered / asked : 0;
      const heading = asked ? inHeading / asked : 0;
      let score = counted * passage.boost * (0.15 + 0.85 * coverage ** 2) * (1 + 0.6 * heading ** 2);
      const typed = query.typed.join(" ");
      if (passage.headingRun === typed && typed) score = 1e6 * passage.boost + (passage.level === 1 ? 1e5 : 0);
      else if (query.units.length === 1 && query.units[0].entries.length) score += this.#defines(passage, query.units[0], counted);
      else if (passage.headingStems.size && this.#sameStems(passage, query)) score *= 1.8;
      else score *= this.#explains(passage, query, asked);
      if (query.asksWhatToDo && this.index.kinds[passage.kind] === "do now") score *= 1.25;
      return { passage, score, matched: [...matched] };
    }

    // A query that is nothing but one entry of the glossary: its entry answers, letters above all.
    #defines(passage, unit, counted) {
      const entry = unit.entries.find(({ number }) => this.glossary.get(this.vocabulary.terms[number].id) === passage.number);
      if (!entry) return 0;
      const { letters, way } = entry;
      return letters ? 1e5 : way === "term" || way === "expansion" ? 60 : 1e4;
    }

    // Among several things asked for, an entry of the glossary answers for its share of them.
    #explains(passage, query, asked) {
      const unit = query.units.find(({ entries }) =>
        entries.some(({ number }) => this.glossary.get(this.vocabulary.terms[number].id) === passage.number));
      return unit && unit.stems[0] !== "neglect" ? 1 + 2.5 * (this.#weight(unit) / asked) : 1;
    }

    #sameStems(passage, query) {
      const stems = new Set(query.units.flatMap((unit) => unit.stems));
      return stems.size === passage.headingStems.size && [...stems].every((one) => passage.headingStems.has(one));
    }

    // Rare words matter more than common ones; neglect is on every page.
    #weight(unit) {
      const count = Math.max(...unit.stems.map((one) => this.#count(one)), 0);
      return Math.log(1 + this.passages.length / (1 + count)) * (unit.entries.length ? 1.25 : 1);
    }

    #count(one) {
      this.counted ??= new Map();
      let count = this.counted.get(one);
      if (count === undefined) {
        count = this.mini.search(one, { fields: ["text"], prefix: false, fuzzy: false }).length;
        this.counted.set(one, count);
      }
      return count;
    }

    #holds(passage, phrases) {
      const words = ` ${wordsIn(`${passage.heading} ${this.texts?.[passage.number] ?? ""}`).join(" ")} `;
      return phrases.every((phrase) => words.includes(` ${phrase.join(" ")} `));
    }

    // Entries whose words are near to what was typed, for somebody who found nothing.
    nearest(text, most = 5) {
      const word = wordsIn(text).join("").slice(0, 40);
      const scored = this.index.vocabulary.map(([id, term, expansion], number) => {
        const run = wordsIn(term).join("");
        return { id, number, term, expansion, far: kbSearch.slips(word, run, 12) / Math.max(word.length, run.length, 1) };
      });
      return scored.sort((a, b) => a.far - b.far).slice(0, most);
    }
  }

  Object.assign(kbSearch, { Engine, numbersIn });
})();
