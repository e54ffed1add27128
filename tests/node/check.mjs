// Reads DBML, Mermaid diagrams or statements of MySQL with the notation's own reference reader and prints what it understood, a line of
// JSON for each file.
//
//   node check.mjs dbml FILE...       @dbml/core
//   node check.mjs mermaid FILE...    mermaid.parse, in jsdom
//   node check.mjs mysql FILE...      the grammar of MySQL Workbench, version 8.0.19; a file holds a JSON array of statements
//
// Exit status: 0 accepted, 1 refused (the file and the reader's message go to stderr), 2 wrong usage.
import { readFile } from "node:fs/promises";

const [notation, ...files] = process.argv.slice(2);
const readers = { dbml, mermaid, mysql };
if (!Object.hasOwn(readers, notation) || files.length === 0) {
  console.error("usage: node check.mjs dbml|mermaid|mysql FILE...");
  process.exit(2);
}

for (const file of files) {
  try {
    console.log(JSON.stringify(await readers[notation](await readFile(file, "utf8"))));
  } catch (error) {
    const places = error?.diags?.map((d) => `${d.location?.start?.line}:${d.location?.start?.column} ${d.message}`);
    console.error(`${file}: ${places?.join("\n") ?? error?.message ?? String(error)}`);
    process.exitCode = 1;
  }
}

async function dbml(text) {
  const { Parser } = await import("@dbml/core");
  const [schema] = new Parser().parse(text, "dbmlv2").export().schemas;
  return {
    tables: schema.tables.map((t) => ({
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
    enums: schema.enums.map((e) => ({ name: e.name, values: e.values.map((v) => v.name) })),
    refs: schema.refs.map((r) => ({
      name: r.name,
      onDelete: r.onDelete ?? null,
      endpoints: r.endpoints.map((e) => ({ table: e.tableName, fields: e.fieldNames, relation: e.relation })),
    })),
  };
}

async function mermaid(text) {
  // Mermaid looks for a browser when it is loaded, so the window must be there before.
  if (!globalThis.window) {
    const { JSDOM } = await import("jsdom");
    const { window } = new JSDOM("<!doctype html><body></body>");
    globalThis.window = window;
    globalThis.document = window.document;
  }

  const { default: reader } = await import("mermaid");
  const { diagramType } = await reader.parse(text);
  const { db } = await reader.mermaidAPI.getDiagramFromText(text);
  return {
    diagramType,
    entities: [...db.getEntities().entries()].map(([name, e]) => ({
      name,
      attributes: e.attributes.map((a) => ({ type: a.type, name: a.name, keys: a.keys ?? [], comment: a.comment ?? "" })),
    })),
    relationships: db.getRelationships().length,
  };
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
