// Writes the pages that are made from the code; `--check` only compares and fails when one is stale. Run `npm run docs`.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { configJsonSchema, configPage } from "../dist/config/config-page.js";

const pages = {
  "docs/config.md": configPage(),
  "docs/evenbook.schema.json": configJsonSchema(),
};

const check = process.argv.includes("--check");
let stale = 0;
for (const [file, text] of Object.entries(pages)) {
  if (existsSync(file) && readFileSync(file, "utf8") === text) continue;
  stale++;
  if (check) process.stderr.write(`${file} is not what the code says; run npm run docs\n`);
  else {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
if (check && stale > 0) process.exitCode = 1;
