import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");

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
    execFileSync(
      "npm",
      [
        "install",
        "--global",
        "--no-audit",
        "--no-fund",
        "--prefer-offline",
        "--prefix",
        folder,
        join(folder, packed?.filename ?? ""),
      ],
      {
        stdio: "pipe",
      },
    );
    bin = join(folder, "bin", "evenbook");
  }, 120_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("installs globally and its bin runs the demo from any folder", () => {
    const { status, stdout, stderr } = spawnSync(bin, ["demo"], { cwd: tmpdir(), encoding: "utf8" });
    expect(stderr).toBe("");
    expect(stdout).toContain("evenbook plan for 2026Q4");
    expect(status).toBe(0);
  });

  it("says its version and ends with 2 on a wrong command line", () => {
    expect(spawnSync(bin, ["--version"], { encoding: "utf8" }).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(spawnSync(bin, ["plan", "--nonsense"], { encoding: "utf8" }).status).toBe(2);
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
