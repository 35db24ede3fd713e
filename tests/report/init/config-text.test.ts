import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseConfig } from "../../../src/config/parse-config.ts";
import { type ConfigInput, configSchema, defaultConfig } from "../../../src/config/schema.ts";
import { changedFirst, configText } from "../../../src/report/init/config-text.ts";
import { type SchemaKey, schemaKeys } from "../../../src/report/init/schema-keys.ts";
import { controlCharacters } from "../../control-characters.ts";

const plain = { schema: "evenbook.schema.json", active: {}, examples: {}, remarks: new Map<string, string>() };

function read(text: string) {
  const { value, findings } = parseConfig(text, "evenbook.yaml");
  expect(findings).toEqual([]);
  return value;
}

describe("the text of evenbook.yaml", () => {
  it("has the defaults in its comments: taking every # away changes nothing", () => {
    const text = configText(plain);
    expect(read(text)).toEqual(defaultConfig);
    const open = uncommented(text);
    expect(open).toMatch(/^ {2}tolerance: 0.15$/m);
    expect(open).not.toMatch(/^#\S/m);
    expect(read(open)).toEqual(defaultConfig);
  });

  it("shows the guard that holds", () => {
    const guard = { junior: { max_complexity: 35 } };
    expect(read(uncommented(configText({ ...plain, examples: { guard } })))?.guard).toEqual(guard);
  });

  it("names only keys that the schema has, each with words of the schema", () => {
    for (const path of changedFirst) expect([path, schemaKeyAt(path) !== undefined]).toEqual([path, true]);
    const examples = { as_of: "2026-09-30", quarter: "2026Q4", guard: { junior: { max_complexity: 35 } } };
    const text = configText({ ...plain, examples }).replace(/\n\s*#? *# /g, " ");
    for (const path of changedFirst) {
      const { description = "" } = schemaKeyAt(path) ?? {};
      expect(text).toContain(description.slice(0, 60));
    }
  });

  it("begins with the line that editors read", () => {
    expect(configText(plain).split("\n")[0]).toBe("# yaml-language-server: $schema=evenbook.schema.json");
  });

  it("loads as what was meant, whatever the files hold, and shows no control character", () => {
    const hostile = fc.oneof(
      fc.string({ unit: "binary", maxLength: 20 }),
      fc.constantFrom(
        "\u001b[2J",
        "a\nb: c",
        "# no comment",
        "- x",
        "yes",
        "007",
        "{a}",
        "'",
        '"',
        "\u202eabc",
        "__proto__",
        " ",
        "a: b",
        "\u0085",
      ),
    );
    const name = hostile.filter((text) => text !== "" && !/[\ud800-\udfff]/.test(text));
    fc.assert(
      fc.property(
        fc.dictionary(name, fc.constantFrom("junior", "middle", "senior", "by_tenure"), { maxKeys: 4 }),
        fc.array(name, { maxLength: 3 }),
        name,
        (titles, exclude, file) => {
          const active: ConfigInput = { files: { clients: file }, levels: { titles }, reps: { exclude } };
          const text = configText({ ...plain, active, remarks: new Map(exclude.map((id) => [id, `${id}\n${file}`])) });
          expect(text).not.toMatch(controlCharacters);
          expect(read(text)).toEqual(configSchema.parse(active));
        },
      ),
      { numRuns: 100 },
    );
  });
});

/** Makes every setting hold that `configText` commented out. */
function uncommented(text: string): string {
  return text.replace(/^(\s*)#(?! \S)/gm, "$1");
}

/** The key at a dotted path; nothing when the schema has none. */
function schemaKeyAt(path: string): SchemaKey | undefined {
  return path.split(".").reduce<SchemaKey | undefined>((key, part) => key?.properties?.[part], schemaKeys());
}
