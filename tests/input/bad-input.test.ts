import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { readBytes } from "../../src/input/bytes/source.ts";
import { readClients } from "../../src/input/tables/clients.ts";
import { linesOf, summaries, tableOf } from "./sources.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "evenbook-input-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const codesOf = async (content: string | Buffer) => summaries((await readClients(tableOf(content))).findings);
const good = "client_id,name\nC1,Alder\n";

describe("files that cannot be read", () => {
  it.each([
    ["a missing file", () => join(folder, "none.csv"), "does not exist"],
    ["a path through a file", () => join(file("a.csv", good), "b.csv"), "does not exist"],
    ["a folder", () => folder, "is a folder"],
    ["a gzip file that ends early", () => file("cut.csv.gz", gzipSync(good).subarray(0, 20)), "ends early"],
  ])("says so for %s", async (_, path, reason) => {
    const { findings, value } = await readClients(path());
    expect(value).toEqual([]);
    expect(findings.map(({ code }) => code)).toEqual(["EB110"]);
    expect(findings[0]?.message).toContain(reason);
  });

  it.skipIf(process.getuid?.() === 0)("says so without permission (skipped for root, who may read all)", async () => {
    const path = file("secret.csv", good);
    chmodSync(path, 0);
    expect((await readClients(path)).findings[0]?.message).toContain("may not be read");
  });

  it("says so when the file vanishes or its disk fails on the way", async () => {
    async function* failing() {
      yield Buffer.from(good);
      throw Object.assign(new Error("gone"), { code: "EIO" });
    }
    const { findings } = await readClients({ name: "clients.csv", stream: Readable.from(failing()) });
    expect(summaries(findings)).toEqual(["clients.csv:1:1 error EB110"]);
    expect(findings[0]?.message).toContain("EIO");
  });

  it("says so when the file changes while it is read", async () => {
    const path = file("growing.csv", good);
    const read = async () => {
      for await (const _ of readBytes(path, { bytes: 0, compressed: false })) appendFileSync(path, "C2,Birch\n");
    };
    await expect(read()).rejects.toThrow("changed while it was read");
  });
});

describe.skipIf(!existsSync("/proc/self/fd"))("files that are given up early (skipped without /proc)", () => {
  it.each([
    ["for a missing column", `foo,bar\n${"1,2\n".repeat(200_000)}`],
    ["for an open quote", `client_id,name\nC1,"${"x\n".repeat(2_200_000)}`],
    ["for being JSON", `[{"a":1}]${" ".repeat(1_000_000)}`],
  ])("are closed: %s", async (_, content) => {
    const path = file("large.csv", content);
    const { findings } = await readClients(path);
    expect(findings).toHaveLength(1);
    // A read that is under way is finished first.
    await vi.waitFor(() => expect(openDescriptorsOf(path)).toEqual([]));
  });
});

describe("files that are no CSV", () => {
  it.each([
    ["a workbook", Buffer.from("504b0304140006000800000021", "hex"), "Excel workbook (.xlsx)"],
    ["an old workbook", Buffer.from("d0cf11e0a1b11ae1", "hex"), "old Excel workbook"],
    ["a web page", "<!DOCTYPE html>\n<html><body>Sign in</body></html>", "web page"],
    ["an HTML table", "\ufeff\n<table><tr><td>client_id</td></tr></table>", "web page"],
    ["XML", '<?xml version="1.0"?><Workbook/>', "XML"],
    ["JSON", '[{"client_id": "C1"}]', "JSON"],
    ["a PDF", "%PDF-1.7\n", "PDF"],
    ["random bytes", Buffer.from(Array.from({ length: 500 }, (_, at) => (at * 37) % 256)), "binary"],
  ])("says what %s is and what to do", async (_, content, words) => {
    const { findings } = await readClients(tableOf(content, "clients.csv"));
    expect(summaries(findings)).toEqual(["clients.csv:1:1 error EB129"]);
    expect(findings[0]?.message).toContain(words);
    expect(findings[0]?.remedy).not.toBe("");
  });
});

