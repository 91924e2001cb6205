// Reads the index as knowledge_bank/search/index.py wrote it: its passages, and which words are where.

(() => {
  const { wordsIn, agesOf } = kbSearch;
  const BASE = 45;
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

  function* passagesOf({ pages, passages }) {
    const above = [];
    const leads = [];
    for (const [number, [page, anchor, heading, level, kind, boost]] of passages.entries()) {
      const [address, title, draft, due] = pages[page];
      above.length = Math.min(above.length, level);
      const path = level > 1 ? above.slice(2, level).filter(Boolean) : [];
      if (level === 1) above.length = 0;
      leads[page] ??= number;
      above[level] = heading;
      yield { number, page, anchor, address: anchor ? `${address}#${anchor}` : address, title, heading, path, level, kind,
        boost: boost / 100, draft: Boolean(draft), due, text: [], spoken: [], spokenHeading: [], lead: leads[page],
        ages: agesOf(heading) };
    }
  }

  // The passages, each with the words and the entries of the glossary it holds, and how often each word is.
  function read(index) {
    const passages = [...passagesOf(index)];
    const counts = new Map();
    const places = lines(index.in);
    names(index.words).forEach((word, at) => {
      const numbers = numbersIn(places[at]);
      counts.set(word, numbers.length);
      for (const number of numbers) passages[number].text.push(word);
    });
    for (const { heading } of passages) {
      for (const word of wordsIn(heading)) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    const speaking = lines(index.spoken);
    names(index.concepts).forEach((name, at) => {
      const field = name.endsWith("h") ? "spokenHeading" : "spoken";
      for (const number of numbersIn(speaking[at])) passages[number][field].push(`~${parseInt(name, 10)}`);
    });
    return { passages, counts };
  }

  Object.assign(kbSearch, { read });
})();
