import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseConfig } from "../../../src/config/parse-config.ts";
import { type Config, configSchema } from "../../../src/config/schema.ts";
import type { Scorecard } from "../../../src/config/scorecard.ts";
import type { ClientId } from "../../../src/domain/ids.ts";
import type { LabelName } from "../../../src/domain/label.ts";
import type { Cents } from "../../../src/domain/money.ts";
import type { SignalName } from "../../../src/domain/signals.ts";
import {
  agreementOf,
  fitScorecard,
  type KnownClient,
  type ScorecardFit,
  signTest,
} from "../../../src/labels/fit/fit-scorecard.ts";
import { dealFolds } from "../../../src/labels/fit/folds.ts";
import { addPoints } from "../../../src/labels/scorecard.ts";
import { fitDocument } from "../../../src/report/labels/fit-document.ts";
import { scorecardYaml } from "../../../src/report/labels/scorecard-yaml.ts";
import { clientOf, profileOf } from "../../rules/cast.ts";

const signals = ["repeat_share_lines", "gap_cv", "quote_share"] as const;

/** Three signals cut at 0.3 and 0.6. */
function card(...points: readonly (readonly [number, number, number])[]): Scorecard {
  return signals.map((signal, at) => ({
    signal,
    bands: (points[at] as readonly number[]).map((value, band) => ({
      ...(band === 0 ? {} : { at_least: band * 0.3 }),
      points: value,
    })),
  }));
}

const wrong = card([-8, 0, 8], [14, 0, -14], [6, 0, -6]);
const planted = card([-12, 0, 12], [8, 0, -8], [0, 0, -20]);

/** mulberry32 (T. Ettinger): draws of a generator that is none of the tool's. */
function drawer(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let word = Math.imul(state ^ (state >>> 15), 1 | state);
    word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word;
    return ((word ^ (word >>> 14)) >>> 0) / 4294967296;
  };
}

/** Clients whose label is drawn with the odds that a card gives: they double every seven points. A tenth of the values is absent. */
function draw(count: number, by: Scorecard, seed: number): KnownClient[] {
  const random = drawer(seed);
  return Array.from({ length: count }, (_, at) => {
    const values: Partial<Record<SignalName, number>> = { order_days: 9 };
    for (const signal of signals) if (random() > 0.1) values[signal] = random();
    const odds = 2 ** (addPoints(by, values).points / 7);
    const known: LabelName = random() < odds / (1 + odds) ? "transactional" : "consultative";
    const profile = profileOf({ client: { id: `C${at}` as ClientId } });
    return { profile: { ...profile, signals: { values, revenue12m: 0 as Cents } }, known };
  });
}

const labelsOf = (scorecard: Scorecard): Config["labels"] => configSchema.parse({ labels: { scorecard } }).labels;
const fitOf = (known: readonly KnownClient[], scorecard: Scorecard): ScorecardFit =>
  fitScorecard(known, labelsOf(scorecard), 1);

describe("a scorecard fitted to clients that people have labelled", () => {
  const many = draw(4000, planted, 7);
  const fitted = fitOf(many, wrong);

  it("finds the points that the labels were drawn with, within three", () => {
    expect(fitted.verdict).toBe("take");
    const slope = 7 / fitted.pointsToDouble;
    fitted.scorecard.forEach(({ bands }, line) => {
      const [low = 0, middle = 0, high = 0] = bands.map(({ points }) => points * slope);
      const [first = 0, second = 0, third = 0] = (planted[line]?.bands ?? []).map(({ points }) => points);
      // What all bands of a signal have in common another signal may have: the steps between bands are what tells.
      expect(Math.abs(middle - low - (second - first))).toBeLessThan(3);
      expect(Math.abs(high - middle - (third - second))).toBeLessThan(3);
    });
  });

  it("forecasts the agreement that fresh clients then show", () => {
    const fresh = draw(3000, planted, 8);
    const agree = fresh.filter(({ profile, known }) => {
      const isTransactional = addPoints(fitted.scorecard, profile.signals.values).points >= 0;
      return isTransactional === (known === "transactional");
    });
    expect(Math.abs(agree.length / fresh.length - agreementOf(fitted.after))).toBeLessThan(0.03);
  });

  it("counts each client once, before and after", () => {
    for (const { transactional, consultative } of [fitted.before, fitted.after, fitted.seen]) {
      expect(transactional.transactional + transactional.consultative).toBe(fitted.clients.transactional);
      expect(consultative.transactional + consultative.consultative).toBe(fitted.clients.consultative);
    }
    const difference = (agreementOf(fitted.after) - agreementOf(fitted.before)) * many.length;
    expect(difference).toBeCloseTo(fitted.gained - fitted.lost, 6);
  });

  it("gives whole points, which the patch carries into the config unchanged", () => {
    for (const { bands } of fitted.scorecard)
      for (const { points } of bands) expect(Number.isInteger(points)).toBe(true);
    const document = fitDocument({
      ...{
        version: "0",
        file: "known.csv\n- evil: true",
        seed: 1,
        settings: labelsOf(wrong),
        known: many,
        fit: fitted,
      },
      ...{ ofOverrides: 0, tooFewOrders: { transactional: 0, consultative: 0 }, findings: [] },
    });
    const { value, findings } = parseConfig(scorecardYaml(document), "patch.yaml");
    expect(findings).toEqual([]);
    expect(value?.labels.scorecard).toEqual(fitted.scorecard);
  });

  it("does not depend on the order of the rows", () => {
    const some = many.slice(0, 120);
    expect(fitOf([...some].reverse(), wrong)).toEqual(fitOf(some, wrong));
  });

  it("keeps points that the labels were drawn with, and those of labels that tell nothing", () => {
    const few = draw(60, planted, 3);
    expect(fitOf(few, planted).verdict).toBe("keep");
    const blind = few.map(
      (one, at): KnownClient => ({ ...one, known: at % 2 === 0 ? "transactional" : "consultative" }),
    );
    const none = fitOf(blind, planted);
    expect(none.verdict === "keep" || none.gained > none.lost).toBe(true);
  });

  it("leaves signals that no client has alone", () => {
    const known = draw(200, planted, 5).map(({ profile, known: label }) => {
      const { quote_share: _, ...values } = profile.signals.values;
      return {
        profile: {
          ...profile,
          client: clientOf({ id: profile.client.id }),
          signals: { values, revenue12m: 0 as Cents },
        },
        known: label,
      };
    });
    expect(fitOf(known, wrong).scorecard[2]).toEqual(wrong[2]);
  });
});

describe("folds", () => {
  it("have each their share of each kind, by seed and id", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { minLength: 20, maxLength: 60 }), (ids) => {
        const things = ids.map((id, at) => ({ id, kind: at % 3 === 0 ? "a" : "b" }));
        const dealt = dealFolds(things, 5, "1");
        const sizes = [0, 1, 2, 3, 4].map((fold) => dealt.filter((one, at) => one === fold && at % 3 === 0).length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        expect(dealFolds([...things].reverse(), 5, "1").reverse()).toEqual(dealt);
      }),
      { numRuns: 20 },
    );
  });
});

describe("the chance of a gain by luck", () => {
  it.each([
    [0, 0, 1],
    [5, 0, 1 / 32],
    [3, 1, 5 / 16],
    [1, 3, 15 / 16],
    [3000, 10, 0],
  ])("of %i against %i", (gained, lost, chance) => {
    expect(signTest(gained, lost)).toBeCloseTo(chance, 12);
  });
});
