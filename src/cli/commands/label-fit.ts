import { resolve } from "node:path";
import type { Finding } from "../../domain/finding.ts";
import type { LabelName } from "../../domain/label.ts";
import { headOf } from "../../domain/make-finding.ts";
import { compareFindings, type KnownLabels, readKnownLabels } from "../../input/index.ts";
import { knownAgainstOverride, knownFromTool, tooFewKnown } from "../../labels/fit/cards.ts";
import { FEWEST_OF_EACH, fitScorecard, type KnownClient } from "../../labels/fit/fit-scorecard.ts";
import { jsonText } from "../../report/json-text.ts";
import { fitDocument } from "../../report/labels/fit-document.ts";
import { fitText } from "../../report/labels/fit-text.ts";
import { scorecardYaml } from "../../report/labels/scorecard-yaml.ts";
import { safeText } from "../../report/safe-text.ts";
import type { ExitCode, Io } from "../io.ts";
import { type Inputs, inputPaths, profilesOf, readInputs } from "../prepare.ts";
import { printFindings, styleFor, warn } from "../print.ts";
import { packageVersion } from "../version.ts";
import { refuseInputs, writeFiles } from "../write-files.ts";
import type { LabelOptions } from "./label.ts";

/** `evenbook label --fit FILE`: fits the scorecard's points to clients that people have labelled; `--out` writes them as a config patch. */
export async function runLabelFit(file: string, options: LabelOptions, io: Io): Promise<ExitCode> {
  const { value: inputs, findings: ofInputs } = await readInputs(options, io);
  if (!inputs) {
    printFindings(ofInputs, options, io);
    return 2;
  }
  const out = options.out === undefined ? undefined : resolve(io.cwd, options.out);
  const read = [...inputPaths(inputs, io), resolve(io.cwd, file)];
  if (out !== undefined) await refuseInputs([{ path: out }], read);
  const { value: labels, findings: ofLabels } = await readKnownLabels(
    io.cwd === process.cwd() ? file : resolve(io.cwd, file),
    inputs.tables.clients,
  );
  const known = gatherKnown(inputs, labels);
  const broken = ofLabels.some(({ severity }) => severity === "error");
  const findings = [...ofInputs, ...ofLabels, ...known.findings, ...(broken ? [] : tooFew(known, labels, inputs))].sort(
    compareFindings,
  );
  if (findings.some(({ severity }) => severity === "error")) {
    printFindings(findings, options, io);
    return 2;
  }
  if (!options.json) warn(findings, options, io);
  const { config } = inputs;
  const document = fitDocument({
    version: packageVersion(),
    file,
    seed: config.seed,
    settings: config.labels,
    known: known.clients,
    ofOverrides: known.ofOverrides,
    tooFewOrders: known.tooFewOrders,
    fit: fitScorecard(known.clients, config.labels, config.seed),
    findings,
  });
  const taken = document.verdict === "take";
  if (out !== undefined && taken) await writeFiles([{ path: out, text: scorecardYaml(document) }], read);
  io.stdout.write(
    options.json ? jsonText(document) : fitText(document, styleFor(options, io), taken ? options.out : undefined),
  );
  if (options.out !== undefined && !taken && !options.quiet)
    io.stderr.write(`${safeText(options.out)} is not written: there are no better points to put into it\n`);
  return 0;
}

interface Known {
  /** Those that points can decide. */
  readonly clients: readonly KnownClient[];
  readonly ofOverrides: number;
  readonly tooFewOrders: Readonly<Record<LabelName, number>>;
  readonly findings: readonly Finding[];
}

/** The profiles of known clients: from the file, or else labels that people have set in the clients and overrides files. */
function gatherKnown(inputs: Inputs, { labels, isOfTool, headerPlace }: KnownLabels): Known {
  const clients: KnownClient[] = [];
  const tooFewOrders = { transactional: 0, consultative: 0 };
  const findings: Finding[] = isOfTool
    ? [
        {
          ...headOf(knownFromTool),
          message:
            "this is a labels.csv that evenbook wrote: what nobody changed in it agrees with the scorecard by itself",
          remedy: "keep only the rows that somebody has looked at, and take the column computed_label out",
          place: headerPlace,
        },
      ]
    : [];
  let ofOverrides = 0;
  for (const profile of profilesOf(inputs)) {
    const { id, label: override, name, place: related } = profile.client;
    const written = labels.get(id);
    const known = written?.label ?? override;
    if (known === undefined) continue;
    if (written && override !== undefined && override !== written.label) {
      findings.push({
        ...headOf(knownAgainstOverride),
        message: `${name} is known here as ${written.label} and set by hand to ${override}; the fit learns ${written.label}`,
        remedy: "settle which is right, and write it in both",
        place: written.place,
        related: [{ place: related, message: "the client" }],
        clientId: id,
      });
    }
    if ((profile.signals.values.order_days ?? 0) < inputs.config.labels.min_order_days) {
      tooFewOrders[known]++;
      continue;
    }
    if (!written) ofOverrides++;
    clients.push({ profile, known });
  }
  return { clients, ofOverrides, tooFewOrders, findings };
}

/** What keeps a fit from telling better points from luck. */
function tooFew({ clients, tooFewOrders }: Known, { headerPlace }: KnownLabels, { config }: Inputs): Finding[] {
  const count = (label: LabelName) => clients.filter(({ known }) => known === label).length;
  const [transactional, consultative] = [count("transactional"), count("consultative")];
  if (Math.min(transactional, consultative) >= FEWEST_OF_EACH) return [];
  const few = tooFewOrders.transactional + tooFewOrders.consultative;
  const left =
    few === 0 ? "" : `; ${few} more have under ${config.labels.min_order_days} order days, where no points decide`;
  return [
    {
      ...headOf(tooFewKnown),
      message:
        `${transactional} transactional and ${consultative} consultative clients are known${left}: ` +
        `with fewer than ${FEWEST_OF_EACH} of each, better points cannot be told from luck`,
      remedy: `label more clients, drawn blindly, until there are ${FEWEST_OF_EACH} of each; until then set single labels in overrides.csv`,
      place: headerPlace,
    },
  ];
}
