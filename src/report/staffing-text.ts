import { hoursText } from "./numbers.ts";

/** "seller, North (4 reps)": reps of a seat who can stand in for each other. */
export function groupText(seat: string, regions: readonly string[], reps: number): string {
  return `${seat}, ${regions.length > 0 ? regions.join(", ") : "all regions"} (${reps} ${reps === 1 ? "rep" : "reps"})`;
}

/** "523 h needed of 1,000". */
export function needText(neededHours: number, capacityHours: number): string {
  return `${hoursText(neededHours)} h needed of ${hoursText(capacityHours)}`;
}

/** ", 12 h short (0.1 FTE)"; empty where no hours are missing. */
export function shortText(hours: number, fte: number): string {
  return hours > 0 ? `, ${hoursText(hours)} h short (${fte} FTE)` : "";
}
