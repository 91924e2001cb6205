// Puts what was found in order: MiniSearch counts words, and here we ask how much of the question a passage answers.

(() => {
  const { overlap } = kbSearch;
  // How surely a way of saying something means the entry of the glossary that lists it.
  const SURE = { term: 1, expansion: 1, also: 1, old: 1, instead: 1, misspelt: 1, family: 0.9, search: 0.75 };
  // How much a word counts in looking for passages, beside an ordinary one. Said first, then what stands for it.
  const ENTRY = 1.2;
  const BESIDE_ENTRY = 0.8;
  const COMPLETED = 0.5;
  const NEAR = 0.4;
  const LIGHT = 0.3;
  // How much of what was asked is answered by a word completed, or by one that means about the same.
  const SHARE_COMPLETED = 0.9;
  const SHARE_NEAR = 0.6;
  const RAREST = 4.2; // no word counts for more, however rare
  const LETTERS_FIRST = 1e5;
  const ENTRY_FIRST = 1e4;
  const SAME_HEADING = 1e6;

  const sureness = (unit) => Math.max(0, ...unit.entries.map(({ way }) => SURE[way]));

  class Ranking {
    constructor(engine) {
      this.engine = engine;
    }

    // What to look for, and how much each counts.
    terms(query) {
      const weights = new Map();
      const want = (term, weight) => weights.set(term, Math.max(weight, weights.get(term) ?? 0));
      for (const unit of query.units) {
        const literal = unit.light ? LIGHT : sureness(unit) > SURE.search ? BESIDE_ENTRY : 1;
        for (const one of unit.stems) want(one, literal);
        for (const one of unit.more ?? []) want(one, COMPLETED);
        for (const one of (unit.near ?? []).flat()) want(one, NEAR);
        for (const { number, way } of unit.entries) want(`~${number}`, ENTRY * SURE[way]);
      }
      return weights;
    }

    judge(passage, counted, matched, query) {
      const [covered, headed, asked] = this.#measure(passage, matched, query);
      const coverage = asked ? covered / asked : 0;
      const heading = asked ? headed / asked : 0;
      const typed = query.typed.join(" ");
      let score = counted * passage.boost * (0.15 + 0.85 * coverage) * (1 + 0.6 * heading ** 2);
      if (query.units.length === 1) score = this.#defines(passage, query.units[0], score);
      else score *= this.#explains(passage, query, asked);
      score *= this.#suits(passage, query);
      if (typed && passage.headingRun === typed) score = SAME_HEADING * passage.boost + (passage.level === 1 ? 1e5 : 0);
      return { passage, coverage, score, matched: [...matched] };
    }

    // How much of the question is in the passage, how much in its heading or title, and how much there is.
    #measure(passage, matched, query) {
      const lead = this.engine.passages[passage.lead];
      let [covered, headed, asked] = [0, 0, 0];
      for (const unit of query.units) {
        const weight = this.#weight(unit);
        asked += weight;
        covered += weight * this.#share(unit, matched);
        const heads = unit.entries.some(({ number }) =>
          passage.spokenHeading.includes(`~${number}`) || lead.spokenHeading.includes(`~${number}`));
        if (heads || unit.stems.every((one) => passage.headingStems.has(one) || passage.titleStems.has(one))) headed += weight;
      }
      return [covered, headed, asked];
    }

    // How much of one thing asked for is here.
    #share(unit, matched) {
      const literal = unit.stems.filter((one) => matched.has(one)).length / unit.stems.length;
      let share = literal < 1 ? literal * 0.6 : 1;
      for (const { number, way } of unit.entries) if (matched.has(`~${number}`)) share = Math.max(share, SURE[way]);
      if (unit.more?.some((one) => matched.has(one))) share = Math.max(share, SHARE_COMPLETED);
      if (unit.near?.some((stems) => stems.every((one) => matched.has(one)))) share = Math.max(share, SHARE_NEAR);
      return share;
    }

    // Rare words matter more than common ones.
    #weight(unit) {
      if (unit.weight === undefined) {
        const count = Math.max(0, ...unit.stems.map((one) => this.engine.countOf(one)));
        const rare = Math.min(RAREST, Math.log(1 + this.engine.passages.length / (1 + count)));
        unit.weight = rare * (this.#isLight(unit) ? LIGHT : 1) * (unit.entries.length ? 1.25 : 1);
      }
      return unit.weight;
    }

    // What nearly every page speaks of tells none of them apart; here that is neglect.
    #isLight(unit) {
      const common = this.engine.passages.length / 5;
      return unit.light || (unit.entries.length > 0 && unit.stems.every((one) => this.engine.countOf(one) > common));
    }

    // A query that is nothing but one entry of the glossary: its entry answers, letters above all. What
    // people type who are only after something like it is better answered where it is spoken of.
    #defines(passage, unit, score) {
      const entry = unit.entries.find(({ number }) => this.engine.definition(number) === passage.number);
      if (!entry) return score;
      if (entry.way === "search") return score * 0.4;
      if (entry.letters) return score + LETTERS_FIRST;
      return score + (entry.way === "term" || entry.way === "expansion" ? 60 : ENTRY_FIRST);
    }

    // Among several things asked for, an entry of the glossary answers for its share of them.
    #explains(passage, query, asked) {
      const unit = query.units.find(({ entries }) => entries.some(({ number }) => this.engine.definition(number) === passage.number));
      if (!unit || this.#isLight(unit) || query.wants.has("paper")) return 1;
      return 1 + 2 * sureness(unit) * (this.#weight(unit) / asked);
    }

    // Whether the passage is of the kind, and about the age, that was asked for.
    #suits(passage, query) {
      const kind = this.engine.kindOf(passage);
      let factor = 1;
      if (query.wants.has("action") && kind === "do now") factor *= 1.5;
      if (query.wants.has("paper") && kind === "tools") factor *= 1.5;
      if (query.wants.has("number") && this.engine.isContacts(passage)) factor *= 2;
      if (query.ages && passage.ages) factor *= overlap(query.ages, passage.ages) ? 1.6 : 0.6;
      return factor;
    }

    // A page several of whose passages answer is likelier to be the one, if its opening answers too.
    rollUp(hits) {
      const pages = new Map();
      const leads = new Map();
      for (const hit of hits) {
        const { page, level } = hit.passage;
        pages.set(page, [...(pages.get(page) ?? []), hit.score]);
        if (level === 1) leads.set(page, hit.coverage);
      }
      for (const scores of pages.values()) scores.sort((a, b) => b - a);
      for (const hit of hits) {
        if (hit.score > ENTRY_FIRST || !leads.has(hit.passage.page)) continue;
        const others = [...pages.get(hit.passage.page)];
        others.splice(others.indexOf(hit.score), 1);
        const rolled = others.slice(0, 3).reduce((sum, score, at) => sum + Math.min(score, 2 * hit.score) / 2 ** at, 0);
        hit.score += 0.15 * leads.get(hit.passage.page) * rolled;
      }
    }
  }

  Object.assign(kbSearch, { Ranking });
})();
