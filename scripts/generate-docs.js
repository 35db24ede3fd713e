// Writes the pages that are made from the code; `--check` only compares and fails when one is stale. Run `npm run docs`.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
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

/** The page of the review loop with what its commands just printed, in a folder with the demo's plan. */
function reviewPage() {
  const folder = mkdtempSync(join(tmpdir(), "evenbook-docs-"));
  const tables = ["clients", "reps", "requests", "orders"].flatMap((name) => [
    `--${name}`,
    resolve(`fixtures/demo/${name}.csv`),
  ]);
  const run = (words) => {
    const argv = [
      resolve("bin/evenbook.js"),
      ...words,
      ...tables,
      "--config",
      resolve("fixtures/demo/evenbook.yaml"),
      "--quiet",
    ];
    const { status, stdout, stderr } = spawnSync(process.execPath, argv, { cwd: folder, encoding: "utf8" });
    if (status !== 0) throw new Error(`${words.join(" ")} ended with ${status}: ${stderr}`);
    return stdout.trimEnd();
  };
  try {
    run(["plan", "--out", "plan-2026Q4"]);
    return readFileSync("docs/review.md", "utf8").replace(
      /(<!-- run: evenbook (.*) -->\n)[\s\S]*?(<!-- end -->)/g,
      (_, begin, command, end) =>
        `${begin}\n\`\`\`text\n$ evenbook ${command}\n${run(command.split(" "))}\n\`\`\`\n\n${end}`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

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
