// Finds passages: MiniSearch counts, and what we know of the words decides between what it finds.

(() => {
  const { wordsIn, stem, Vocabulary, Lexicon, Ranking, understand, read } = kbSearch;
  const FIELDS = { heading: 3, title: 1.6, above: 1, text: 1, spokenHeading: 2.6, spokenTitle: 1.3, spoken: 1.3, said: 0.8 };
  const WRITTEN = ["heading", "title", "above", "text"]; // what a passage says itself
  const CANDIDATES = 120;

  class Engine {
    constructor(index) {
      this.index = index;
      this.stop = new Set(index.stop.split(" "));
      this.vocabulary = new Vocabulary(index.vocabulary, this.stop);
      const { passages, counts } = read(index);
      this.passages = passages;
      this.known = new Map(); // how many passages hold a stem
      for (const word of counts.keys()) this.known.set(stem(word), 0);
      this.lexicon = new Lexicon(counts, this.vocabulary.words, this.vocabulary.names);
      this.lexicon.knowsStem = (one) => this.known.has(one);
      this.lexicon.spoken = this.#asWritten();
      this.definitions = new Map(); // where each entry of the glossary stands
      for (const { entry, number } of passages) if (entry !== undefined) this.definitions.set(entry, number);
      this.ranking = new Ranking(this);
      this.mini = new MiniSearch({
        fields: Object.keys(FIELDS),
        idField: "number",
        tokenize: (text) => (text ? text.split(" ") : []),
        processTerm: (term) => term,
        searchOptions: { boost: FIELDS, bm25: { k: 1.2, b: 0.5, d: 0.5 } },
      });
    }

    // Mended words as the glossary writes them: safety plan for safetyplan.
    #asWritten() {
      const spoken = new Map();
      for (const [, term, expansion, also] of this.index.vocabulary) {
        for (const name of [term, expansion, ...also]) if (name) spoken.set(wordsIn(name).join(""), name);
      }
      return (run) => spoken.get(run) ?? run;
    }

    // Yields now and then, so that whoever builds on the main thread can stop for breath.
    *build() {
      const stems = (words) => words.filter((word) => !this.stop.has(word)).map(stem);
      for (const passage of this.passages) {
        const heading = wordsIn(passage.heading);
        const title = stems(wordsIn(passage.title));
        passage.headingStems = new Set(stems(heading));
        passage.titleStems = new Set(title);
        passage.headingRun = heading.join(" ");
        const text = stems(passage.text);
        for (const one of new Set([...text, ...passage.headingStems])) this.known.set(one, (this.known.get(one) ?? 0) + 1);
        this.mini.add({
          number: passage.number,
          heading: stems(heading).join(" "),
          title: title.join(" "),
          above: stems(passage.path.flatMap(wordsIn)).join(" "),
          text: text.join(" "),
          spokenHeading: passage.spokenHeading.join(" "),
          spokenTitle: this.passages[passage.lead].spokenHeading.join(" "),
          spoken: passage.spoken.join(" "),
          said: this.#said(passage, stems),
        });
        if (passage.number % 40 === 39) yield;
      }
    }

    // All the ways to say an entry of the glossary, as words that its definition is found by.
    #said({ entry }, stems) {
      return entry === undefined ? "" : [...new Set(stems(this.index.vocabulary[entry].slice(1).flat().flatMap(wordsIn)))].join(" ");
    }

    search(text, options = {}) {
      const query = understand(text, this, options);
      const weights = this.ranking.terms(query);
      const found = weights.size
        ? this.mini.search([...weights.keys()].join(" "), {
          fields: query.literal ? WRITTEN : Object.keys(FIELDS),
          boostTerm: (term) => weights.get(term) ?? 1,
        })
        : [];
      let hits = found.slice(0, query.phrases.length ? found.length : CANDIDATES).map(({ id, score, terms: matched }) =>
        this.ranking.judge(this.passages[id], score, new Set(matched), query),
      );
      for (const sure of this.#sure(query)) {
        if (!hits.some((hit) => hit.passage === sure)) hits.push(this.ranking.judge(sure, 1, new Set(), query));
      }
      if (query.phrases.length) hits = hits.filter(({ passage }) => this.#holds(passage, query.phrases));
      this.ranking.rollUp(hits);
      hits.sort((a, b) => b.score - a.score || a.passage.number - b.passage.number);
      return { query, hits };
    }

    // What must be among the results whatever MiniSearch counts: the glossary’s own entries, equal headings.
    *#sure(query) {
      for (const { entries } of query.units) {
        for (const { number } of entries) {
          const at = this.definition(number);
          if (at !== undefined) yield this.passages[at];
        }
      }
      const typed = query.typed.join(" ");
      for (const passage of this.passages) if (passage.headingRun === typed) yield passage;
    }

    // The passage of the glossary that says what an entry means, by its number.
    definition(number) {
      return this.definitions.get(number);
    }

    countOf(one) {
      return this.known.get(one) ?? 0;
    }

    kindOf(passage) {
      return this.index.kinds[passage.kind];
    }

    isContacts(passage) {
      return passage.address.startsWith("resources/who-to-ring.html");
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

  Object.assign(kbSearch, { Engine });
})();
