import type { NoHolidays } from "../../calendar/holidays.ts";
import type { Finding } from "../../domain/finding.ts";
import type { RepId } from "../../domain/ids.ts";
import type { Place } from "../../domain/place.ts";
import type { RuleCard } from "../../domain/rule-card.ts";

const cards = {
  visitsDoNotFit: {
    code: "EB807",
    name: "visits-do-not-fit",
    severity: "warning",
    what: "Every client whose visit is due in the quarter finds room in its seller's visiting hours.",
    why: "Whom nobody visits tells its new needs to somebody else; better to know it before the quarter than after.",
    wrong: "30 clients due every 4 weeks, and 12.5 hours a week of 2.5 hours a visit.",
    right: "More visiting hours, a longer cadence, or a plan with other books.",
    options: ["visits.hours_per_week", "visits.per_day", "visits.every_weeks"],
    judged: false,
  },
  holidaysUnknown: {
    code: "EB808",
    name: "unknown-holiday-country",
    severity: "error",
    what: "`visits.country`, and each of `visits.country_of`, is a country, or a country and a state, whose public holidays are known.",
    why: "Without them sellers would be sent out on a holiday.",
    wrong: "visits: { country: Germany }",
    right: "visits: { country: DE-BY }",
    options: ["visits.country", "visits.country_of"],
    judged: false,
  },
} as const satisfies Record<string, RuleCard>;

/** What `evenbook visits` may have to say. */
export const visitCards: readonly RuleCard[] = Object.values(cards);

/** @param repId absent for clients without a seller. @param hours that the seller has for visits. */
export function visitsDoNotFit(
  place: Place | undefined,
  repId: RepId | undefined,
  name: string | undefined,
  clients: number,
  hours: number,
): Finding {
  const { code, name: rule, severity } = cards.visitsDoNotFit;
  const due = `${clients} ${clients === 1 ? "client is" : "clients are"} due for a visit`;
  const room = `${Math.round(hours * 10) / 10} hours for visits`;
  return {
    ...{ code, name: rule, severity },
    message:
      repId === undefined
        ? `${due} and ${clients === 1 ? "has" : "have"} no seller in the plan, or one who is not there`
        : `${due} and ${clients === 1 ? "finds" : "find"} no room: ${name} has ${room} from the first to the last day`,
    remedy:
      repId === undefined
        ? "give them a seller and check the plan"
        : "raise visits.hours_per_week or visits.per_day, lengthen the cadence in visits.every_weeks, or plan other books",
    ...(place && { place }),
    ...(repId === undefined ? {} : { repId }),
  };
}

/** @param key the setting that names the country. */
export function holidaysUnknown(key: string, country: string, why: NoHolidays): Finding {
  const { code, name, severity } = cards.holidaysUnknown;
  if (why === "not installed") {
    return {
      ...{ code, name, severity },
      message: `${key}: the optional package date-holidays, which knows the public holidays, is not installed`,
      remedy:
        "npm install date-holidays beside evenbook, or list the holidays in visits.days_off and take the country out",
    };
  }
  return {
    ...{ code, name, severity },
    message: `${key}: nobody knows the public holidays of ${JSON.stringify(country)}`,
    remedy: "write the two letters of the country, and of the state where that matters: DE, DE-BY, US-CA, RU",
  };
}
