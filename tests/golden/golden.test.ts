import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "vitest";
import { expectGolden } from "../cli/golden-case.ts";

/** Each folder under fixtures/cli is one case. `UPDATE_GOLDEN=1 npx vitest run tests/golden` writes them anew. */
const root = join(import.meta.dirname, "../../fixtures/cli");

describe("golden CLI cases", () => {
  it.each(readdirSync(root).sort())("%s", async (name) => {
    await expectGolden(join(root, name));
  });
});
