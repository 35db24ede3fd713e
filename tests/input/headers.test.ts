import { describe, expect, it } from "vitest";
import { editDistance, nearest } from "../../src/config/nearest.ts";
import { headerKey, mapHeaders } from "../../src/input/columns/headers.ts";
import { looksLike } from "../../src/input/tables/looks-like.ts";
import { clientsShape, ordersShape, repsShape } from "../../src/input/tables/table-shapes.ts";

const placeOf = (index: number) => ({ file: "t.csv", line: 1, column: index + 1 });
const map = (header: readonly string[], configured: Readonly<Record<string, string>> = {}) => {
  const { columns, ...rest } = mapHeaders(header, clientsShape, configured, placeOf);
  return {
    columns: Object.fromEntries([...columns].map(([field, { index, how }]) => [field, `${index} ${how}`])),
    ...rest,
  };
};

describe("headers", () => {
  it.each(["Client_ID", " client id ", "\ufeffclient-id", "CLIENT  ID", "client\u00a0id", "client\u2011id"])(
    "%j is client_id",
    (header) => {
      expect(map([header]).columns).toEqual({ client_id: "0 name" });
    },
  );

  it("takes the exact name first, then aliases by their order, and says what else would fit", () => {
    const { columns, notes, ignored } = map(["Owner", "Owner ID", "OwnerId", "Account ID", "client_id"]);
    expect(columns).toEqual({ client_id: "4 name", owner_id: "1 name" });
    expect(ignored).toEqual(["Owner", "OwnerId", "Account ID"]);
    expect(notes).toEqual([
      'client_id is read from "client_id"; "Account ID" would fit too',
      'owner_id is read from "Owner ID"; "OwnerId", "Owner" would fit too',
    ]);
  });

  it("passes over a unit after the header, where no other header fits", () => {
    expect(map(["client_id", "Annual potential, EUR", "Sites (count)"]).columns).toMatchObject({
      potential: "1 alias",
      sites: "2 alias",
    });
    expect(map(["client_id", "Name (old)", "Name"]).columns).toMatchObject({ name: "2 name" });
  });

  it("lets the config win over names and aliases", () => {
    const { columns, findings } = map(["client_id", "Nummer", "owner_id"], { client_id: "nummer" });
    expect(columns).toEqual({ client_id: "1 config", owner_id: "2 name" });
    expect(findings).toEqual([]);
  });

  it("reports a header of the config that the file does not have", () => {
    const { findings } = map(["client_id", "Nummer"], { client_id: "Numer" });
    expect(findings.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'EB113 the config takes client_id from column "Numer", which the clients file does not have; did you mean "Nummer"?',
    ]);
  });

  it("reports a needed column that is missing with the nearest header and the lines for the config", () => {
    const { findings } = map(["cliant_id", "Name"]);
    expect(findings).toMatchObject([
      {
        code: "EB113",
        message: 'the clients file has no column client_id; did you mean "cliant_id"?',
        remedy: 'rename the column, or write in the config  columns: { clients: { client_id: "cliant_id" } }',
      },
    ]);
  });

  it("warns of a header that is there twice, reads the first, and lets the config choose the second", () => {
    const twice = ["client_id", "Ответственный", "Ответственный"];
    const { columns, findings } = map(twice);
    expect(columns["owner_id"]).toBe("1 alias");
    expect(findings).toMatchObject([{ code: "EB114", severity: "warning", place: { column: 3 } }]);
    expect(map(twice, { owner_id: "Ответственный#2" }).columns["owner_id"]).toBe("2 config");
  });

  it("is not harmed by names that objects have of their own", () => {
    const { columns, ignored } = map(["client_id", "__proto__", "constructor", "toString", "hasOwnProperty"]);
    expect(columns).toEqual({ client_id: "0 name" });
    expect(ignored).toHaveLength(4);
    expect(map(["client_id"], { constructor: "client_id", toString: "x" }).columns).toEqual({ client_id: "0 name" });
  });

  it("has every alias in the form it is compared in, and once per table", () => {
    for (const shape of [clientsShape, repsShape, ordersShape]) {
      const aliases = Object.values(shape.fields).flatMap((field) => field.aliases);
      expect(aliases.map(headerKey)).toEqual(aliases);
      const names = Object.keys(shape.fields).map(headerKey);
      expect(aliases.filter((alias, at) => aliases.indexOf(alias) !== at || names.includes(alias))).toEqual([]);
    }
  });
});

describe("did you mean", () => {
  it.each([
    ["kitten", "sitting", 3],
    ["", "abc", 3],
    ["abc", "abc", 0],
  ])("%j and %j differ by %i", (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
  });

  it("offers only what is near", () => {
    expect(nearest("seniour", ["junior", "senior"])).toBe("senior");
    expect(nearest("director", ["junior", "senior"])).toBeUndefined();
  });
});

describe("a file given in the place of another", () => {
  it("is recognised by its headers, and not where only one column is missing", () => {
    expect(looksLike(["client_id", "label", "score", "computed_label"], "reps")).toBe(
      "the labels.csv that evenbook wrote",
    );
    expect(looksLike(["rep_id", "name", "level"], "orders")).toBe("the reps file");
    expect(looksLike(["colour", "size"], "orders")).toBeUndefined();
  });
});
