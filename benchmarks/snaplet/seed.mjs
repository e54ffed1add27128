// Fills orders with as many rows as are asked for, and prints how many that is a second, starting not counted.
import { createSeedClient } from "@snaplet/seed";

const rows = Number(process.argv[2]);
const seed = await createSeedClient();
const began = process.hrtime.bigint();
await seed.orders((x) => x(rows));
console.log(Math.round(rows / (Number(process.hrtime.bigint() - began) / 1e9)));
process.exit();
