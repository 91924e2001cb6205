// The record's blocks as elements, for paper and screen, and as a web page of its own to download.

(() => {
  const { element, scrolling, table } = kbScaling;

  // `top` is the level of the record's title: 1 on a page of its own.
  function blockOf(block, top) {
    const lines = (text) =>
      String(text)
        .split("\n")
        .flatMap((line, at) => (at ? [document.createElement("br"), line] : [line]));
    switch (block.kind) {
      case "title":
        return element(`h${top}`, {}, block.text);
      case "heading":
        return element(`h${top + block.level}`, {}, block.text);
      case "text":
        return element("p", {}, block.strong ? element("strong", {}, ...lines(block.text)) : lines(block.text));
      case "list":
        return element(
          "ul",
          {},
          block.items.map((item) => element("li", {}, ...lines(item))),
        );
      case "alert":
        return element(
          "div",
          { class: "kb-scaling__alert" },
          element("p", {}, element("strong", {}, block.title)),
          element(
            "ul",
            {},
            block.lines.map((line) => element("li", {}, line)),
          ),
        );
      case "facts":
        return scrolling(
          block.label,
          element(
            "table",
            {},
            element(
              "tbody",
              {},
              block.rows.map(([label, value]) =>
                element("tr", {}, element("th", { scope: "row" }, label), element("td", {}, ...lines(value))),
              ),
            ),
          ),
        );
      case "table":
        return table(
          block.label,
          block.head,
          block.rows.map((row) => row.map(lines)),
          block.rowHeads,
        );
      default:
        throw new TypeError(block.kind);
    }
  }

  const recordElements = (blocks, top) => blocks.map((block) => blockOf(block, top));

  const STYLE =
    "body{font:11pt/1.45 sans-serif;max-width:48em;margin:2em auto;padding:0 1em}table{border-collapse:collapse;width:100%}th,td{border:1px solid;padding:.3em .5em;text-align:left;vertical-align:top}thead th{background:#eee}.kb-scaling__alert{border:3px solid;padding:.3em 1em}";

  // A whole web page as text. What people typed goes through elements, so that words stay words.
  function recordFile(blocks) {
    const main = element("main", {}, recordElements(blocks, 1));
    return (
      `<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n` +
      `<title>Scaling guide: record</title>\n<style>${STYLE}</style>\n</head>\n<body>\n${main.outerHTML}\n</body>\n</html>\n`
    );
  }

  Object.assign(kbScaling, { recordElements, recordFile });
})();
