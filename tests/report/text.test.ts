import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { cutTo, padEnd, padStart, wrap } from "../../src/report/layout.ts";
import { hoursText, moneyDecimal, moneyText, percent, whole } from "../../src/report/numbers.ts";
import { guardCell, safeText } from "../../src/report/safe-text.ts";

/** Names as CRMs hold them: wide, accented in two ways, emoji of several code points, and marks that do not belong there. */
const anyName = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "Łódź ",
        "Müller",
        "Mu\u0308ller",
        "株式会社",
        "ㄱ",
        "한국",
        "👩‍👩‍👧‍👦",
        "🇩🇪",
        "👍🏽",
        "❤️",
        "ｶﾞ",
        "é",
        "\u200d",
        "\u0301",
      ),
      fc.string({ unit: "grapheme", maxLength: 4 }),
      fc.constantFrom("\u001b[31m", "\u202e", "\t", "\n", "\u0000"),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(""));

describe("safeText", () => {
  it.each([
    ["\u001b[2Jgone", "\\u001b[2Jgone"],
    ["\u009b31mred", "\\u009b31mred"],
    ["two\r\nlines\tand\u0000\u007f", "two\\u000d\\u000alines\\u0009and\\u0000\\u007f"],
    ["abc\u202egpj", "abc\\u202egpj"],
    ["\u2066x\u2069\u200f\u200e\u061c", "\\u2066x\\u2069\\u200f\\u200e\\u061c"],
    ["\ufeffname\u2028", "\\ufeffname\\u2028"],
  ])("makes %j visible", (text, expected) => expect(safeText(text)).toBe(expected));

  it.each(["Łódź & Söhne", "株式会社", "👩‍👩‍👧", 'O\'Brien "x" \\', "مصنع"])("leaves %s as it is", (text) => {
    expect(safeText(text)).toBe(text);
  });

  it("lets no control character and no mark of direction through, and changes nothing twice", () => {
    fc.assert(
      fc.property(fc.oneof(anyName, fc.string({ unit: "binary" })), (text) => {
        expect(safeText(text)).not.toMatch(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u);
        expect(safeText(safeText(text))).toBe(safeText(text));
      }),
    );
  });
});

describe("layout", () => {
  it("cuts by columns of the terminal, with an ellipsis", () => {
    expect(cutTo("Hansa Mills", 11)).toBe("Hansa Mills");
    expect(cutTo("Hansa Mills", 10)).toBe("Hansa Mil…");
    expect(cutTo("株式会社", 8)).toBe("株式会社");
    expect(cutTo("株式会社", 7)).toBe("株式会…");
    expect(cutTo("株式会社", 6)).toBe("株式…");
    expect(cutTo("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 3)).toBe("👩‍👩‍👧‍👦…");
    expect(cutTo("Hansa", 1)).toBe("…");
    expect(cutTo("Hansa", 0)).toBe("");
  });

  it("never shows more columns than it was given, and pads to exactly those", () => {
    fc.assert(
      fc.property(anyName, fc.integer({ min: 0, max: 30 }), (name, width) => {
        const cut = cutTo(name, width);
        expect(stringWidth(cut)).toBeLessThanOrEqual(width);
        expect(stringWidth(padEnd(cut, width))).toBe(width);
        expect(stringWidth(padStart(cut, width))).toBe(width);
      }),
      { numRuns: 500 },
    );
  });

  it("wraps words into the width and loses none", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-złż株]{1,9}$/)), fc.integer({ min: 1, max: 30 }), (words, width) => {
        const lines = wrap(words.join(" "), width);
        expect(lines.join(" ")).toBe(words.join(" "));
        for (const line of lines) expect(stringWidth(line) <= width || !line.includes(" ")).toBe(true);
      }),
    );
  });
});

describe("numbers", () => {
  it("read the same in every locale", () => {
    expect([whole(0.4), whole(-0.4), whole(1234567.5), whole(-1000)]).toEqual(["0", "0", "1,234,568", "-1,000"]);
    expect([hoursText(12.46), hoursText(1240.4), hoursText(-3)]).toEqual(["12.5", "1,240", "-3.0"]);
    expect([percent(0.155), percent(-0.001)]).toEqual(["16%", "0%"]);
    expect(moneyText(12_345_49, "EUR")).toBe("12,345 EUR");
    expect(moneyText(-1_240_000_00)).toBe("-1.24 M");
  });

  it("money in files is exact to the cent", () => {
    expect([0, 5, -5, 100, -123450].map(moneyDecimal)).toEqual(["0.00", "0.05", "-0.05", "1.00", "-1234.50"]);
    fc.assert(
      fc.property(fc.integer(), (cents) => {
        expect(Math.round(Number(moneyDecimal(cents)) * 100)).toBe(cents);
      }),
    );
  });
});

describe("guardCell", () => {
  it.each(["=1+1", "+7 495 000", "-x", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''=1"])("guards %j", (text) => {
    expect(guardCell(text)).toBe(`'${text}`);
  });

  it.each(["Hansa", "", "a=b", "'n Sync", "'", " =1", "3-4"])("leaves %j", (text) => {
    expect(guardCell(text)).toBe(text);
  });
});
