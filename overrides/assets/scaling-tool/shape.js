// What an assessment may hold, written once: how it begins, and how one from a file is read without trusting it.

(() => {
  const LONG = 20000;
  const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

  // Says where in a file something stands that does not belong there.
  class Misfit extends Error {
    constructor(where) {
      super(where);
      this.where = where;
    }
  }

  const kind = (blank, fits) => ({
    blank,
    read(value, where) {
      if (!fits(value)) throw new Misfit(where);
      return value;
    },
  });

  const text = kind(
    () => "",
    (value) => typeof value === "string" && value.length <= LONG,
  );
  const name = kind(
    () => "",
    (value) => typeof value === "string" && value.length <= 60 && ID.test(value),
  );
  const nameOrNone = kind(
    () => "",
    (value) => value === "" || (typeof value === "string" && value.length <= 60 && ID.test(value)),
  );
  const edition = kind(
    () => "",
    (value) => typeof value === "string" && value.length <= 20 && /^[\w.-]*$/.test(value),
  );
  const day = kind(
    () => "",
    (value) => value === "" || isDay(value),
  );
  const number = kind(
    () => null,
    (value) => value === null || (Number.isInteger(value) && value >= 0 && value <= 10),
  );
  const oneOf = (...values) =>
    kind(
      () => values[0],
      (value) => values.includes(value),
    );

  function isDay(value) {
    if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
    const date = new Date(`${value}T00:00:00Z`);
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
  }

  const list = (of, most) => ({
    blank: () => [],
    read(value, where) {
      if (!Array.isArray(value) || value.length > most) throw new Misfit(where);
      return value.map((one, at) => of.read(one, `${where}[${at}]`));
    },
  });

  // Texts by the id of a field that the guide's data names.
  const texts = {
    blank: () => ({}),
    read(value, where) {
      const found = {};
      for (const [key, words] of Object.entries(own(value, where)).slice(0, 41)) {
        found[name.read(key, `${where}.${key}`)] = text.read(words, `${where}.${key}`);
      }
      if (Object.keys(found).length > 40) throw new Misfit(where);
      return found;
    },
  };

  // Exactly these fields: one more is as wrong as one less.
  const fields = (shapes) => ({
    blank: () => Object.fromEntries(Object.entries(shapes).map(([key, shape]) => [key, shape.blank()])),
    read(value, where) {
      const keys = Object.keys(own(value, where));
      const odd = [
        ...keys.filter((key) => !Object.hasOwn(shapes, key)),
        ...Object.keys(shapes).filter((key) => !keys.includes(key)),
      ];
      if (odd.length) throw new Misfit(`${where}.${odd[0]}`);
      return Object.fromEntries(
        Object.entries(shapes).map(([key, shape]) => [key, shape.read(value[key], `${where}.${key}`)]),
      );
    },
  });

  function own(value, where) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Misfit(where);
    return value;
  }

  const SAYS = ["", "number", "not known yet", "does not apply"];
  const ANSWER = { voice: name, says: oneOf(...SAYS), number, because: text, evidence: texts, edition };

  const SHAPE = fields({
    guide: fields({ edition, status: oneOf("draft", "approved") }),
    day,
    child: fields({ reference: text, age: nameOrNone, overlays: list(name, 10) }),
    voices: list(fields({ id: name, who: oneOf("child", "parent", "agency"), label: text }), 40),
    answers: list(fields({ area: name, ...ANSWER }), 2000),
    overall: list(fields(ANSWER), 40),
    followUps: list(fields({ area: name, words: texts }), 100),
    ending: fields({
      worried: text,
      workingWell: text,
      needsToHappen: text,
      stillToKnow: list(fields({ what: text, who: text, when: text }), 100),
      dangers: list(fields({ danger: text, goal: text }), 40),
      actions: list(fields({ who: text, what: text, when: text }), 200),
      childSays: text,
      parentsSay: text,
      consent: fields({ answer: oneOf("", "given", "not given", "not asked"), reason: text }),
      tookPart: text,
      completedBy: text,
      managersView: text,
      managersRole: text,
      nextReview: day,
    }),
  });

  Object.assign((globalThis.kbScaling ??= {}), { SHAPE, Misfit, isDay, LONG });
})();
