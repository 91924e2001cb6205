// Unpacks what knowledge_bank/search/packing.py packed: lists of numbers, and words in their order.

(() => {
  const VALUE = new Uint8Array(128);
  for (let code = 35, value = 0; code < 100; code++) if (code !== 92) VALUE[code] = value++;

  class Bits {
    constructor(packed) {
      this.packed = packed;
      this.at = 0;
    }

    next() {
      const sign = VALUE[this.packed.charCodeAt((this.at / 6) | 0)];
      return (sign >> (5 - (this.at++ % 6))) & 1;
    }

    number(width) {
      let number = 0;
      while (width-- > 0) number = number * 2 + this.next();
      return number;
    }

    // One of so many choices; those in the middle may take one bit less.
    place(choices) {
      const width = choices > 1 ? 32 - Math.clz32(choices - 1) : 0;
      if (!width) return 0;
      const short = 2 ** width - choices;
      let turned = this.number(width - 1);
      if (turned >= short) turned = turned * 2 + this.next() - short;
      return (turned + Math.floor((choices - short) / 2)) % choices;
    }

    // So many rising numbers from `low` to `high`, into `list` from `from` on.
    between(list, from, count, low, high) {
      if (!count) return;
      const middle = count >> 1;
      const number = low + middle + this.place(high - (count - 1 - middle) - (low + middle) + 1);
      list[from + middle] = number;
      this.between(list, from, middle, low, number - 1);
      this.between(list, from + middle + 1, count - 1 - middle, number + 1, high);
    }

    list(size) {
      let zeros = 0;
      while (!this.next()) zeros++;
      const count = 2 ** zeros + this.number(zeros) - 1;
      const list = new Array(count);
      this.between(list, 0, count, 0, size - 1);
      return list;
    }
  }

  // The first `count` lists of numbers below `size`.
  function unpackLists(packed, count, size) {
    const bits = new Bits(packed);
    return Array.from({ length: count }, () => bits.list(size));
  }

  // Words that say how much of the word before each begins with.
  function unpackWords(packed) {
    let before = "";
    return (packed.match(/[A-Z][^A-Z]*/g) ?? []).map((part) => {
      before = before.slice(0, part.charCodeAt(0) - 65) + part.slice(1);
      return before;
    });
  }

  Object.assign((globalThis.kbSearch ??= {}), { unpackLists, unpackWords });
})();
