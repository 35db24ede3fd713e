import { SaxesParser } from "saxes";

/** Throws unless the text is well-formed XML 1.0; gives the elements' names. */
export function elementsOf(xml: string): string[] {
  const parser = new SaxesParser();
  const names: string[] = [];
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name }) => names.push(name));
  parser.write(xml).close();
  return names;
}
