import { parse as parseYaml } from "yaml";
import { parseIsoDay } from "../calendar/days.ts";
import { nearest } from "../config/nearest.ts";
import type { Day } from "../domain/day.ts";
import type { Role } from "../domain/rep.ts";
import type { Change, ChangeKind, Newcomer, Written } from "./change.ts";

/** A change as written that cannot be understood: why, and what to write instead. */
export class ChangeProblem {
  readonly message: string;
  readonly remedy: string;

  constructor(message: string, remedy: string) {
    this.message = message;
    this.remedy = remedy;
  }
}

/** The words that a change may use beside its own. */
export interface Words {
  /** Names of the levels, the most junior first. */
  readonly levels: readonly string[];
}

/** Understands one change as it is written after its option, e.g. `junior seller North 2027-01-15` after `--hire`. */
export function parseChange(kind: ChangeKind, as: Written, words: Words): Change | ChangeProblem {
  const { text } = as;
  switch (kind) {
    case "hire": {
      const newcomer = parseNewcomer(text, words);
      return newcomer instanceof ChangeProblem ? newcomer : { ...as, kind, newcomer };
    }
    case "leave": {
      const { rest, day } = splitDay(text);
      if (rest === "") return new ChangeProblem("nobody is named", "write who leaves: R12, or R12 2026-11-30");
      return { ...as, kind, rep: rest, ...(day === undefined ? {} : { on: day }) };
    }
    case "promote": {
      const { first, last } = splitLast(text);
      const level = words.levels.find((one) => sameWord(one, last));
      if (first === "") return new ChangeProblem("who or the level is missing", "write a rep and a level: R07 middle");
      return level === undefined ? unknownLevel(last, words) : { ...as, kind, rep: first, level };
    }
    case "fte": {
      const { first, last } = splitLast(text);
      const share = shareOf(last);
      if (first === "" || share === undefined)
        return new ChangeProblem(`${text} is no rep and share`, "write a rep and a share of full time: R03 0.5");
      return { ...as, kind, rep: first, share };
    }
    case "desk":
      return parseDesk(as);
    case "set":
      return parseSetting(as);
  }
}

function parseDesk(as: Written): Change | ChangeProblem {
  const { text } = as;
  const { rest, day } = splitDay(text);
  const count = Number(rest);
  if (!/^\d{1,3}$/.test(rest) || count < 1)
    return new ChangeProblem(`${text} is no number of desk specialists`, "write how many: 2, or 2 2027-01-15");
  return { ...as, kind: "desk", count, ...(day === undefined ? {} : { from: day }) };
}

/** `KEY=VALUE`; the value is YAML, as in evenbook.yaml. */
function parseSetting(as: Written): Change | ChangeProblem {
  const { text } = as;
  const at = text.indexOf("=");
  const key = text.slice(0, at).trim();
  if (at < 1 || key === "")
    return new ChangeProblem(`${text} is no setting`, "write KEY=VALUE: balance.tolerance=0.2 (keys: docs/config.md)");
  try {
    const value: unknown = parseYaml(text.slice(at + 1), { logLevel: "silent", maxAliasCount: 0 });
    return { ...as, kind: "set", path: key.split("."), value };
  } catch {
    return new ChangeProblem(`the value after ${key}= is not valid YAML`, "write it as in evenbook.yaml, in quotes");
  }
}

const roleWords: readonly Role[] = ["seller", "desk", "both"];
const listKeys = ["languages", "skills", "industries", "regions"] as const;
const keys = [...listKeys, "fte", "name", "mentor", "from"] as const;

/** Level, role, region and day in any order; the rest as `key=value`. What is no other word is part of the region's name. */
function parseNewcomer(text: string, words: Words): Newcomer | ChangeProblem {
  const { plain, pairs } = splitPairs(text);
  const unknown = [...pairs.keys()].find((key) => !(keys as readonly string[]).includes(key));
  if (unknown !== undefined) {
    const near = nearest(unknown, keys);
    return new ChangeProblem(
      `${unknown}= is not known of a newcomer`,
      near === undefined ? `known: ${keys.join(", ")}` : `did you mean ${near}=?`,
    );
  }
  const found: { level?: string; role?: Role; from?: Day; readonly region: string[] } = { region: [] };
  for (const word of plain) {
    const level = words.levels.find((one) => sameWord(one, word));
    const role = roleWords.find((one) => sameWord(one, word));
    const day = parseIsoDay(word);
    if (level !== undefined && found.level === undefined) found.level = level;
    else if (role !== undefined && found.role === undefined) found.role = role;
    else if (day !== undefined && found.from === undefined) found.from = day;
    else if (/^\d/.test(word)) return new ChangeProblem(`${word} is no day`, "write the day as YYYY-MM-DD");
    else found.region.push(word);
  }
  return newcomerFrom(found, pairs, words);
}

