import { join, resolve } from "node:path";
import { makeCalendar, type RepCalendar, type VisitCalendar } from "../../aftercare/visits/make-calendar.ts";
import { Peers } from "../../aftercare/visits/peers.ts";
import { visitsDoNotFit } from "../../aftercare/visits/problems.ts";
import { sheetOf, type VisitSheet } from "../../aftercare/visits/sheet.ts";
import { formatDay } from "../../calendar/days.ts";
import type { Config } from "../../config/schema.ts";
import type { ClientRequest } from "../../domain/activity.ts";
import type { Day } from "../../domain/day.ts";
import type { Finding } from "../../domain/finding.ts";
import type { ClientId } from "../../domain/ids.ts";
import { compareFindings } from "../../input/index.ts";
import { jsonText } from "../../report/json-text.ts";
import { calendarFile, dayText } from "../../report/visits/calendar-file.ts";
import { sheetsHtml } from "../../report/visits/sheet-html.ts";
import { sheetMarkdown } from "../../report/visits/sheet-markdown.ts";
import { fileName, sheetPath, visitDocument, visitReason, visitsCsv } from "../../report/visits/visit-document.ts";
import { visitsText } from "../../report/visits/visits-text.ts";
import { withSeverities } from "../../rules/severity.ts";
import type { AftercareOptions } from "../common-options.ts";
import { holidaysByRep } from "../holidays-by-rep.ts";
import { type ExitCode, exitCodeFor, type FailOn, type Io, UsageError } from "../io.ts";
import { type Aftercare, aftercareInputs, prepareAftercare } from "../prepare-aftercare.ts";
import { printFindings, styleFor, warn } from "../print.ts";
import { packageVersion } from "../version.ts";
import { type OutputFile, writeFiles } from "../write-files.ts";

export interface VisitsOptions extends AftercareOptions {
  readonly out?: string;
  readonly sheet?: boolean;
  readonly rep?: readonly string[];
  readonly weeks?: number;
  readonly failOn: FailOn;
}

/** Weeks that the terminal shows of all sellers. */
const FIRST_WEEKS = 2;

/** `evenbook visits --plan PLAN`: every seller's calendar for the quarter, from tomorrow when it has begun, and a sheet for each client. */
export async function runVisits(options: VisitsOptions, io: Io): Promise<ExitCode> {
  if (options.sheet && options.out === undefined)
    throw new UsageError("--sheet writes files; say where with --out DIR");
  const { value: aftercare, findings: read } = await prepareAftercare(options, io);
  if (!aftercare) {
    printFindings(read, options, io);
    return 2;
  }
  refuseUnknownReps(options, aftercare);
  const { config, plan, tables } = aftercare;
  const from = Math.max(plan.effective, plan.quarter.firstDay, tables.asOf + 1) as Day;
  const to = plan.quarter.lastDay;
  if (from > to) {
    throw new UsageError(
      `the plan is for ${plan.quarter.name}, which is over on ${formatDay(tables.asOf)}: give the plan of the next quarter, or an earlier --as-of`,
    );
  }
  const { value: holidaysOf, findings: ofCountries } = await holidaysByRep(config.visits, from, to);
  if (!holidaysOf) {
    printFindings([...read, ...ofCountries], options, io);
    return 2;
  }
  const calendar = makeCalendar(
    {
      ...{ profiles: aftercare.profiles, reps: tables.reps, assignments: plan.assignments, from, to, holidaysOf },
      ...(aftercare.activity.visits && { visits: aftercare.activity.visits }),
    },
    config,
  );
  const findings = withSeverities([...read, ...unfit(calendar)], config).sort(compareFindings);
  const profiles = new Map(aftercare.profiles.map((profile) => [profile.client.id, profile]));
  const document = visitDocument({
    ...{ version: packageVersion(), quarter: plan.quarter.name, asOf: tables.asOf, planFile: plan.file },
    ...{ calendar, dayStarts: config.visits.day_starts, profiles, findings },
  });
  if (options.out !== undefined) {
    const files = calendarFiles(resolve(io.cwd, options.out), options, aftercare, calendar);
    const csv = { path: join(resolve(io.cwd, options.out), "visits.csv"), text: visitsCsv(document) };
    await writeFiles([csv, ...files], aftercareInputs(aftercare, io));
  }
  if (options.json) io.stdout.write(jsonText(document));
  else {
    warn(findings, options, io);
    const weeks = options.weeks ?? (options.rep ? Number.POSITIVE_INFINITY : FIRST_WEEKS);
    const { rep: reps, out } = options;
    io.stdout.write(
      visitsText(document, styleFor(options, io), {
        ...{ weeks, holidaysKnown: knowsHolidays(config.visits) },
        ...(reps && { reps }),
        ...(out !== undefined && { out }),
      }),
    );
  }
  return exitCodeFor(findings, options.failOn);
}