describe("damaged text", () => {
  it("names the line and column where an open quote began", async () => {
    expect(await codesOf('client_id,name\nC1,"Al\nder"\nC2,"Birch\nC3,Cedar\nC4,Dogwood\n')).toEqual([
      "table.csv:4:4 error EB126",
    ]);
    expect(await codesOf('client_id,"name\nC1,Alder\n')).toEqual(["table.csv:1:11 error EB126"]);
  });

  it("reads the rows before an open quote and reports their problems too", async () => {
    const { value, findings } = await readClients(tableOf('client_id,name\nC1,Alder\n,Nobody\nC3,"Cedar\n'));
    expect(value.map(({ id }) => id)).toEqual(["C1"]);
    expect(summaries(findings)).toEqual(["table.csv:3:1 error EB118", "table.csv:4:4 error EB126"]);
  });

  it("finds a NUL and bytes that are not of the encoding, each in its cell", async () => {
    expect(await codesOf("client_id,name\nC1,Al\0der\nC2,Birch\n")).toEqual(["table.csv:2:4 error EB127"]);
    const broken = Buffer.concat([
      Buffer.from("client_id,name\nC1,Caf\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9".repeat(1)),
      Buffer.from("\u00fc".repeat(30)),
      Buffer.from("\nC2,Caf"),
      Buffer.from([0xe9]),
      Buffer.from("\n"),
    ]);
    expect(await codesOf(broken)).toEqual(["table.csv:3:4 error EB127"]);
  });

  it("says of a last row that is cut off that the file ends there", async () => {
    const { findings } = await readClients(tableOf("client_id,name,region\nC1,Alder,North\nC2,Bi"));
    expect(summaries(findings)).toEqual(["table.csv:3:1 error EB115"]);
    expect(findings[0]?.message).toBe("the row has 2 cells where the header has 3, and the file ends in it");
    expect(findings[0]?.remedy).toContain("export again");
  });

  it("reports rows with too many cells and accepts empty ones at the end", async () => {
    expect(await codesOf("client_id,name\nC1,Alder, Sons\nC2,Birch,,\n")).toEqual(["table.csv:2:1 error EB115"]);
  });

  it("finds rows that were swallowed by a quote which closes at the next quote of another cell", async () => {
    const { findings } = await readClients(
      tableOf('client_id,name,region\nC1,"Alder,North\nC2,Birch,South\nC3,"Cedar",East\n'),
    );
    expect(summaries(findings)).toEqual(["table.csv:2:4 error EB126"]);
    expect(findings[0]?.message).toContain("the rows up to line 4 are taken for one cell");
  });

  it("makes control characters visible in messages and cuts long values", async () => {
    const { findings } = await readClients(tableOf(`client_id,sites\nC1,\u001b[31mred${"x".repeat(100)}\n`));
    expect(findings[0]?.message).toMatch(/^sites is "\\u001b\[31mredx{40,60}\u2026"/);
  });
});

describe("one cell of 200 MB", () => {
  const start = "order_id,client_id,order_date,amount\n1,C1,2026-03-01,10\n2,C1,2026-03-01,";
  async function* endless(first: string) {
    yield Buffer.from(first);
    const piece = Buffer.alloc(1024 * 1024, "x");
    for (let at = 0; at < 200; at++) yield piece;
  }

  it.each([
    ["in quotes", `${start}"`, "orders.csv:3:17 error EB126"],
    ["without quotes", start, "orders.csv:3:17 error EB129"],
    ["as the header", "x", "orders.csv:1:1 error EB129"],
  ])("%s is refused in bounded memory", async (_, first, expected) => {
    const before = process.memoryUsage().rss;
    const { readOrders } = await import("../../src/input/tables/orders.ts");
    const source = { name: "orders.csv", stream: Readable.from(endless(first)) };
    const { findings } = await readOrders([{ source }], { add: () => {} });
    expect(summaries(findings)).toEqual([expected]);
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024);
  });
});

describe("long cells where a short value is meant", () => {
  it.each(["1 ", "-", "(", "Total ", "31 ", "x", "1,", "$ "])(
    "of %j take little time",
    async (unit) => {
      const long = unit.repeat(300_000);
      const { lines } = await linesOf(
        `order_id,client_id,order_date,amount,error\n1,C1,"${long}","${long}!","${long}"\n"${long}",C1,,,\n`,
      );
      expect(lines).toEqual([]);
    },
    30_000,
  );
});

describe("many bad rows", () => {
  it("leave memory bounded and are counted", async () => {
    const { findings, about } = await linesOf(
      `order_id,client_id,order_date,amount\n${"1,C1,2026-99-99,10\n".repeat(5_000)}`,
    );
    expect(findings).toHaveLength(21);
    expect(about.hiddenFindings).toEqual([{ code: "EB116", count: 4_980 }]);
  });
});

function openDescriptorsOf(path: string): readonly string[] {
  return readdirSync("/proc/self/fd").filter((descriptor) => {
    try {
      return readlinkSync(`/proc/self/fd/${descriptor}`) === path;
    } catch {
      return false;
    }
  });
}

function file(name: string, content: string | Buffer): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
