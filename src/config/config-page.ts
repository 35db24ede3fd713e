import * as z from "zod";
import { configSchema } from "./schema.ts";

/** JSON Schema of evenbook.yaml, for editors: `# yaml-language-server: $schema=...`. */
export function configJsonSchema(): string {
  const schema = z.toJSONSchema(configSchema, { io: "input", unrepresentable: "any" });
  return `${JSON.stringify({ title: "evenbook.yaml", ...schema }, null, 2)}\n`;
}

interface Node {
  readonly description?: string;
  readonly default?: unknown;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly anyOf?: readonly Node[];
  readonly items?: Node;
  readonly additionalProperties?: Node | boolean;
}

/** docs/config.md: every key with its default and meaning, read off the schema. */
export function configPage(): string {
  const rows = keys(z.toJSONSchema(configSchema, { io: "input", unrepresentable: "any" }) as Node, []);
  return [
    "# The config, key by key",
    "",
    "<!-- Made from src/config/schema.ts by `npm run docs`. -->",
    "",
    "`evenbook.yaml` only refines: every key has a default, and without a file the defaults hold. The file is looked for in the working",
    "folder and in the folders above it; `--config FILE` names another. Unknown keys are errors. Paths are relative to the file. An",
    "editor that knows YAML schemas helps with this first line:",
    "",
    "```yaml",
    "# yaml-language-server: $schema=node_modules/evenbook/docs/evenbook.schema.json",
    "```",
    "",
    "| key | default | what it does |",
    "|---|---|---|",
    ...rows,
    "",
    "The points of the two scorecards, `labels.scorecard` and `complexity.scorecard`, are lists of `{ signal, bands }`, each band",
    "`{ at_least, points }`; a list in the config replaces the default list as a whole. The defaults stand in docs/model.md.",
    "",
  ].join("\n");
}

function keys(node: Node, path: readonly string[]): string[] {
  return Object.entries(node.properties ?? {}).flatMap(([key, child]) => {
    const own = [...path, key];
    if (child.properties) return keys(child, own);
    return [
      `| \`${own.join(".")}\` | ${defaultOf(child, path[0] === "bonus" ? "docs/bonus.md" : "docs/model.md")} | ${meaning(child)} |`,
    ];
  });
}

function defaultOf({ default: value }: Node, page: string): string {
  if (value === undefined) return "";
  const text = JSON.stringify(value);
  return text.length > 90 ? `see ${page}` : `\`${text}\``;
}

function meaning({ description, enum: choices, type }: Node): string {
  const kind = choices ? choices.map((choice) => `\`${String(choice)}\``).join(", ") : (type ?? "");
  return [description, kind]
    .filter((part) => part !== undefined && part !== "")
    .join(" ")
    .replaceAll("|", "\\|");
}
