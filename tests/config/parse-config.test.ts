import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseConfig } from "../../src/config/parse-config.ts";
import { type Config, complexAbove, defaultConfig, guardOf } from "../../src/config/schema.ts";

/** `2:3 message | remedy` of each finding. */
function problems(...lines: readonly string[]): string[] {
  const { value, findings } = parseConfig(lines.join("\n"), "evenbook.yaml");
  expect(value === undefined).toBe(findings.length > 0);
  return findings.map(({ code, severity, message, remedy, place }) => {
    expect([code, severity, place?.file]).toEqual(["EB502", "error", "evenbook.yaml"]);
    return `${place?.line}:${place?.column} ${message} | ${remedy}`;
  });
}

function configOf(...lines: readonly string[]): Config {
  const { value, findings } = parseConfig(lines.join("\n"), "evenbook.yaml");
  expect(findings).toEqual([]);
  return value as Config;
}

describe("a config that holds", () => {
  it.each([[""], ["\n\n"], ["# nothing but a remark\n"], ["---\n"], ["null\n"], ["{}"]])(
    "%j is the defaults",
    (text) => {
      expect(configOf(text)).toEqual(defaultConfig);
    },
  );

  it("refines the defaults and leaves the rest", () => {
    const config = configOf(
      "currency: EUR",
      "labels:",
      "  threshold: 60",
      "guard:",
      "  junior: { max_complexity: 20 }",
    );
    expect(config).toEqual({
      ...defaultConfig,
      currency: "EUR",
      labels: { ...defaultConfig.labels, threshold: 60 },
      guard: { junior: { max_complexity: 20 } },
    });
  });

  it("may have a byte order mark, CR LF and anchors", () => {
    expect(configOf("\ufeffseed: 5\r\ncurrency: EUR\r\n")).toMatchObject({ seed: 5, currency: "EUR" });
    expect(configOf("guard:", "  junior: &low { max_complexity: 9 }", "  middle: *low").guard).toEqual({
      junior: { max_complexity: 9 },
      middle: { max_complexity: 9 },
    });
  });

  it("keeps days as days were written", () => {
    expect(configOf("as_of: 2026-09-30", "quarter: 2026Q4")).toMatchObject({ as_of: "2026-09-30", quarter: "2026Q4" });
  });
});

describe("an unknown key", () => {
  it("is shown where it stands, with the key that was meant", () => {
    expect(problems("seed: 3", "labels:", "  treshold: 40")).toEqual([
      "3:3 unknown key labels.treshold | did you mean threshold?",
    ]);
    expect(problems("# mine", "labells: { threshold: 4 }")).toEqual(["2:1 unknown key labells | did you mean labels?"]);
    expect(problems("coverage:", "  seller:", "    visits_per_quarter: { komplex: 3 }")).toEqual([
      "3:27 unknown key coverage.seller.visits_per_quarter.komplex | did you mean complex?",
    ]);
  });

  it("is shown with the keys there are when none is near", () => {
    expect(problems("stages: { colour: red }")).toEqual([
      "1:11 unknown key stages.colour | known here: new_months, lapsed_months",
    ]);
  });

  it("is found inside lists", () => {
    expect(
      problems("capacity:", "  ramp:", "    - { months: 3, share: 0.5 }", "    - { month: 3, share: 0.5 }"),
    ).toEqual([
      expect.stringMatching(/^4:7 capacity\.ramp\.1\.months: /),
      "4:9 unknown key capacity.ramp.1.month | did you mean months?",
    ]);
  });

  it.each(["__proto__", "constructor", "toString", "hasOwnProperty"])("named %s is one like any other", (key) => {
    expect(problems(`${key}: { labels: { threshold: 1 } }`)).toEqual([
      expect.stringMatching(`^1:1 unknown key ${key} \\| known here: as_of, `),
    ]);
    expect(problems(`labels: { ${key}: { threshold: 1 } }`)).toEqual([
      expect.stringMatching(`^1:11 unknown key labels.${key} `),
    ]);
    expect(({} as { labels?: unknown }).labels).toBeUndefined();
  });

  it("named __proto__ where any name may stand changes nothing", () => {
    const config = configOf(
      "columns: { clients: { __proto__: { region: x } } }",
      "roles: { titles: { __proto__: desk } }",
    );
    expect(config).toEqual(defaultConfig);
    expect((config.columns.clients as { region?: string }).region).toBeUndefined();
  });
});

