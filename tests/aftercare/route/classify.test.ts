import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { RequestClassifier } from "../../../src/aftercare/route/classify.ts";
import { configSchema } from "../../../src/config/schema.ts";

const classifier = (route: object = {}) => new RequestClassifier(configSchema.parse({ route }).route);
const usual = classifier();
const fixtures = join(import.meta.dirname, "../../../fixtures");

function rowsOf(file: string): { readonly type: string; readonly text: string }[] {
  return parse(readFileSync(join(fixtures, file)), { columns: true }) as { type: string; text: string }[];
}

describe("telling a request by its words", () => {
  it("is never wrong on sentences of mail in English and Russian, and leaves less than a fifth unclear", () => {
    const rows = rowsOf("route/sentences.csv");
    const told = rows.map(({ type, text }) => ({ type, text, told: usual.classify(text).kind ?? "unclear" }));
    expect(told.filter((one) => one.told !== one.type && one.told !== "unclear")).toEqual([]);
    const unclear = told.filter((one) => one.told === "unclear" && one.type !== "unclear");
    expect(unclear.length / rows.length).toBeLessThan(0.2);
  });

  it("agrees with the type column of the demo wherever that says one", () => {
    const rows = rowsOf("demo/requests.csv").filter(({ type }) => type !== "");
    expect(rows.length).toBeGreaterThan(400);
    expect(rows.filter(({ type, text }) => usual.classify(text).kind !== type)).toEqual([]);
  });

  it.each([
    ["No certificate needed, thanks", undefined],
    ["We do not need any certificates", undefined],
    ["Сертификат не нужен", undefined],
    ["Сертификаты на эту партию не требуются", undefined],
    ["Без рекламаций, всё хорошо", undefined],
    ["No, the certificate please", "certificate"],
    ["The goods were not delivered", "delivery"],
    ["Заказ не доставлен", "delivery"],
  ])("understands who takes a word back: %s", (text, kind) => {
    expect(usual.classify(text).kind).toBe(kind);
  });

  it.each([
    ["СЕРТИФИКАТ", "certificate"],
    ["Ещё раз: перепутали артикул", "complaint"],
    ["Ｃertificate", "certificate"],
    ["precertificated", undefined],
    ["> we complain about everything\nWhere is O-1?", "delivery"],
  ])("goes by whole words, whatever their case, ё and width, and not by quoted mail: %s", (text, kind) => {
    expect(usual.classify(text).kind).toBe(kind);
  });

  it("says which words decided, those of the winner first", () => {
    expect(usual.classify("Order 7: two bearings are damaged").words).toEqual([
      { word: "damaged", kind: "complaint" },
      { word: "order*", kind: "order" },
    ]);
  });

  it("is unclear between two kinds, and between none", () => {
    expect(usual.classify("Certificate and torque").unclear).toBe("certificate or technical");
    expect(usual.classify("Hello").unclear).toBe("no word tells what it asks for");
    expect(usual.classify(" \n. ").unclear).toBe("there is no text");
  });

  it("takes words of the config, leaves out others, and can do without the usual ones", () => {
    const own = classifier({ words: { order: { strong: ["blanket release*"] }, delivery: { without: ["where is"] } } });
    expect(own.classify("Blanket releases for May").kind).toBe("order");
    expect(own.classify("Where is it?").kind).toBeUndefined();
    const bare = classifier({ default_words: false, words: { order: { strong: ["torque"] } } });
    expect(bare.classify("torque and certificate").kind).toBe("order");
  });

  it("takes a text of a megabyte, brackets and stars as text", () => {
    expect(usual.classify(`${"((((*[".repeat(200_000)} certificate`).kind).toBeUndefined();
    expect(usual.classify("__proto__ constructor toString certificate").kind).toBe("certificate");
  });
});
