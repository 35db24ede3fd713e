import { cutTo, padEnd, padStart, wrap } from "./layout.ts";
import { hoursText, moneyText, percent } from "./numbers.ts";
import type { PlanDocument } from "./plan-document.ts";
import type { TextStyle } from "./plan-text.ts";

/** What people had decided before the plan was made, and what came of it. */
export function keptText({ kept }: PlanDocument, { width, paint }: TextStyle): string[] {
  if (!kept) return [];
  const counted = (count: number, seat: string) => `the ${seat} of ${count} ${count === 1 ? "client" : "clients"}`;
  const seats = [counted(kept.sellers, "seller"), ...(kept.desks > 0 ? [counted(kept.desks, "desk specialist")] : [])];
  const source = kept.based_on === null ? "" : `, from plan ${kept.based_on}`;
  const sentences = [
    `Kept as in ${kept.file}${source}: ${seats.join(" and ")}; the plan chose the rest.`,
    ...(kept.not_kept > 0
      ? [
          `${kept.not_kept} ${kept.not_kept === 1 ? "assignment" : "assignments"} of the file could not be kept: see Findings (EB214).`,
        ]
      : []),
    "Moves that were kept by hand spend the move budget as chosen ones do.",
  ];
  return [
    paint.bold("Decided by hand"),
    ...sentences.flatMap((text) => wrap(text, width - 2)).map((line) => `  ${line}`),
  ];
}

/** Who takes the released books, and how even that leaves the sellers. */
export function releaseText(document: PlanDocument, { width, paint }: TextStyle): string[] {
  const { release, after, tolerance } = document;
  if (!release) return [];
  const who = release.reps.map(({ rep_id, rep_name }) =>
    rep_name.startsWith(rep_id) ? rep_name : `${rep_name} (${rep_id})`,
  );
  const takers = release.takers.map(
    (one) =>
      `  ${padEnd(cutTo(one.rep_name, width - 48), width - 47)}${padEnd(one.seat, 7)}` +
      `${padStart(`${one.clients} ${one.clients === 1 ? "client" : "clients"}`, 11)}${padStart(`${hoursText(one.hours)} h`, 9)}` +
      padStart(moneyText(one.revenue_cents, document.currency), 18),
  );
  const far = Object.entries(release.outside_tolerance)
    .filter(([, count]) => count > 0)
    .map(([measure, count]) => `${count} in ${measure === "consultative" ? "consultative clients" : measure}`);
  const hours = after.hours_spread;
  const balance = [
    ...(hours
      ? [
          `Balance it leaves: hours ${percent(hours.least)} - ${percent(hours.most)} of capacity (CV ${hours.cv.toFixed(2)}).`,
        ]
      : []),
    far.length > 0
      ? `Of ${release.sellers} sellers more than ${percent(tolerance)} from their share: ${far.join(", ")}. ` +
        "A plan without --release may even more, by moving others."
      : `Every seller is within ${percent(tolerance)} of the share.`,
  ];
  return [
    ...wrap(`Release of ${who.join(", ")}`, width).map((line) => paint.bold(line)),
    ...takers,
    ...(takers.length === 0 ? ["  nobody takes anything of it"] : []),
    ...[...balance, "Nothing else moves."].flatMap((text) => wrap(text, width - 2)).map((line) => `  ${line}`),
  ];
}
