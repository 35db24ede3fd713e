import { dirname, relative, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const schemaFile = fileURLToPath(new URL("../../../docs/evenbook.schema.json", import.meta.url));

/**
 * Where an editor finds the schema without a network: a path relative to the config when the tool is installed in the folder of the config or
 * above it, which is the same on every machine with this checkout; else the URL of the file in this installation.
 */
export function schemaReference(configFolder: string, schema = schemaFile): string {
  const [owner = ""] = schema.split(`${sep}node_modules${sep}`);
  // Without node_modules this is a clone: its own folder counts.
  const installedIn = owner === schema ? dirname(dirname(schema)) : owner;
  const path = relative(configFolder, schema).split(sep).join("/");
  const isWithin = configFolder === installedIn || configFolder.startsWith(`${installedIn}${sep}`);
  // Editors read the path up to the first space.
  return isWithin && !/\s/.test(path) ? path : pathToFileURL(schema).href;
}
