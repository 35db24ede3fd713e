import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as allocation from "../../src/allocation/index.ts";

const page = readFileSync(new URL("../../docs/allocation-api.md", import.meta.url), "utf8");

test("the example of the page runs and gives what the page says", async () => {
  const code = /```js\n([\s\S]*?)```/.exec(page)?.[1]?.replace(/^import .*$/m, "") as string;
  const names = Object.keys(allocation).join(", ");
  const run = new Function(
    "api",
    `const { ${names} } = api; return (async () => { ${code}\nreturn { result, text }; })();`,
  );
  const { result, text } = await run(allocation);
  const stated = (line: string): string =>
    new RegExp(`^result\\.${line}; // (\\S+|".*?"|Int32Array .*)`, "m").exec(page)?.[1] as string;
  expect(stated("status")).toBe(`"${result.status}"`);
  expect(page).toContain(`result.assignment; // Int32Array [${[...result.assignment].join(", ")}]`);
  expect(Number.parseFloat(stated("objective"))).toBeCloseTo(result.objective, 9);
  expect(text).toContain("x_A_Anna");
});
