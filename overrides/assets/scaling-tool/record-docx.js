// The record's blocks as a Word document: the few parts of WordprocessingML that they need, zipped by fflate.

(() => {
  const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
  const WIDTH = 9638; // of the text on A4, in twentieths of a point

  // XML knows no control signs.
  const escaped = (text) =>
    String(text)
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
      .replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);

  const run = (text, strong) =>
    `<w:r>${strong ? "<w:rPr><w:b/></w:rPr>" : ""}${String(text)
      .split("\n")
      .map((line) => `<w:t xml:space="preserve">${escaped(line)}</w:t>`)
      .join("<w:br/>")}</w:r>`;
  const paragraph = (text, style, strong = false) =>
    `<w:p>${style ? `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>` : ""}${run(text, strong)}</w:p>`;

  function table(head, rows, rowHeads) {
    const columns = (head ?? rows[0]).length;
    const first = rowHeads ? Math.floor(WIDTH * 0.22) : Math.floor(WIDTH / columns); // who, before what they say
    const widths = Array.from({ length: columns }, (_, at) =>
      at ? Math.floor((WIDTH - first) / (columns - 1)) : first,
    );
    const cell = (text, at, strong) =>
      `<w:tc><w:tcPr><w:tcW w:w="${widths[at]}" w:type="dxa"/></w:tcPr>${paragraph(text, "Cell", strong)}</w:tc>`;
    const row = (cells, isHead) =>
      `<w:tr><w:trPr><w:cantSplit/>${isHead ? "<w:tblHeader/>" : ""}</w:trPr>${cells.map((text, at) => cell(text, at, isHead || (rowHeads && !at))).join("")}</w:tr>`;
    return (
      `<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="${WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="04A0" w:firstRow="${head ? 1 : 0}" w:firstColumn="1" w:noVBand="1"/></w:tblPr>` +
      `<w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join("")}</w:tblGrid>${head ? row(head, true) : ""}${rows.map((cells) => row(cells, false)).join("")}</w:tbl>${paragraph("")}`
    );
  }

  function blockOf(block) {
    switch (block.kind) {
      case "title":
        return paragraph(block.text, "Title");
      case "heading":
        return paragraph(block.text, `Heading${block.level}`);
      case "text":
        return paragraph(block.text, "", block.strong);
      case "list":
        return block.items.map((item) => paragraph(item, "ListBullet")).join("");
      case "alert":
        return paragraph(block.title, "Alert", true) + block.lines.map((line) => paragraph(line, "Alert")).join("");
      case "facts":
        return table(null, block.rows, true);
      case "table":
        return table(block.head, block.rows, block.rowHeads);
      default:
        throw new TypeError(block.kind);
    }
  }

  const style = (
    id,
    name,
    { based = "Normal", size, bold, before = 0, after = 80, extra = "", type = "paragraph" } = {},
  ) =>
    `<w:style w:type="${type}" w:styleId="${id}"${id === "Normal" ? ' w:default="1"' : ""}>` +
    `<w:name w:val="${name}"/>${id === "Normal" ? "" : `<w:basedOn w:val="${based}"/>`}<w:qFormat/><w:pPr>${extra}<w:spacing w:before="${before}" w:after="${after}"/>${/^heading (\d)/.test(name) ? `<w:outlineLvl w:val="${name.at(-1) - 1}"/>` : ""}</w:pPr>` +
    `<w:rPr>${bold ? "<w:b/>" : ""}${size ? `<w:sz w:val="${size}"/>` : ""}</w:rPr></w:style>`;
  const frame = (sides, size) =>
    sides.map((side) => `<w:${side} w:val="single" w:sz="${size}" w:space="4" w:color="auto"/>`).join("");

  const STYLES =
    `${HEAD}<w:styles ${W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="21"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>` +
    style("Normal", "Normal") +
    style("Title", "Title", { size: 40, bold: true, after: 160 }) +
    style("Heading1", "heading 1", { size: 28, bold: true, before: 280, extra: "<w:keepNext/>" }) +
    style("Heading2", "heading 2", { size: 23, bold: true, before: 200, extra: "<w:keepNext/>" }) +
    style("ListBullet", "List Bullet", { extra: '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' }) +
    style("Cell", "Cell", { size: 19, after: 40 }) +
    style("Alert", "Alert", { extra: `<w:pBdr>${frame(["top", "left", "bottom", "right"], 18)}</w:pBdr>`, after: 0 }) +
    style("Footer", "footer", { size: 16 }) +
    `<w:style w:type="table" w:styleId="Grid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>${["top", "left", "bottom", "right", "insideH", "insideV"].map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`).join("")}</w:tblBorders>` +
    '<w:tblCellMar><w:left w:w="100" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style></w:styles>';

  const NUMBERING = `${HEAD}<w:numbering ${W}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`;
  const PARTS = [
    ["document", "document.main"],
    ["styles", "styles"],
    ["numbering", "numbering"],
    ["footer1", "footer"],
  ];
  const TYPES =
    `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
    PARTS.map(
      ([name, type]) =>
        `<Override PartName="/word/${name}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.${type}+xml"/>`,
    ).join("") +
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>';
  const relations = (rows) =>
    `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${rows.map(([type, target], at) => `<Relationship Id="r${at + 1}" Type="${type}" Target="${target}"/>`).join("")}</Relationships>`;

  // The bytes of a .docx. `foot` stands on every sheet; `day` is the day it is written on.
  function recordDocx(blocks, { foot, day }) {
    const { strToU8, zipSync } = fflate;
    const files = {
      "[Content_Types].xml": TYPES,
      "_rels/.rels": relations([
        [`${OFFICE}/officeDocument`, "word/document.xml"],
        [`${PACKAGE}/relationships/metadata/core-properties`, "docProps/core.xml"],
      ]),
      "docProps/core.xml": `${HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escaped(blocks[0].text)}</dc:title><dc:language>en-GB</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">${day}T00:00:00Z</dcterms:created></cp:coreProperties>`,
      "word/document.xml": `${HEAD}<w:document ${W} xmlns:r="${OFFICE}"><w:body>${blocks.map(blockOf).join("")}<w:sectPr><w:footerReference w:type="default" r:id="r3"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>`,
      "word/_rels/document.xml.rels": relations([
        [`${OFFICE}/styles`, "styles.xml"],
        [`${OFFICE}/numbering`, "numbering.xml"],
        [`${OFFICE}/footer`, "footer1.xml"],
      ]),
      "word/styles.xml": STYLES,
      "word/numbering.xml": NUMBERING,
      "word/footer1.xml": `${HEAD}<w:ftr ${W}>${paragraph(foot, "Footer")}</w:ftr>`,
    };
    const mtime = new Date(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8)));
    return zipSync(
      Object.fromEntries(Object.entries(files).map(([name, text]) => [name, [strToU8(text), { level: 6, mtime }]])),
    );
  }

  Object.assign(kbScaling, { recordDocx });
})();
