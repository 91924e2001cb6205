// A reminder for a calendar: the day, and that a review is due. Whose review it is stands in the child's file, not here.

(() => {
  const folded = (line) => line.match(/.{1,70}/gu).join("\r\n ");
  const stamp = (moment) => moment.toISOString().replace(/[-:]|\.\d+/g, "");

  function dayAfter(day) {
    const next = new Date(`${day}T00:00:00Z`);
    next.setUTCDate(next.getUTCDate() + 1);
    return next.toISOString().slice(0, 10);
  }

  // The text of an .ics file (RFC 5545) for an all-day event on `day`; `moment` is now, `id` says nothing.
  function reminder(day, { moment, id }) {
    const lines = [
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//Neglect Knowledge Bank//Scaling guide//EN",
      "CALSCALE:GREGORIAN",
      "METHOD:PUBLISH",
      "BEGIN:VEVENT",
      `UID:${id}`,
      `DTSTAMP:${stamp(moment)}`,
      `DTSTART;VALUE=DATE:${day.replaceAll("-", "")}`,
      `DTEND;VALUE=DATE:${dayAfter(day).replaceAll("-", "")}`,
      "SUMMARY:Scaling guide: a review is due",
      "DESCRIPTION:Whose review it is stands in the electronic file.",
      "TRANSP:TRANSPARENT",
      "CLASS:PRIVATE",
      "BEGIN:VALARM",
      "ACTION:DISPLAY",
      "DESCRIPTION:Scaling guide: a review is due in a week",
      "TRIGGER:-P7D",
      "END:VALARM",
      "END:VEVENT",
      "END:VCALENDAR",
    ];
    return lines.map((line) => `${folded(line)}\r\n`).join("");
  }

  Object.assign(kbScaling, { reminder });
})();
