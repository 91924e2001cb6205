// Text as search reads it: the same words as knowledge_bank/search/words.py, and their stems.
// Classic scripts that share one name, kbSearch: a page opened from a folder may load no modules.

globalThis.kbSearch ??= {};

(() => {
  const WORD = /[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)?/gu;
  const LETTERS_WITH_MARKS = /(?<![\p{L}\p{N}_])([\p{L}\p{N}])[.&](?=[\p{L}\p{N}])/gu;
  // What a stemmer cannot know: plurals with another word inside, and the other side of the ocean.
  const IRREGULAR = {
    children: "child", childrens: "child", kids: "child", kid: "child", men: "man", women: "woman", teeth: "tooth",
    feet: "foot", mice: "mouse", people: "person", persons: "person", wives: "wife", lives: "life", babies: "baby",
    mum: "mother", mums: "mother", mom: "mother", mummy: "mother", dad: "father", dads: "father", bought: "buy",
    taught: "teach", told: "tell", felt: "feel", kept: "keep", left: "leave", slept: "sleep", fed: "feed",
    wrote: "write", written: "write", spoke: "speak", spoken: "speak", rang: "ring", rung: "ring", seen: "see",
    saw: "see", worse: "bad", worst: "bad",
  };
  const stems = new Map();
  const stemmer = new EnglishStemmer();

  function wordsIn(text) {
    let plain = text.toLowerCase().replaceAll("’", "'");
    for (let before = ""; before !== plain; ) {
      before = plain;
      plain = plain.replace(LETTERS_WITH_MARKS, "$1");
    }
    plain = plain.replace(/\bwon't\b/g, "will not").replace(/\bcan't\b/g, "cannot").replace(/n't\b/g, " not");
    return (plain.match(WORD) ?? []).map((word) => word.replace(/'(?:s|m|d|re|ve|ll)$/, ""));
  }

  function british(word) {
    if (word.length < 6) return word;
    return word
      .replace(/iz(e|ed|es|er|ing|ation|ations)$/, "is$1")
      .replace(/yz(e|ed|es|ing)$/, "ys$1")
      .replace(/avior/, "aviour")
      .replace(/(col|lab|neighb|fav|hon|hum)or/, "$1our")
      .replace(/^pediatric/, "paediatric");
  }

  function stem(word) {
    let found = stems.get(word);
    if (found === undefined) {
      found = Object.hasOwn(IRREGULAR, word) ? IRREGULAR[word] : word;
      found = /\d/.test(found) || found.length < 3 ? found : stemmer.stemWord(british(found));
      stems.set(word, found);
    }
    return found;
  }

  Object.assign(kbSearch, { wordsIn, stem });
})();
