import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");

/** What `npm install` would bring: the production dependencies and theirs, no others. They are linked, which takes a tenth of the time. */
function linkDependencies(folder: string): void {
  const listed = execFileSync("npm", ["ls", "--omit=dev", "--all", "--parseable"], { cwd: root, encoding: "utf8" });
  const modules = join(root, "node_modules");
  for (const path of listed.split("\n")) {
    const name = relative(modules, path);
    if (!path.startsWith(modules) || name.includes("node_modules")) continue;
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    symlinkSync(path, join(folder, name));
  }
}

describe("the packed tarball", () => {
  let folder = "";
  let bin = "";

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "evenbook-pack-"));
    // --ignore-scripts: the suite has just built `dist`; building it again would pull it from under the other tests.
    const [packed] = JSON.parse(
      execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], {
        cwd: root,
        encoding: "utf8",
      }),
    ) as { filename: string }[];
    const installed = join(folder, "lib/node_modules/evenbook");
    mkdirSync(installed, { recursive: true });
    execFileSync("tar", ["-xzf", join(folder, packed?.filename ?? ""), "--strip-components=1", "-C", installed]);
    linkDependencies(join(installed, "node_modules"));
    bin = join(installed, "bin", "evenbook.js");
  }, 120_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("holds all that the demo needs, run from any folder", () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [bin, "demo"], { cwd: tmpdir(), encoding: "utf8" });
    expect(stderr).toBe("");
    expect(stdout).toContain("evenbook plan for 2026Q4");
    expect(status).toBe(0);
  });

  it("says its version and ends with 2 on a wrong command line", () => {
    expect(spawnSync(process.execPath, [bin, "--version"], { encoding: "utf8" }).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(spawnSync(process.execPath, [bin, "plan", "--nonsense"], { encoding: "utf8" }).status).toBe(2);
  });

  it("lets the solver be imported", () => {
    const script = 'import { solveAllocation } from "evenbook/allocation"; console.log(typeof solveAllocation);';
    const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
      cwd: join(folder, "lib/node_modules/evenbook"),
      encoding: "utf8",
    });
    expect(stdout).toBe("function\n");
  });
});
