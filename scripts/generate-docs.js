// Writes the pages that are made from the code; `--check` only compares and fails when one is stale. Run `npm run docs`.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { allCodes } from "../dist/cli/codes.js";
import { configJsonSchema, configPage } from "../dist/config/config-page.js";
import { ruleIndex, rulePage, rulePageName } from "../dist/report/rule-page.js";

/** The README with the demo's report and the seed story in it, as runs just printed them. */
function readme() {
  const runs = { "demo report": ["demo"], "seed story": ["whatif", "--hire", "junior seller North 2026-10-01"] };
  return Object.entries(runs).reduce(
    (text, [name, argv]) =>
      text.replace(
        new RegExp(`(<!-- ${name}.*-->\\n)[\\s\\S]*?(<!-- end -->)`),
        (_, begin, end) => `${begin}\n\`\`\`text\n${printed(argv)}\n\`\`\`\n\n${end}`,
      ),
    readFileSync("README.md", "utf8"),
  );
}

/** What a run prints; a what-if shows the command too, which takes the tables of the working folder. */
function printed(argv) {
  const isDemo = argv[0] === "demo";
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve("bin/evenbook.js"), ...argv], {
    encoding: "utf8",
    cwd: isDemo ? "." : "fixtures/demo",
  });
  if (status !== 0) throw new Error(`${argv.join(" ")} ended with ${status}: ${stderr}`);
  const command = argv.map((word) => (word.includes(" ") ? `"${word}"` : word)).join(" ");
  return isDemo ? stdout.trimEnd() : `$ evenbook ${command}\n\n${stdout.trimEnd()}`;
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
