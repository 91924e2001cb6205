// The guide as the bank published it (api/scaling-guide.json), with ways to look things up in it.

(() => {
  class Guide {
    constructor(published) {
      Object.assign(this, published);
    }

    get draft() {
      return this.status === "draft";
    }

    get childAges() {
      return this.ages.filter((age) => !age.overlay);
    }

    get overlays() {
      return this.ages.filter((age) => age.overlay);
    }

    age(id) {
      return this.ages.find((age) => age.id === id);
    }

    area(id) {
      return this.areas.find((area) => area.id === id);
    }

    band(number) {
      return this.bands.find((band) => band.from <= number && number <= band.to);
    }

    // What a number means at an area. The overall number is described at its two ends only: the bands are about areas.
    means(number, area) {
      if (this.area(area)) return this.numbers.find((one) => one.number === number).means;
      return { 10: this.overall.ten, 0: this.overall.zero }[number] ?? "";
    }

    // The few words that always stand beside a number.
    inShort(number, area) {
      if (this.area(area)) return this.band(number).title;
      if (number === 10 || number === 0) return `The ${number ? "safe" : "harmed"} end`;
      if (number === 5) return "Half way between safe (10) and harmed (0)";
      return number > 5 ? "Nearer to safe (10) than to harmed (0)" : "Nearer to harmed (0) than to safe (10)";
    }

    // The band in which harm is happening: the one that holds 0.
    get last() {
      return this.band(0);
    }

    // How the form words a question, with its hint: paper and screen ask alike.
    asked(id, otherwise) {
      const prompt = [...this.form.before, ...this.form.after]
        .flatMap((part) => part.prompts)
        .find((one) => one.id === id);
      return { label: prompt?.label ?? otherwise, help: prompt?.hint ?? null };
    }

    // What stands at one area for a child: [{title, bands, doesNotApply, ask, notice}], the age first, then each overlay.
    at(area, child) {
      const wanted = [child.age, ...(child.overlays ?? [])];
      return wanted
        .map((id) => [this.age(id), area.by_age.find((at) => at.age_band === id)])
        .filter(([age, at]) => age && at)
        .map(([age, at]) => ({
          title: age.title,
          bands: at.bands,
          doesNotApply: at.does_not_apply,
          ask: at.ask,
          notice: at.notice,
        }));
    }

    // How one band shows in a child's days: [{title, child, carers}]; the guide's own words where no age is chosen.
    described(area, child, band) {
      if (!area) return [];
      const found = area.at_any_age.length ? [{ title: "", bands: area.at_any_age }] : this.at(area, child);
      const words = found.flatMap(({ title, bands }) =>
        bands.filter((one) => one.band === band.id).map((one) => ({ title, child: one.child, carers: one.carers })),
      );
      return words.length ? words : [{ title: "", child: band.days, carers: band.carers }];
    }
  }

  Object.assign((globalThis.kbScaling ??= {}), { Guide });
})();
