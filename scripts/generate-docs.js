// Writes the pages that are made from the code; `--check` only compares and fails when one is stale. Run `npm run docs`.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { allCodes } from "../dist/cli/codes.js";
import { configJsonSchema, configPage } from "../dist/config/config-page.js";
import { ruleIndex, rulePage, rulePageName } from "../dist/report/rule-page.js";

const folder = mkdtempSync(join(tmpdir(), "evenbook-docs-"));
process.on("exit", () => rmSync(folder, { recursive: true }));

/** What a command prints on the demo's tables, in a folder that has the demo's plan. */
function run(words) {
  const tables = ["clients", "reps", "requests", "orders"].flatMap((name) => [
    `--${name}`,
    resolve(`fixtures/demo/${name}.csv`),
  ]);
  const rest = [...tables, "--config", resolve("fixtures/demo/evenbook.yaml"), "--quiet"];
  return printed([...words, ...rest], folder);
}

function printed(words, cwd) {
  const argv = [resolve("bin/evenbook.js"), ...words];
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(`${words.join(" ")} ended with ${status}: ${stderr}`);
  return stdout.trimEnd();
}

/** A command as typed, and what it prints in the demo's own folder. */
function typed(words) {
  const command = words.map((word) => (word.includes(" ") ? `"${word}"` : word)).join(" ");
  return `$ evenbook ${command}\n\n${printed(words, "fixtures/demo")}`;
}

/** The README with the demo's report in it, the first candidates of one client, and the seed story. */
function readme() {
  const candidates = run(["explain", "C014", "--plan", "plan-2026Q4"]).split("\n");
  const from = candidates.findIndex((line) => line.startsWith("Candidates"));
  const parts = {
    "demo report": printed(["demo"], "."),
    "demo candidates": [...candidates.slice(from, from + 9), "     ..."].join("\n"),
    "seed story": typed(["whatif", "--hire", "junior seller North 2026-10-01"]),
  };
  return Object.entries(parts).reduce(
    (text, [name, shown]) =>
      text.replace(
        new RegExp(`(<!-- ${name}.*-->\\n)[\\s\\S]*?(<!-- end -->)`),
        (_, begin, end) => `${begin}\n\`\`\`text\n${shown}\n\`\`\`\n\n${end}`,
      ),
    readFileSync("README.md", "utf8"),
  );
}

/** The page of the review loop with what its commands just printed. */
function reviewPage() {
  return readFileSync("docs/review.md", "utf8").replace(
    /(<!-- run: evenbook (.*) -->\n)[\s\S]*?(<!-- end -->)/g,
    (_, begin, command, end) =>
      `${begin}\n\`\`\`text\n$ evenbook ${command}\n${run(command.split(" "))}\n\`\`\`\n\n${end}`,
  );
}

run(["plan", "--out", "plan-2026Q4"]);

const pages = {
  "README.md": readme(),
  "docs/review.md": reviewPage(),
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
