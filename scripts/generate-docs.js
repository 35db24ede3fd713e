// Writes the pages that are made from the code; `--check` only compares and fails when one is stale. Run `npm run docs`.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { allCodes } from "../dist/cli/codes.js";
import { configJsonSchema, configPage } from "../dist/config/config-page.js";
import { ruleIndex, rulePage, rulePageName } from "../dist/report/rule-page.js";

/** The README with the demo's report in it, as a run just printed it. */
function readme() {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["bin/evenbook.js", "demo"], { encoding: "utf8" });
  if (status !== 0) throw new Error(`the demo ended with ${status}: ${stderr}`);
  return readFileSync("README.md", "utf8").replace(
    /(<!-- demo report.*-->\n)[\s\S]*?(<!-- end -->)/,
    (_, begin, end) => `${begin}\n\`\`\`text\n${stdout.trimEnd()}\n\`\`\`\n\n${end}`,
  );
}

const pages = {
  "README.md": readme(),
  "docs/config.md": configPage(),
  "docs/evenbook.schema.json": configJsonSchema(),
  "docs/rules/README.md": ruleIndex(allCodes),
  ...Object.fromEntries(allCodes.map((card) => [`docs/rules/${rulePageName(card)}`, rulePage(card)])),
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
