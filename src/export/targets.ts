import type { ExportTarget } from "./target.ts";
import { amocrm } from "./targets/amocrm.ts";
import { bitrix24 } from "./targets/bitrix24.ts";
import { dynamics } from "./targets/dynamics.ts";
import { generic } from "./targets/generic.ts";
import { hubspot } from "./targets/hubspot.ts";
import { oneC } from "./targets/one-c.ts";
import { pipedrive } from "./targets/pipedrive.ts";
import { salesforce } from "./targets/salesforce.ts";
import { zoho } from "./targets/zoho.ts";

/** Every system that `evenbook export` writes for. */
export const exportTargets: readonly ExportTarget[] = [
  salesforce,
  hubspot,
  pipedrive,
  zoho,
  dynamics,
  bitrix24,
  amocrm,
  oneC,
  generic,
];