function newcomerFrom(
  { level, role = "seller", from, region }: { level?: string; role?: Role; from?: Day; readonly region: string[] },
  pairs: ReadonlyMap<string, string>,
  words: Words,
): Newcomer | ChangeProblem {
  const list = (key: string) => (pairs.get(key) ?? "").split(/[;|,]/).map((one) => one.trim()).filter(Boolean); // biome-ignore format: one line
  const day = pairs.get("from");
  const start = day === undefined ? from : parseIsoDay(day);
  if (day !== undefined && start === undefined)
    return new ChangeProblem(`${day} is no day`, "write the day as YYYY-MM-DD");
  const fte = pairs.has("fte") ? shareOf(pairs.get("fte") ?? "") : 1;
  if (fte === undefined) return new ChangeProblem(`fte=${pairs.get("fte")} is no share of full time`, "write fte=0.5");
  if (level === undefined && role !== "desk") {
    const near = region.map((word) => nearest(word, words.levels)).find((one) => one !== undefined);
    return new ChangeProblem(
      `no level is named${region.length > 0 ? `; ${region.join(" ")} is taken for the region` : ""}`,
      `${near === undefined ? "" : `did you mean ${near}? `}write one of ${words.levels.join(", ")} first: ${words.levels[0]} seller North 2027-01-15`,
    );
  }
  const [name, mentor] = [pairs.get("name"), pairs.get("mentor")];
  return {
    // The desk seat knows no levels.
    level: level ?? words.levels[0] ?? "",
    role,
    regions: [...new Set([...region.join(" ").split(/[;|,]/), ...list("regions")].map((one) => one.trim()))].filter(
      Boolean,
    ),
    ...(start === undefined ? {} : { from: start }),
    ...(name === undefined ? {} : { name }),
    ...(mentor === undefined ? {} : { mentor }),
    fte,
    languages: list("languages"),
    skills: list("skills"),
    industries: list("industries"),
  };
}

function unknownLevel(word: string, { levels }: Words): ChangeProblem {
  const near = nearest(word, levels);
  return new ChangeProblem(
    `${word} is no level`,
    near === undefined ? `known levels: ${levels.join(", ")}` : `did you mean ${near}?`,
  );
}

/** Words, and `key=value` where the value may be in double quotes. */
function splitPairs(text: string): { readonly plain: readonly string[]; readonly pairs: ReadonlyMap<string, string> } {
  const pairs = new Map<string, string>();
  const rest = text.replace(/(^|\s)([A-Za-z_]+)=("([^"]*)"|\S*)/g, (_, before: string, key: string, value: string) => {
    pairs.set(key.toLowerCase(), value.replace(/^"|"$/g, ""));
    return before;
  });
  return { plain: rest.split(/\s+/).filter(Boolean), pairs };
}

/** A day at the end, and what stands before it. */
function splitDay(text: string): { readonly rest: string; readonly day?: Day } {
  const { first, last } = splitLast(text);
  const day = parseIsoDay(last);
  return day === undefined ? { rest: text.trim() } : { rest: first, day };
}

function splitLast(text: string): { readonly first: string; readonly last: string } {
  const words = text.trim().split(/\s+/);
  return { first: words.slice(0, -1).join(" "), last: words.at(-1) ?? "" };
}

/** A share of full time above 0, or nothing: 1.5 is somebody for two territories. */
function shareOf(text: string): number | undefined {
  const share = Number(text.replace(",", "."));
  return /^\d{0,2}([.,]\d{1,4})?$/.test(text) && share > 0 && share <= 10 ? share : undefined;
}

function sameWord(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
