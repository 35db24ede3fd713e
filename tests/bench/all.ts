import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Every benchmark, one after the other; `--write` renews the pages. Other arguments are those of the solver's benchmark. */
const words = process.argv.slice(2);
const write = words.filter((word) => word === "--write");
for (const [file, argv] of [["run.js", words] as const, ["orders/run.js", write] as const]) {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const { status } = spawnSync(process.execPath, [path, ...argv], { stdio: "inherit" });
  if (status !== 0) process.exitCode = 1;
}
