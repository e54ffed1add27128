// Prints schemas with pg_dump of PostgreSQL 18, which runs here inside PGlite (PostgreSQL in WebAssembly).
//
//   node dump.mjs < CASES
//
// A case is a line of JSON: name, owner (of the database), user (who makes the schema), roles, text (what makes the schema), create and drop (the statements that should make the same schema again,
// and that remove it). Each gives a line of JSON: name, first and second (the dump of what text and of what create made), or name and error.
import { createInterface } from "node:readline";
import { PGlite } from "@electric-sql/pglite";
import { pgDump } from "@electric-sql/pglite-tools/pg_dump";

let server;
let blank;

for await (const line of createInterface({ input: process.stdin })) {
  const { name, owner, user, roles, text, create, drop } = JSON.parse(line);
  let answer;
  try {
    server ??= await start(owner);
    blank ??= await dump();
    await add(roles);
    await server.exec(`set session authorization "${user}"`);
    await server.exec(text);
    const first = await dump();
    await run(drop);
    // Default privileges are not dropped, and would be in force for what is created.
    if ((await server.query("select from pg_default_acl")).rows.length > 0) {
      await renew(owner, roles);
      await server.exec(`set session authorization "${user}"`);
    }

    await run(create);
    const second = await dump();
    await run(drop);
    answer = { name, first, second };
  } catch (error) {
    answer = { name, error: String(error.message ?? error) };
  }

  console.log(JSON.stringify(answer));
  // What a case leaves behind must not be in the dump of the next one.
  if (answer.error !== undefined || (await dump()) !== blank) {
    await server?.close().catch(() => {});
    server = undefined;
  }
}

await server?.close();

async function start(owner) {
  const server = await PGlite.create();
  await server.exec(`create role "${owner}" superuser; alter database postgres owner to "${owner}"`);
  return server;
}

async function add(roles) {
  for (const role of roles) {
    await server.exec(`do $$ begin create role "${role}"; exception when duplicate_object then null; end $$`);
  }
}

async function renew(owner, roles) {
  await server.close();
  server = await start(owner);
  await add(roles);
}

async function run(statements) {
  await server.exec("set check_function_bodies = off");
  for (const statement of statements) {
    try {
      await server.exec(statement);
    } catch (error) {
      throw new Error(`${error.message}\nin ${statement}`);
    }
  }

  await server.exec("reset all");
}

async function dump() {
  const file = await pgDump({ pg: server, args: ["--schema-only"] });
  // The program shares the only session that there is, and leaves its transaction open.
  await server.exec("rollback");
  await server.exec("reset all");
  return await file.text();
}
