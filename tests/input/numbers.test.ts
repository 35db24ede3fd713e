import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { currencyOf, evidenceOfMark, readDecimal, timesInCents, toCents } from "../../src/input/columns/numbers.ts";

const cents = (text: string, mark: "." | ",") => {
  const decimal = readDecimal(text, mark);
  return decimal && toCents(decimal);
};

describe("money", () => {
  it.each([
    ["2024.994", ".", 202_499],
    ["2024.995", ".", 202_500],
    ["-0.005", ".", -1],
    ["-0.004", ".", 0],
    ["1.005", ".", 101],
    ["12", ".", 1200],
    ["12.", ".", 1200],
    [".5", ".", 50],
    ["1,234,567.5", ".", 123_456_750],
    ["$2,024.99", ".", 202_499],
    ["($2,024.99)", ".", -202_499],
    ["$(2,024.99)", ".", -202_499],
    ["-$5", ".", -500],
    ["$-5", ".", -500],
    ["5-", ".", -500],
    ["\u22125", ".", -500],
    ["+5", ".", 500],
    ["USD 5", ".", 500],
    ["1'234.50", ".", 123_450],
    ["1\u2019234.50", ".", 123_450],
    ["9 200,00", ",", 920_000],
    ["9\u00a0200,00", ",", 920_000],
    ["9\u202f200,00", ",", 920_000],
    ["1.500.000,00", ",", 150_000_000],
    ["46,00", ",", 4600],
    ["46,00 €", ",", 4600],
    ["46,00 руб.", ",", 4600],
    ["46 р.", ",", 4600],
    ["-1 234,5", ",", -123_450],
  ] as const)("%j with the decimal mark %j is %i cents", (text, mark, expected) => {
    expect(cents(text, mark)).toBe(expected);
  });

  it.each([
    ["1,5", "."],
    ["1.5", ","],
    ["12,34,567", "."],
    ["1,2345", "."],
    ["1 23", "."],
    ["1.2.3", "."],
    ["--5", "."],
    ["(-5)", "."],
    ["5-5", "."],
    ["ten", "."],
    ["1.5E+05", "."],
    ["12%", "."],
    ["", "."],
    [".", "."],
    ["$", "."],
    ["0x10", "."],
    ["Infinity", "."],
    ["10 pcs", "."],
    ["99999999999999999", "."],
  ] as const)("%j with the decimal mark %j is no amount", (text, mark) => {
    expect(cents(text, mark)).toBeUndefined();
  });

  it("is what exact arithmetic gives, for every number of up to five decimals", () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 17n), 10n ** 17n), fc.integer({ min: 0, max: 5 }), (units, scale) => {
        const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
        const at = digits.length - scale;
        const text = `${units < 0n ? "-" : ""}${digits.slice(0, at)}${scale > 0 ? `.${digits.slice(at)}` : ""}`;
        const size = units < 0n ? -units : units;
        const power = 10n ** BigInt(scale);
        const rounded = (2n * size * 100n + power) / (2n * power);
        const expected = Number(units < 0n ? -rounded : rounded);
        expect(cents(text, ".")).toBe(Number.isSafeInteger(expected) ? expected + 0 : undefined);
      }),
    );
  });

  it("multiplies quantity and price exactly", () => {
    fc.assert(
      fc.property(fc.integer({ min: -9999, max: 9999 }), fc.integer({ min: 0, max: 99_999 }), (quantity, price) => {
        const exact = (BigInt(Math.abs(quantity)) * BigInt(price) * 2n + 10n) / 20n;
        const text = `${Math.floor(price / 1000)}.${String(price % 1000).padStart(3, "0")}`;
        const product = timesInCents(readDecimal(String(quantity), ".") as never, readDecimal(text, ".") as never);
        expect(product).toBe(quantity < 0 && exact > 0n ? -Number(exact) : Number(exact));
      }),
    );
  });
});

describe("evidence of the decimal mark", () => {
  it.each([
    ["1,234.50", "."],
    ["1.234,50", ","],
    ["12.5", "."],
    ["0.125", "."],
    ["1234.567", "."],
    ["1.234.567", ","],
    ["1,234,567", "."],
    ["9 200,00", ","],
    ["(1,234.50)", "."],
    ["$12,5", ","],
    ["1,250", "either"],
    ["1.250", "either"],
    ["-125,000", "either"],
    ["1250", undefined],
    ["ten", undefined],
    ["1.2.3", undefined],
  ] as const)("%j tells %j", (text, expected) => {
    expect(evidenceOfMark(text)).toBe(expected);
  });
});

describe("currency of an amount", () => {
  it.each([
    ["$5", "$"],
    ["(€ 5)", "EUR"],
    ["5 руб.", "RUB"],
    ["5 EUR", "EUR"],
    ["5", undefined],
    ["5 pcs", undefined],
  ])("%j: %j", (text, expected) => {
    expect(currencyOf(text)).toBe(expected);
  });
});
