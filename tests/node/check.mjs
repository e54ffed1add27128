// Reads DBML, diagrams or statements of MySQL with the notation's own reference reader and prints what it understood, a line of JSON for
// each file.
//
//   node check.mjs dbml FILE...       @dbml/core
//   node check.mjs mermaid FILE...    mermaid.parse, in jsdom
//   node check.mjs plantuml FILE...   @plantuml/core, in jsdom: what stands in the picture
//   node check.mjs dot FILE...        Graphviz, which comes with @plantuml/core: what stands in the picture
//   node check.mjs mysql FILE...      the grammar of MySQL Workbench, version 8.0.19; a file holds a JSON array of statements
//
// Exit status: 0 accepted, 1 refused (the file and the reader's message go to stderr), 2 wrong usage.
import { readFile } from "node:fs/promises";

const [notation, ...files] = process.argv.slice(2);
const readers = { dbml, mermaid, plantuml, dot, mysql };
if (!Object.hasOwn(readers, notation) || files.length === 0) {
  console.error("usage: node check.mjs dbml|mermaid|plantuml|dot|mysql FILE...");
  process.exit(2);
}

// What readers say while they work is no answer.
console.log = () => {};
for (const file of files) {
  try {
    process.stdout.write(`${JSON.stringify(await readers[notation](await readFile(file, "utf8")))}\n`);
  } catch (error) {
    const places = error?.diags?.map((d) => `${d.location?.start?.line}:${d.location?.start?.column} ${d.message}`);
    console.error(`${file}: ${places?.join("\n") ?? error?.message ?? String(error)}`);
    process.exitCode = 1;
  }
}

async function dbml(text) {
  const { Parser } = await import("@dbml/core");
  const { schemas } = new Parser().parse(text, "dbmlv2").export();
  return {
    tables: schemas.flatMap((s) => s.tables).map((t) => ({
      name: t.name,
      note: t.note ?? "",
      fields: t.fields.map((f) => ({
        name: f.name,
        type: f.type.type_name,
        pk: !!f.pk,
        notNull: !!f.not_null,
        increment: !!f.increment,
        default: f.dbdefault?.value ?? null,
        note: f.note ?? "",
      })),
      indexes: t.indexes.map((i) => ({
        name: i.name ?? null,
        unique: !!i.unique,
        pk: !!i.pk,
        columns: i.columns.map((c) => c.value),
      })),
    })),
    enums: schemas.flatMap((s) => s.enums).map((e) => ({ name: e.name, values: e.values.map((v) => v.name) })),
    refs: schemas.flatMap((s) => s.refs).map((r) => ({
      name: r.name,
      onDelete: r.onDelete ?? null,
      endpoints: r.endpoints.map((e) => ({ table: e.tableName, fields: e.fieldNames, relation: e.relation })),
    })),
  };
}

async function mermaid(text) {
  await browser();
  const { default: reader } = await import("mermaid");
  const { diagramType } = await reader.parse(text);
  const { db } = await reader.mermaidAPI.getDiagramFromText(text);
  return {
    diagramType,
    entities: [...db.getEntities().entries()].map(([name, e]) => ({
      name: decoded(name),
      attributes: e.attributes.map((a) => ({ type: a.type, name: a.name, keys: a.keys ?? [], comment: decoded(a.comment ?? "") })),
    })),
    relationships: db.getRelationships().length,
  };
}

// Characters that stand as their number are marked so until the picture is drawn.
function decoded(text) {
  return text.replace(/ﬂ°°(\d+)¶ß/g, (_, number) => String.fromCodePoint(Number(number)));
}

async function plantuml(text) {
  const window = await browser();
  await graphviz();
  const { renderToString } = await import("@plantuml/core");
  const lines = text.split("\n");
  const svg = await new Promise((done, fail) => renderToString(lines, done, (message) => fail(new Error(message)), { maxSvgSize: 0 }));
  // As HTML: jsdom writes the namespace twice, which XML does not take.
  const picture = new window.DOMParser().parseFromString(svg, "text/html");
  const boxes = [...picture.querySelectorAll("g.entity")];
  const names = new Map(boxes.map((box) => [box.id, box.getAttribute("data-qualified-name")]));
  if (boxes.length === 0) {
    // A refusal is a picture too, which shows the line and the reason.
    throw new Error(rows([...picture.querySelectorAll("text")]).join("\n"));
  }

  return {
    boxes: boxes.map((box) => ({
      name: box.getAttribute("data-qualified-name"),
      lines: rows([...box.querySelectorAll("text")]),
      mandatory: box.querySelectorAll("[data-visibility-modifier=IE_MANDATORY]").length,
    })),
    links: [...picture.querySelectorAll("g.link")].map((link) => ({
      from: names.get(link.getAttribute("data-entity-1")),
      to: names.get(link.getAttribute("data-entity-2")),
      text: rows([...link.querySelectorAll("text")]).join(" "),
    })),
  };
}

async function dot(text) {
  const { output, errors } = (await graphviz()).render(text, { format: "svg" });
  if (errors.some((e) => e.level === "error")) {
    throw new Error(errors.map((e) => e.message).join("\n"));
  }

  const picture = new (await browser()).DOMParser().parseFromString(output, "text/html");
  const title = (part) => part.querySelector("title").textContent;
  return {
    boxes: inOrder(picture.querySelectorAll("g.node")).map((box) => ({
      name: title(box),
      lines: rows([...box.querySelectorAll("text")]),
    })),
    links: [...picture.querySelectorAll("g.edge")].map((link) => {
      const [from, to] = title(link).split("->");
      return { from: from.split(":")[0], to: to.split(":")[0], text: link.querySelector("a")?.getAttribute("xlink:title") ?? "" };
    }),
  };
}

// Parts of a picture are numbered in the order of the text, and drawn in another.
function inOrder(parts) {
  return [...parts].sort((a, b) => Number(a.id.replace(/\D/g, "")) - Number(b.id.replace(/\D/g, "")));
}

// Texts of a picture that stand beside each other, as one.
function rows(texts) {
  const found = new Map();
  for (const text of texts) {
    const y = text.getAttribute("y");
    found.set(y, (found.get(y) ?? "") + text.textContent);
  }

  return [...found.values()];
}

// Readers look for a browser when they are loaded, so the window must be there before.
async function browser() {
  if (!globalThis.window) {
    const { JSDOM } = await import("jsdom");
    const { window } = new JSDOM("<!doctype html><body></body>", { url: "http://localhost/" });
    globalThis.window = window;
    globalThis.document = window.document;
    globalThis.location = window.location;
    globalThis.XMLSerializer = window.XMLSerializer;
    // Only where a text stands depends on how wide it is.
    window.HTMLCanvasElement.prototype.getContext = () => ({ measureText: (text) => ({ width: 8 * text.length }) });
    window.SVGElement.prototype.getBBox = function () {
      return { x: 0, y: -10, width: 8 * this.textContent.length, height: 12 };
    };
  }

  return globalThis.window;
}

async function graphviz() {
  await browser();
  await import("@plantuml/core/viz-global.js");
  return globalThis.Viz.instance();
}

// What is refused is no failure here: the caller also sends what must be.
async function mysql(text) {
  const { createRequire } = await import("node:module");
  const { default: Parser } = createRequire(import.meta.url)("ts-mysql-parser");
  const parser = new Parser({ version: "8.0.19" });
  return {
    errors: JSON.parse(text).map((statement) => {
      const { lexerError, parserError } = parser.parse(statement);
      return (lexerError ?? parserError)?.message ?? (lexerError || parserError ? "refused" : "");
    }),
  };
}
