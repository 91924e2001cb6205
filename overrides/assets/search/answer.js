// From hits to what a page shows: plain facts and pieces of text, nothing that could be run.

(() => {
  const { Engine, wordsIn, stem } = kbSearch;
  const EXTRACT = 220;
  const BREATH = 12; // milliseconds of work before the main thread gets a turn; a worker needs none

  // Build the engine from the index in slices, and return `answer(text, options)`. `load` fetches a
  // script of the site; the texts come only once somebody needs an extract or a phrase.
  async function prepare(load) {
    const engine = new Engine(globalThis.kbSearchIndex);
    let begun = performance.now();
    for (const _ of engine.build()) {
      if (!globalThis.document || performance.now() - begun < BREATH) continue;
      await new Promise((go) => setTimeout(go));
      begun = performance.now();
    }
    const texts = async () => {
      if (!globalThis.kbSearchTexts) await load("search/texts.js");
      engine.texts = globalThis.kbSearchTexts;
    };
    return async (text, options = {}) => {
      if (!engine.texts && (options.extracts || /["“”„]/.test(text))) await texts();
      return answer(engine, text, options);
    };
  }

  function answer(engine, text, { exact, unfinished, extracts, from = 0, most = 10 } = {}) {
    const { query, hits } = engine.search(text, { exact, unfinished });
    const shown = hits.slice(from, from + most);
    const stems = new Set(shown.flatMap((hit) => hit.matched));
    for (const unit of query.units) {
      for (const one of unit.stems) stems.add(one);
      for (const { number } of unit.entries) for (const one of telling(engine, number)) stems.add(one);
    }
    return {
      total: hits.length,
      results: shown.map(({ passage }) => result(engine, passage, extracts ? stems : null)),
      changes: query.changes,
      also: query.also.map(({ from: typed, to, number }) => ({ from: typed, to, id: engine.vocabulary.terms[number].id })),
      near: query.near,
      unknown: query.unknown,
      shortened: query.shortened,
      phrases: query.phrases.length > 0,
      nearest: hits.length ? [] : engine.nearest(text),
    };
  }

  // The stems by which an entry shows in a text, whatever was typed.
  function telling(engine, number) {
    const [, term, expansion, also] = engine.index.vocabulary[number];
    const names = [term, expansion, ...also].filter((name) => wordsIn(name).length < 3);
    return names.flatMap((name) => wordsIn(name).filter((word) => !engine.stop.has(word) && word !== "child" && word !== "neglect").map(stem));
  }

  function result(engine, passage, stems) {
    const { address, title, heading, path, level, kind, draft, due, number } = passage;
    const way = level === 1 ? [] : [title, ...path];
    return { address, heading, way, kind: engine.index.kinds[kind], draft, due,
      extract: stems && engine.texts ? extract(engine.texts[number] ?? "", stems) : [] };
  }

  // The stretch of `text` that holds most of what was asked for, in pieces: plain, marked, plain …
  function extract(text, stems) {
    const words = [...text.matchAll(/[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)?/gu)];
    const marked = words.map(([word]) => stems.has(stem(wordsIn(word)[0] ?? "")));
    let best = { at: 0, score: -1 };
    for (let at = 0; at < words.length; at++) {
      const begins = at === 0 || /[.?!:;]\s*$/.test(text.slice(0, words[at].index));
      if (!begins && !marked[at]) continue;
      const seen = new Set();
      for (let to = at; to < words.length && words[to].index - words[at].index < EXTRACT; to++) {
        if (marked[to]) seen.add(words[to][0].toLowerCase());
      }
      const score = seen.size + (begins ? 0.6 : 0);
      if (score > best.score) best = { at, score };
    }
    if (!words.length) return [];
    const start = words[best.at].index;
    let end = text.length;
    if (end - start > EXTRACT) end = start + text.slice(start, start + EXTRACT).lastIndexOf(" ");
    const pieces = [[start > 0 ? "… " : "", false]];
    let done = start;
    words.forEach((word, i) => {
      if (!marked[i] || word.index < start || word.index + word[0].length > end) return;
      pieces.push([text.slice(done, word.index), false], [word[0], true]);
      done = word.index + word[0].length;
    });
    pieces.push([text.slice(done, end) + (end < text.length ? " …" : ""), false]);
    return pieces.filter(([piece]) => piece);
  }

  Object.assign(kbSearch, { prepare, extract });
})();
