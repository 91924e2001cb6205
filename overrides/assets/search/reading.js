// Reads the index as knowledge_bank/search/index.py wrote it: its passages, and which words are where.

(() => {
  const { wordsIn, agesOf, unpackLists, unpackWords } = kbSearch;

  // An entry of the glossary is written as its number: what it is called stands in the vocabulary.
  function named([, anchor, heading], vocabulary) {
    if (typeof anchor === "string") return { anchor, heading };
    const [id, term, expansion] = vocabulary[anchor];
    return { anchor: id, heading: expansion ? `${term} (${expansion})` : term, entry: anchor };
  }

  function* passagesOf({ pages, passages, vocabulary }) {
    const above = [];
    const leads = [];
    for (const [number, row] of passages.entries()) {
      const [page, , , level, kind, boost] = row;
      const { anchor, heading, entry } = named(row, vocabulary);
      const [address, title, draft, due] = pages[page];
      above.length = Math.min(above.length, level);
      const path = level > 1 ? above.slice(2, level).filter(Boolean) : [];
      if (level === 1) above.length = 0;
      leads[page] ??= number;
      above[level] = heading;
      yield { number, page, anchor, address: anchor ? `${address}#${anchor}` : address, title, heading, path, level, kind, entry,
        boost: boost / 100, draft: Boolean(draft), due, text: [], spoken: [], spokenHeading: [], lead: leads[page],
        ages: agesOf(heading) };
    }
  }

  // The passages, each with the words and the entries of the glossary it holds, and how often each word is.
  function read(index) {
    const passages = [...passagesOf(index)];
    const counts = new Map();
    const words = unpackWords(index.words);
    unpackLists(index.in, words.length, passages.length).forEach((numbers, at) => {
      counts.set(words[at], numbers.length);
      for (const number of numbers) passages[number].text.push(words[at]);
    });
    for (const { heading } of passages) {
      for (const word of wordsIn(heading)) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    const entries = index.vocabulary.length;
    unpackLists(index.spoken, 2 * entries, passages.length).forEach((numbers, at) => {
      const field = at < entries ? "spoken" : "spokenHeading";
      for (const number of numbers) passages[number][field].push(`~${at % entries}`);
    });
    return { passages, counts };
  }

  Object.assign(kbSearch, { read });
})();
