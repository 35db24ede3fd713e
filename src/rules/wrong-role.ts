import type { PairRule } from "./rule.ts";

export const wrongRole: PairRule = {
  code: "EB203",
  name: "wrong-role",
  kind: "must",
  severity: "error",
  what: "The seller seat is for sellers, the desk seat for desk specialists; role `both` may take either.",
  why: "Routine orders and consultative work need separate people: whoever does both ends up doing orders only.",
  wrong: "A desk specialist as `seller_id`.",
  right: "A rep with role `seller` or `both` as `seller_id`, one with `desk` or `both` as `desk_id`.",
  options: ["roles.titles"],
  forbids: ({ rep, seat }) =>
    rep.role === seat || rep.role === "both"
      ? undefined
      : { message: `${rep.name} has the role ${rep.role}, not ${seat}` },
};