function knowsHolidays({ country, country_of: own, days_off: off }: Config["visits"]): boolean {
  return country !== undefined || Object.keys(own).length > 0 || off.length > 0;
}

function refuseUnknownReps({ rep: wanted = [] }: VisitsOptions, { tables }: Aftercare): void {
  const unknown = wanted.filter((id) => !tables.reps.some((rep) => rep.id === id));
  if (unknown.length > 0) throw new UsageError(`--rep: the reps file has no rep_id ${unknown.join(", ")}`);
}

function unfit({ reps, withoutSeller }: VisitCalendar): Finding[] {
  // Who is due after the last working day comes next quarter: that is listed, and no want of hours.
  const full = reps
    .map(({ missed, lastWorkingDay, ...one }) => ({
      ...one,
      missed: missed.filter(({ due }) => lastWorkingDay === undefined || due <= lastWorkingDay),
    }))
    .filter(({ missed }) => missed.length > 0);
  return [
    ...full.map(({ rep, missed, hours }) => visitsDoNotFit(rep.place, rep.id, rep.name, missed.length, hours)),
    ...(withoutSeller.length > 0 ? [visitsDoNotFit(undefined, undefined, undefined, withoutSeller.length, 0)] : []),
  ];
}

/** A calendar for each seller and a sheet for each client who is visited; with `--sheet` all sheets of a seller as one page, too. */
function calendarFiles(
  folder: string,
  options: VisitsOptions,
  aftercare: Aftercare,
  calendar: VisitCalendar,
): OutputFile[] {
  const { config, plan, tables } = aftercare;
  const sheets = sheetsOf(aftercare, calendar);
  return calendar.reps
    .filter(({ rep }) => options.rep?.includes(rep.id) ?? true)
    .flatMap((one) => {
      const { rep } = one;
      const own = clientsInOrder(one).flatMap((clientId) => {
        const sheet = sheets.get(clientId);
        const dates = one.visits.filter((visit) => visit.clientId === clientId).map(({ day }) => dayText(day));
        return sheet ? [{ clientId, sheet, dates }] : [];
      });
      const ics = calendarFile(one, calendar, {
        ...{ quarter: plan.quarter.name, asOf: tables.asOf, dayStarts: config.visits.day_starts },
        profileOf: ({ clientId }) => sheets.get(clientId)?.profile,
        reasonOf: (visit) => visitReason(visit, calendar),
        sheetOf: ({ clientId }) => sheetPath(rep.id, clientId),
      });
      const page = () => sheetsHtml(`${rep.name}, ${plan.quarter.name}`, own, config.currency);
      return [
        { path: join(folder, `${fileName(rep.id)}.ics`), text: ics },
        ...own.map(({ clientId, sheet, dates }) => ({
          path: join(folder, sheetPath(rep.id, clientId)),
          text: sheetMarkdown(sheet, dates, config.currency),
        })),
        ...(options.sheet ? [{ path: join(folder, `${fileName(rep.id)}.html`), text: page() }] : []),
      ];
    });
}

function clientsInOrder({ visits }: RepCalendar): ClientId[] {
  return [...new Set(visits.map(({ clientId }) => clientId))];
}

/** The sheet of every client who is visited. */
function sheetsOf({ profiles, tables }: Aftercare, calendar: VisitCalendar): ReadonlyMap<ClientId, VisitSheet> {
  const { history, asOf, columns } = tables;
  const peers = new Peers(profiles, history, asOf);
  const names = history.names();
  const requests = new Map<ClientId, ClientRequest[]>();
  for (const request of tables.requests?.list ?? []) {
    const known = requests.get(request.clientId);
    if (known) known.push(request);
    else requests.set(request.clientId, [request]);
  }
  const visited = new Set(calendar.reps.flatMap(({ visits }) => visits.map(({ clientId }) => clientId)));
  return new Map(
    profiles
      .filter(({ client }) => visited.has(client.id))
      .map((profile) => {
        const { id } = profile.client;
        const lastVisit = calendar.cadenceOf.get(id)?.lastVisit;
        const lines = history.linesOf(id);
        return [
          id,
          sheetOf(profile, { asOf, lines, names, columns, peers, lastVisit, requests: requests.get(id) ?? [] }),
        ];
      }),
  );
}
