// Puts what was found in order: MiniSearch counts words, and here we ask how much of the question a passage answers.

(() => {
  const { overlap } = kbSearch;
  // How surely a way of saying something means the entry of the glossary that lists it.
  const SURE = { term: 1, expansion: 1, also: 1, old: 1, instead: 1, misspelt: 1, family: 0.9, search: 0.75 };
  const NEAR = 0.6; // an everyday word that means about the same
  const LIGHT = 0.3; // words that most sentences hold
  const RAREST = 4.2; // no word counts for more, however rare
  const W = { searchTerm: 0.75, searchDef: 0.4, near: 0.6, nearTerm: 0.4, light: 0.3, rarest: 4.2, number: 2, concept: 1.2, power: 1, sl: 0.8, heading: 0.6, defines: 60, roll: 0.1, lead: 0.15, explains: 2, asksExplains: 2, same: 1.8, wants: 1.5, age: 1.6, wrongAge: 0.6, base: 0.15 };

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
        const sure = sureness(unit);
        for (const one of unit.stems) want(one, unit.light ? W.light : sure > 0.8 ? W.sl : 1);
        for (const one of unit.more ?? []) want(one, 0.5);
        for (const one of (unit.near ?? []).flat()) want(one, W.nearTerm);
        for (const { number, way } of unit.entries) want(`~${number}`, W.concept * (way === "search" ? W.searchTerm : SURE[way]));
      }
      return weights;
    }

    // Rare words matter more than common ones; neglect is on every page.
    weight(unit) {
      if (unit.weight === undefined) {
        const count = Math.max(0, ...unit.stems.map((one) => this.engine.countOf(one)));
        const rare = Math.min(W.rarest, Math.log(1 + this.engine.passages.length / (1 + count)));
        unit.weight = rare * (this.isLight(unit) ? W.light : 1) * (unit.entries.length ? 1.25 : 1);
      }
      return unit.weight;
    }

    // What nearly every page speaks of tells none of them apart.
    isLight(unit) {
      const { passages } = this.engine;
      return unit.light || (unit.entries.length > 0 && unit.stems.every((one) => this.engine.countOf(one) > passages.length / 5));
    }

    judge(passage, counted, matched, query) {
      let covered = 0;
      let inHeading = 0;
      let asked = 0;
      const lead = this.engine.passages[passage.lead];
      for (const unit of query.units) {
        const weight = this.weight(unit);
        asked += weight;
        covered += weight * this.share(unit, matched);
        const heads = unit.entries.some(({ number }) =>
          passage.spokenHeading.includes(`~${number}`) || lead.spokenHeading.includes(`~${number}`));
        if (heads || unit.stems.every((one) => passage.headingStems.has(one) || passage.titleStems.has(one))) inHeading += weight;
      }
      const coverage = asked ? covered / asked : 0;
      const heading = asked ? inHeading / asked : 0;
      let score = counted * passage.boost * (W.base + (1 - W.base) * coverage ** W.power) * (1 + W.heading * heading ** 2);
      const typed = query.typed.join(" ");
      if (passage.headingRun === typed && typed) return { passage, coverage, score: 1e6 * passage.boost + (passage.level === 1 ? 1e5 : 0), matched: [...matched] };
      if (query.units.length === 1 && query.units[0].entries.length) score += this.defines(passage, query.units[0]);
      else if (passage.headingStems.size && this.sameStems(passage, query)) score *= W.same;
      else score *= this.explains(passage, query, asked);
      return { passage, coverage, score: score * this.suits(passage, query), matched: [...matched] };
    }

    // How much of one thing asked for is here.
    share(unit, matched) {
      const literal = unit.stems.filter((one) => matched.has(one)).length / unit.stems.length;
      let share = literal < 1 ? literal * 0.6 : 1;
      for (const { number, way } of unit.entries) if (matched.has(`~${number}`)) share = Math.max(share, SURE[way]);
      if (unit.more?.some((one) => matched.has(one))) share = Math.max(share, 0.9);
      if (unit.near?.some((stems) => stems.every((one) => matched.has(one)))) share = Math.max(share, W.near);
      return share;
    }

    // A query that is nothing but one entry of the glossary: its entry answers, letters above all.
    defines(passage, unit) {
      const entry = unit.entries.find(({ number }) => this.engine.definition(number) === passage.number);
      if (!entry) return 0;
      const { letters, way } = entry;

      return way === "search" ? 0 : letters ? 1e5 : way === "term" || way === "expansion" ? W.defines : 1e4;
    }

    // Among several things asked for, an entry of the glossary answers for its share of them; less so where
    // somebody asks a question that is not about a meaning.
    explains(passage, query, asked) {
      const unit = query.units.find(({ entries }) => entries.some(({ number }) => this.engine.definition(number) === passage.number));
      if (!unit || this.isLight(unit)) return 1;
      if (query.wants.has("paper")) return 1;
      return 1 + W.explains * sureness(unit) * (this.weight(unit) / asked);
    }

    sameStems(passage, query) {
      const stems = new Set(query.units.flatMap((unit) => unit.stems));
      return stems.size === passage.headingStems.size && [...stems].every((one) => passage.headingStems.has(one));
    }

    // Whether the passage is of the kind, and about the age, that was asked for.
    suits(passage, query) {
      const kind = this.engine.kindOf(passage);
      let factor = 1;
      if (query.units.length === 1 && query.units[0].entries.length && query.units[0].entries.every(({ way }) => way === "search") && this.engine.definitions.get(passage.anchor) === passage.number) factor *= W.searchDef;
      if (query.wants.has("action") && kind === "do now") factor *= W.wants;
      if (query.wants.has("paper") && kind === "tools") factor *= W.wants;
      if (query.wants.has("number") && this.engine.isContacts(passage)) factor *= W.number;
      if (query.ages && passage.ages) factor *= overlap(query.ages, passage.ages) ? W.age : W.wrongAge;
      return factor;
    }

    // A page several of whose passages answer is likelier to be the one, and its opening the place to begin.
    rollUp(hits) {
      const byPage = new Map();
      for (const hit of hits) {
        const others = byPage.get(hit.passage.page) ?? byPage.set(hit.passage.page, []).get(hit.passage.page);
        others.push(hit.score);
      }
      for (const hit of hits) {
        if (hit.score > 1e4) continue;
        const lead = hits.find(({ passage }) => passage.number === hit.passage.lead);
        if (!lead) continue;
        const others = byPage.get(hit.passage.page).slice().sort((a, b) => b - a);
        others.splice(others.indexOf(hit.score), 1);
        const rolled = others.slice(0, 3).reduce((sum, score, at) => sum + Math.min(score, 2 * hit.score) / 2 ** at, 0);
        hit.rolled = (hit.passage.level === 1 ? W.lead : W.roll) * lead.coverage * rolled;
      }
      for (const hit of hits) hit.score += hit.rolled ?? 0;
    }
  }

  Object.assign(kbSearch, { Ranking, W, SURE });
})();
