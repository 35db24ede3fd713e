import { parseQuarter, quarterAfter } from "../../calendar/days.ts";
import { type ConfigInput, defaultConfig } from "../../config/schema.ts";
import type { Day } from "../../domain/day.ts";
import type { Prompter } from "./prompter.ts";

/** Asks for the quarter; nothing when it is the one after the last order, which holds without a word. */
export async function askQuarter(asOf: Day | undefined, prompter: Prompter): Promise<string | undefined> {
  const next = asOf === undefined ? "" : quarterAfter(asOf).name;
  const answer = await prompter.write({
    message: "Which quarter do you plan? Enter takes the one after the last order",
    usual: next,
    wrong: (text) => {
      if (text === next) return undefined;
      const quarter = parseQuarter(text);
      if (!quarter) return "write a quarter as 2026Q4";
      return asOf !== undefined && quarter.lastDay < asOf ? "this quarter was over before the last order" : undefined;
    },
  });
  return answer === next ? undefined : parseQuarter(answer)?.name;
}

/** Asks how even the books must be. */
export async function askTolerance(prompter: Prompter): Promise<Pick<ConfigInput, "balance">> {
  const usual = defaultConfig.balance.tolerance;
  const answer = await prompter.choose({
    message: "How far from an even share may a rep be?",
    choices: [0.1, usual, 0.2].map((share) => ({ value: String(share), name: `${percentText(share)}%` })),
    usual: String(usual),
  });
  return Number(answer) === usual ? {} : { balance: { tolerance: Number(answer) } };
}

/** Asks how much of the revenue may change hands without need. */
export async function askMoveBudget(prompter: Prompter): Promise<Pick<ConfigInput, "limits">> {
  const usual = defaultConfig.limits.move_budget.revenue_share;
  const answer = await prompter.write({
    message: "How much of the revenue may move without need, in percent?",
    usual: percentText(usual),
    wrong: (text) => (shareOf(text) === undefined ? "write a percentage from 0 to 100" : undefined),
  });
  const share = shareOf(answer);
  return share === undefined || share === usual ? {} : { limits: { move_budget: { revenue_share: share } } };
}

const percentText = (share: number) => String(Math.round(share * 10_000) / 100);

function shareOf(text: string): number | undefined {
  const found = /^(\d{1,3}(?:[.,]\d{1,2})?)\s*%?$/.exec(text.trim());
  const percent = Number((found?.[1] ?? "").replace(",", "."));
  return found && percent <= 100 ? Math.round(percent * 100) / 10_000 : undefined;
}
