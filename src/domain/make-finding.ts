import type { Finding } from "./finding.ts";
import type { Place } from "./place.ts";

type Head = Pick<Finding, "code" | "name" | "severity">;

/** What a finding has from its card. */
export function headOf({ code, name, severity }: Head): Head {
  return { code, name, severity };
}

/** Makes findings of the cards by their keys. */
export function findingsBy<Kind extends string>(cards: Readonly<Record<Kind, Head>>) {
  return (
    kind: Kind,
    place: Place | undefined,
    message: string,
    remedy: string,
    extras: Partial<Finding> = {},
  ): Finding => ({ ...headOf(cards[kind]), message, remedy, ...(place && { place }), ...extras });
}
