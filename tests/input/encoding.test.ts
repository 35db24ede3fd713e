import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { newDecoder } from "../../src/input/bytes/decoder.ts";
import { detectEncoding, type EncodingName } from "../../src/input/bytes/encoding.ts";
import { readClients } from "../../src/input/tables/clients.ts";
import { tableOf } from "./sources.ts";

/** Writes a text in an 8-bit encoding by turning the decoder's table around. */
function encode(text: string, encoding: EncodingName): Buffer {
  const all = Buffer.from(Array.from({ length: 256 }, (_, at) => at));
  const table = new Map(Array.from(newDecoder(encoding).decode(all), (character, at) => [character, at]));
  return Buffer.from(Array.from(text, (character) => table.get(character) ?? 63));
}

function utf16(text: string, bigEndian: boolean, mark: boolean): Buffer {
  const bytes = Buffer.from((mark ? "\ufeff" : "") + text, "utf16le");
  return bigEndian ? bytes.swap16() : bytes;
}

const russian = "Код;Наименование;Регион;Основной менеджер\n".concat(
  ...["Ромашка", "Стройторг", "Металлсервис", "Техноком", "Вектор-Плюс", "Уралмаш"].map(
    (name, at) => `${at};ООО «${name}»;Урал;Иванова А. П.\n`,
  ),
);
const german = "KundenNr;Name;Gebiet\n1;Müller & Söhne GmbH;Süd\n2;Bäckerei Grün;Nord\n3;Straßenbau Jäger;West\n";
const french = "client_id,name\n1,Société Générale de Bâtiment\n2,Pêcheries Orléans\n3,Garçon & Cie\n";

describe("encodings", () => {
  const eightBit = ["cp1251", "cp866", "koi8-r"] as const;
  it.each(eightBit)("tells Russian in %s", (encoding) => {
    expect(detectEncoding(encode(russian, encoding)).encoding).toBe(encoding);
    expect(detectEncoding(encode("Код;Клиент\n1;ACME\n", encoding)).encoding).toBe(encoding);
    expect(detectEncoding(encode(russian.toUpperCase(), encoding)).encoding).toBe(encoding);
  });

  const westernTexts = [
    "12,50 €",
    "Žižka",
    "½ inch",
    "m²",
    "à",
    "É",
    "São Paulo",
    "GRÜN",
    "FRANÇOIS",
    "1º andar",
    "Ångström",
    "1\u00a0000,00",
  ];
  it.each([german, french, ...westernTexts])("tells Western text in cp1252: %s", (text) => {
    expect(detectEncoding(encode(`a;${text}\n`, "cp1252")).encoding).toBe("cp1252");
  });

  const russianTexts = [
    "Юг",
    "Иванова А. П.",
    "САНКТ-ПЕТЕРБУРГ",
    "Щёткин",
    "Жуков Ю.Э.",
    "ИП Цой",
    "Подшипник 6205",
    "Код",
  ];
  it.each(russianTexts.flatMap((text) => eightBit.map((encoding) => [text, encoding] as const)))(
    "tells %s in %s from one cell",
    (text, encoding) => {
      expect(detectEncoding(encode(`a;${text}\n`, encoding)).encoding).toBe(encoding);
    },
  );

  it("reads the signs of cp1252 that Latin-1 does not have", () => {
    const bytes = Buffer.from([
      0x80, 0x85, 0x91, 0x92, 0x93, 0x94, 0x96, 0x97, 0x99, 0x8a, 0x9a, 0x8e, 0x9e, 0x9f, 0xe9,
    ]);
    expect(newDecoder("cp1252").decode(bytes)).toBe("€…‘’“”–—™ŠšŽžŸé");
  });

  it.each([
    ["utf-8 with a mark", Buffer.from(`\ufeff${russian}`), "utf-8", "byte order mark"],
    ["utf-8", Buffer.from(russian), "utf-8", "valid UTF-8"],
    ["utf-8 cut within a character", Buffer.from(russian).subarray(0, 101), "utf-8", "valid UTF-8"],
    ["ASCII", Buffer.from("client_id,name\n"), "utf-8", "plain ASCII"],
    ["utf-16le with a mark", utf16(russian, false, true), "utf-16le", "byte order mark"],
    ["utf-16be with a mark", utf16(russian, true, true), "utf-16be", "byte order mark"],
    ["utf-16le", utf16(russian, false, false), "utf-16le", "zero bytes"],
    ["utf-16be", utf16(german, true, false), "utf-16be", "zero bytes"],
  ] as const)("tells %s", (_, bytes, encoding, basis) => {
    expect(detectEncoding(bytes)).toEqual({ encoding, basis });
  });

  it("gives the same rows in every encoding, and a byte order mark is no part of a header", async () => {
    const variants: [EncodingName, Buffer][] = [
      ["utf-8", Buffer.from(`\ufeff${russian}`)],
      ["utf-16le", utf16(russian, false, true)],
      ["utf-16be", utf16(russian, true, false)],
      ...eightBit.map((name): [EncodingName, Buffer] => [name, encode(russian, name)]),
    ];
    const names = ["Ромашка", "Стройторг", "Металлсервис", "Техноком", "Вектор-Плюс", "Уралмаш"].map(
      (name) => `ООО «${name}»`,
    );
    for (const [encoding, bytes] of variants) {
      const { value, about, findings } = await readClients(tableOf(bytes, "t.csv", 7));
      expect([about.encoding, findings]).toEqual([encoding, []]);
      if (encoding !== "cp866" && encoding !== "koi8-r") expect(value.map(({ name }) => name)).toEqual(names);
      expect(value.map(({ region }) => region)).toEqual(names.map(() => "Урал"));
    }
  });

  it("is looked for in the whole of a file that begins in plain ASCII", async () => {
    const rows = Array.from({ length: 25_000 }, (_, at) => `C${at},Plain`).join("\n");
    const folder = mkdtempSync(join(tmpdir(), "evenbook-encoding-"));
    const path = join(folder, "late.csv");
    writeFileSync(path, encode(`client_id,name\n${rows}\nX,Ромашка и Вектор\n`, "cp1251"));
    const { value, about } = await readClients(path);
    rmSync(folder, { recursive: true });
    expect(about.encoding).toBe("cp1251");
    expect(value.at(-1)?.name).toBe("Ромашка и Вектор");
  });

  it("can be given where the text tells too little", async () => {
    const bytes = encode("client_id,name\n1,Ж\n", "koi8-r");
    const { value, about } = await readClients(tableOf(bytes), { encoding: "koi8-r" });
    expect(value[0]?.name).toBe("Ж");
    expect(about.encodingBasis).toBe("given");
  });
});