describe("a wrong value", () => {
  it.each([
    ["seed: five", /^1:1 seed: .*expected number, received string/],
    ['seed: "5"', /^1:1 seed: .*expected number, received string/],
    ["seed: 1.5", /^1:1 seed: .*expected int/],
    ["lookback_months: 2", /^1:1 lookback_months: .*>=3/],
    ["labels: { threshold: 101 }", /^1:11 labels.threshold: .*<=100/],
    ["labels: { threshold: .inf }", /^1:11 labels.threshold: .*received Infinity/],
    ["labels: { threshold: .nan }", /^1:11 labels.threshold: .*received NaN/],
    ["labels: [threshold]", /^1:1 labels: .*expected object, received array/],
    ["reps: { exclude: R1 }", /^1:9 reps.exclude: .*expected array, received string/],
    ["families: often", /^1:1 families: .*"together"\|"apart"/],
    ["balance: { tolerance: 0 }", /^1:12 balance.tolerance: .*>0/],
    ["as_of: 30.09.2026", /^1:1 as_of: write a day as YYYY-MM-DD \|/],
    ["as_of: 2026-02-30", /^1:1 as_of: the calendar has no such day \|/],
    ["quarter: Q4", /^1:1 quarter: write a quarter as 2026Q4/],
    ["just text", /^1:1 the config: .*expected object, received string/],
    ["- a list", /^1:1 the config: .*expected object, received array/],
  ])("%s", (text, expected) => {
    expect(problems(text)).toEqual([expect.stringMatching(expected)]);
  });

  it("in a list is shown at its item", () => {
    const card = [
      "labels:",
      "  scorecard:",
      "    - signal: gap_cv",
      "      bands: [{ points: 3 }]",
      "    - signal: gap_vc",
      "      bands: [{ points: 3 }]",
      "    - signal: sites",
      "      bands: [{ at_least: 3, points: 3 }, { at_least: 1, points: 3 }]",
    ];
    expect(problems(...card)).toEqual([
      expect.stringMatching(/^5:7 labels\.scorecard\.1\.signal: Invalid option/),
      expect.stringMatching(/^8:7 labels\.scorecard\.2\.bands: the bands must ascend by at_least/),
    ]);
  });

  it("is a signal that a scorecard has twice", () => {
    const item = "{ signal: gap_cv, bands: [{ points: 3 }] }";
    expect(problems(`labels: { scorecard: [${item}, ${item}] }`)).toEqual([
      expect.stringMatching(/^1:11 labels.scorecard: a signal stands here twice/),
    ]);
  });
});

describe("a level that does not exist", () => {
  it.each([
    [
      "guard: { junor: { max_complexity: 9 } }",
      "1:10 guard.junor: junor is no level | known levels: junior, middle, senior; did you mean junior?",
    ],
    [
      "limits: { max_consultative: { expert: 9 } }",
      "1:31 limits.max_consultative.expert: expert is no level | known levels: junior, middle, senior",
    ],
    [
      "levels: { titles: { Trainee: juniour, Rep: by_tenure } }",
      "1:21 levels.titles.Trainee: juniour is no level | known levels: junior, middle, senior; did you mean junior?",
    ],
    [
      "levels: { default: medior }",
      "1:11 levels.default: medior is no level | known levels: junior, middle, senior; did you mean senior?",
    ],
    [
      "levels: { by_tenure_months: { junior: 0, seniour: 36 } }",
      "1:42 levels.by_tenure_months.seniour: seniour is no level | known levels: junior, middle, senior; did you mean senior?",
    ],
    [
      "levels: { order: [trainee, rep] }\nguard: { junior: { max_complexity: 9 } }",
      "2:10 guard.junior: junior is no level | known levels: trainee, rep",
    ],
  ])("%s", (text, expected) => {
    expect(problems(text)).toEqual([expected]);
  });
});

