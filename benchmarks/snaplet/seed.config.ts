import { SeedPg } from "@snaplet/seed/adapter-pg";
import { defineConfig } from "@snaplet/seed/config";
import pg from "pg";

export default defineConfig({
  adapter: async () => {
    const client = new pg.Client({ host: process.env.PGHOST, user: "postgres", database: "postgres" });
    await client.connect();
    return new SeedPg(client);
  },
});
