import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RoutedRep } from "../../../src/aftercare/route/presence.ts";
import { type IncomingRequest, RequestRouter } from "../../../src/aftercare/route/route-request.ts";
import { parseIsoDay } from "../../../src/calendar/days.ts";
import { configSchema } from "../../../src/config/schema.ts";
import { requestTypes } from "../../../src/domain/activity.ts";
import type { Day } from "../../../src/domain/day.ts";
import type { ClientId, RepId } from "../../../src/domain/ids.ts";

const day = (text: string) => parseIsoDay(text) as Day;
const rep = (id: string, role: RoutedRep["role"], more: Partial<RoutedRep> = {}): RoutedRep => ({
  ...{ id: id as RepId, name: `Name ${id}`, role, excluded: false },
  ...more,
});
const reps = [
  rep("S1", "seller", { mentorId: "S2" as RepId }),
  rep("S2", "seller"),
  rep("S3", "seller", { activeTo: day("2026-10-10") }),
  rep("D1", "desk"),
  rep("D2", "desk"),
];
const absences = [
  { rep: "D1", from: "2026-10-05", to: "2026-10-09" },
  { rep: "S2", from: "2026-10-05", to: "2026-10-06", deputy: "S3" },
];
const router = (route: object = {}) => new RequestRouter(configSchema.parse({ absences, route }), reps);
const asked = (more: Partial<IncomingRequest>, seller = "S1", desk?: string): IncomingRequest => ({
  client: {
    ...{ id: "C1" as ClientId, name: "Alder", label: "transactional" as const },
    seating: { seller: seller as RepId, ...(desk === undefined ? {} : { desk: desk as RepId }) },
  },
  day: day("2026-10-05"),
  text: "",
  ...more,
});

describe("routing a request", () => {
  it.each([
    ["order", "D2", []],
    ["delivery", "D2", []],
    ["certificate", "D2", []],
    ["technical", "help@example.org", []],
    ["project", "S1", ["D2"]],
    ["complaint", "S1", ["D2"]],
  ] as const)("%s goes to %s", (type, handler, informed) => {
    const route = router({ technical_support: "help@example.org" }).route(asked({ type }, "S1", "D2"));
    expect(route.handler?.id).toBe(handler);
    expect(route.informed.map(({ id }) => id)).toEqual(informed);
  });

  it("gives an unclear request of a consultative client to the seller, any other to nobody", () => {
    const request = asked({ text: "Hello" }, "S1", "D2");
    const consultative = { ...request, client: { ...request.client, label: "consultative" as const } };
    expect(router().route(consultative as IncomingRequest)).toMatchObject({
      handler: { id: "S1" },
      informed: [{ id: "D2" }],
    });
    expect(router().route(request)).toMatchObject({
      unclear: "no word tells what it asks for",
      informed: [{ id: "D2" }],
    });
  });

  it("turns to a colleague of the desk, to the deputy, and to the deputy's deputy", () => {
    expect(router().route(asked({ type: "order" }, "S1", "D1")).handler).toMatchObject({
      id: "D2",
      insteadOf: { id: "D1" },
    });
    expect(router().route(asked({ type: "project" }, "S2", "D2")).handler).toMatchObject({ id: "S3" });
    const chain = router({ deputies: { S3: "S1" } });
    const later = asked({ type: "project", day: day("2026-10-12") }, "S3", "D2");
    expect(chain.route(later).handler).toMatchObject({ id: "S1", insteadOf: { id: "S3" } });
    expect(router({ deputies: { S3: "S3" } }).route(later).handler?.id).toBe("D2");
  });

  it("says why the seat's holder does not have it", () => {
    expect(router().route(asked({ type: "order" })).reason).toBe(
      "order: the client's desk specialist; no desk specialist in the plan",
    );
  });

  it("gives every request exactly one handler, or calls it unclear; nobody who is away handles or hears of it", () => {
    const known = [...reps.map(({ id }) => id), undefined];
    const request = fc.record(
      {
        seller: fc.constantFrom(...known),
        desk: fc.constantFrom(...known),
        label: fc.constantFrom("transactional" as const, "consultative" as const, undefined),
        type: fc.constantFrom(...requestTypes, undefined),
        text: fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("where is it", "torque", "брак, где заказ")),
        day: fc.constantFrom(day("2026-10-05"), day("2026-10-20"), undefined),
        unknown: fc.boolean(),
      },
      { requiredKeys: ["text", "unknown"] },
    );
    const all = router({ technical_support: ["S3", "help@example.org"] });
    fc.assert(
      fc.property(request, ({ seller, desk, label, type, text, day: on, unknown }) => {
        const client = {
          ...{ id: "C1" as ClientId, name: "Alder" },
          ...(label === undefined ? {} : { label }),
          seating: { ...(seller === undefined ? {} : { seller }), ...(desk === undefined ? {} : { desk }) },
        };
        const route = all.route({
          text,
          ...(unknown ? {} : { client }),
          ...(type === undefined ? {} : { type }),
          ...(on === undefined ? {} : { day: on }),
        });
        const oneOfTwo = (route.handler === undefined) !== (route.unclear === undefined);
        const people = [...(route.handler ? [route.handler] : []), ...route.informed].map(({ id }) => id);
        const away = on === day("2026-10-05") ? ["D1", "S2"] : on === day("2026-10-20") ? ["S3"] : [];
        return oneOfTwo && new Set(people).size === people.length && !people.some((id) => away.includes(id));
      }),
      { numRuns: 100 },
    );
  });
});