describe("levels under other names", () => {
  it("keep the default guard on the first, and leave the default level open where none is written", () => {
    const config = configOf("levels: { order: [trainee, rep, lead] }");
    expect([guardOf(config, "trainee"), guardOf(config, "rep"), guardOf(config, "lead")]).toEqual([
      35,
      undefined,
      undefined,
    ]);
    expect(complexAbove(config)).toBe(35);
    expect(config.levels.default).toBeUndefined();
    expect(configOf("levels: { order: [trainee, rep, lead], default: lead }").levels.default).toBe("lead");
  });

  it("have no guard when there is one only, and keep that of the first when another has one", () => {
    expect(guardOf(configOf("levels: { order: [rep] }"), "rep")).toBeUndefined();
    const own = configOf("levels: { order: [trainee, rep, lead] }", "guard: { rep: { max_complexity: 60 } }");
    expect([guardOf(own, "trainee"), guardOf(own, "rep")]).toEqual([35, 60]);
  });
});

describe("text that is no YAML", () => {
  it.each([
    ["an open bracket", "seed: [", /^1:8 not valid YAML: .* \| mend the YAML/],
    ["a tab", "labels:\n\tthreshold: 3", /^2:1 not valid YAML: Tabs /],
    ["a key twice", "seed: 1\nseed: 2", /^2:1 not valid YAML: Map keys must be unique/],
    ["two documents", "seed: 1\n---\nseed: 2", /^2:1 not valid YAML: .*multiple documents/],
    ["an anchor that is not there", "seed: 1\nlabels: *nope", /^2:9 not valid YAML: .*alias.*nope/],
  ])("%s is shown where it stands", (_, text, expected) => {
    expect(problems(text)[0]).toMatch(expected);
  });

  it("that multiplies by anchors is refused at once", () => {
    const bomb = ["a: &a [x, x, x, x, x, x, x, x, x, x]"];
    for (const [from, to] of ["ab", "bc", "cd", "de", "ef", "fg", "gh", "hi"]) {
      bomb.push(`${to}: &${to} [${Array(10).fill(`*${from}`).join(", ")}]`);
    }
    const start = performance.now();
    expect(problems(...bomb)).toEqual([expect.stringMatching(/^\d+:\d+ not valid YAML: .*alias/)]);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it("that nests without end is refused at once", () => {
    expect(problems("[".repeat(20_000))[0]).toMatch(/not valid YAML/);
  });

  it("that refers to itself is refused by its keys", () => {
    expect(problems("labels: &a { threshold: *a }")).toEqual([expect.stringMatching(/^1:14 labels.threshold: /)]);
  });

  it("never throws: any text is a config or a list of findings with places in it", () => {
    const piece = fc.constantFrom(
      "labels",
      "seed",
      ":",
      " ",
      "\n",
      "  ",
      "- ",
      "[",
      "]",
      "{",
      "}",
      "*a",
      "&a ",
      "5",
      "|",
      ">",
      "'",
      '"',
      "?",
      "!!set",
      "<<",
      "#",
      "\t",
      ",",
      "é",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((pieces) => pieces.join("")),
        ),
        (text) => {
          const { value, findings } = parseConfig(text, "evenbook.yaml");
          expect(value === undefined).toBe(findings.length > 0);
          const lines = text.split("\n");
          for (const { place } of findings) {
            expect(place?.line).toBeGreaterThanOrEqual(1);
            expect(place?.line).toBeLessThanOrEqual(lines.length);
            expect(place?.column).toBeGreaterThanOrEqual(1);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

it("shows everything that is wrong at once", () => {
  const found = problems(
    "unknown: 1",
    "seed: five",
    "labels:",
    "  treshold: 40",
    "  threshold: high",
    "columns: { clients: 5 }",
  );
  expect(found.map((one) => one.split(" ", 2).join(" ")).sort()).toEqual([
    "1:1 unknown",
    "2:1 seed:",
    "4:3 unknown",
    "5:3 labels.threshold:",
    "6:12 columns.clients:",
  ]);
});
