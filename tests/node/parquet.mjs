// Reads files of Parquet with hyparquet and prints what it understood: the columns with their types, then the rows.
//
//   node parquet.mjs FILE...
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from "hyparquet";
import { basename } from "node:path";

for (const path of process.argv.slice(2)) {
  const file = await asyncBufferFromFile(path);
  const metadata = await parquetMetadataAsync(file);
  const columns = metadata.schema.slice(1);
  console.log(`${basename(path)}: ${metadata.num_rows} rows`);
  for (const column of columns) {
    const logical = column.logical_type ?? column.converted_type;
    console.log(`  ${column.name}: ${column.type}${logical ? ` ${show(logical)}` : ""}`);
  }

  for (const row of await parquetReadObjects({ file, metadata, utf8: false })) {
    console.log("row");
    for (const column of columns) {
      console.log(`  ${column.name} = ${show(row[column.name])}`);
    }
  }
}

function show(value) {
  if (value === null || value === undefined) {
    return "null";
  }

  if (value instanceof Uint8Array) {
    return `0x${Buffer.from(value).toString("hex")}`;
  }

  return value instanceof Date ? value.toISOString()
    : typeof value === "bigint" ? value.toString()
    : JSON.stringify(value, (_, inner) => (typeof inner === "bigint" ? inner.toString() : inner));
}
