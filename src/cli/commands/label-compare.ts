import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Config } from "../../config/schema.ts";
import { settingsOver } from "../../config/settings-over.ts";
import type { Finding } from "../../domain/finding.ts";
import { compareFindings, readKnownLabels } from "../../input/index.ts";
import { jsonText } from "../../report/json-text.ts";
import {
  type ComparedClient,
  type CompareReportSource,
  compareDocument,
} from "../../report/labels/compare-document.ts";
import { compareText } from "../../report/labels/compare-text.ts";
import { type ExitCode, type Io, UsageError } from "../io.ts";
import { type Inputs, profilesOf, readInputs } from "../prepare.ts";
import { printFindings, styleFor, warn } from "../print.ts";
import { packageVersion } from "../version.ts";
import type { LabelOptions } from "./label.ts";

/** The settings that labels follow from. */
const labelKeys: readonly (keyof Config)[] = ["lookback_months", "labels", "stages"];

type Comparison = Pick<CompareReportSource, "kind" | "settings" | "compared" | "changed">;

/** `evenbook label --compare OTHER`: who has another label in an earlier labels.csv, or under another config or a part of one. */
export async function runLabelCompare(file: string, options: LabelOptions, io: Io): Promise<ExitCode> {
  if (options.out !== undefined) throw new UsageError("--compare writes no file; --json prints every reason");
  const { value: inputs, findings: ofInputs } = await readInputs(options, io);
  if (!inputs) {
    printFindings(ofInputs, options, io);
    return 2;
  }
  const { value, findings: ofOther } = /\.ya?ml$/i.test(file)
    ? await withConfig(file, inputs, io)
    : await withLabels(file, inputs, io);
  const findings = [...ofInputs, ...ofOther].sort(compareFindings);
  if (!value || findings.some(({ severity }) => severity === "error")) {
    printFindings(findings, options, io);
    return 2;
  }
  if (!options.json) warn(findings, options, io);
  const clients = inputs.tables.clients.length;
  const document = compareDocument({ version: packageVersion(), other: file, clients, findings, ...value });
  io.stdout.write(options.json ? jsonText(document) : compareText(document, styleFor(options, io)));
  return 0;
}

interface Compared {
  readonly value: Comparison | undefined;
  readonly findings: readonly Finding[];
}

/** The same tables labelled under the settings that the other config names, put over those of now. */
async function withConfig(file: string, inputs: Inputs, io: Io): Promise<Compared> {
  const text = await readFile(resolve(io.cwd, file), "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${file} cannot be read: ${error.code === "ENOENT" ? "there is no such file" : error.code}`);
  });
  const { value: over, findings } = settingsOver(inputs.config, { text, file }, labelKeys);
  if (!over) return { value: undefined, findings };
  if (over.differences.some(({ key }) => key === "labels.self_service_channels")) {
    throw new UsageError(
      `${file} has other labels.self_service_channels, which decide how orders are read: write labels.csv with each config and compare those`,
    );
  }
  const others = profilesOf({ ...inputs, config: over.config })[Symbol.iterator]();
  const changed: ComparedClient[] = [];
  for (const profile of profilesOf(inputs)) {
    const label = others.next().value?.label;
    if (label && label.name !== profile.label.name) changed.push({ profile, other: { by: "config", label } });
  }
  const compared = inputs.tables.clients.length;
  return { value: { kind: "config", settings: over.differences, compared, changed }, findings };
}

async function withLabels(file: string, inputs: Inputs, io: Io): Promise<Compared> {
  const path = io.cwd === process.cwd() ? file : resolve(io.cwd, file);
  const { value, findings } = await readKnownLabels(path, inputs.tables.clients);
  const changed: ComparedClient[] = [];
  for (const profile of profilesOf(inputs)) {
    const written = value.labels.get(profile.client.id);
    if (written === undefined || written.label === profile.label.name) continue;
    const { label: name, reasons } = written;
    const score = Number(written.score);
    const more = { ...(Number.isNaN(score) ? {} : { score }), ...(reasons === undefined ? {} : { reasons }) };
    changed.push({ profile, other: { by: "labels", name, ...more } });
  }
  return { value: { kind: "labels", settings: [], compared: value.labels.size, changed }, findings };
}
