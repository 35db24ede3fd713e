import { execFileSync } from "node:child_process";

/** Compiles `src` to `dist` once before the suite: the spawned runs of `bin/` must never test a stale build. */
export default function buildOnce(): void {
  execFileSync("npm", ["run", "--silent", "build"], { stdio: "inherit" });
}
