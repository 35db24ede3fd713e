export type { AboutColumn, AboutFile } from "./about.ts";
export { activityOfUnknownClient, activityProblemKinds } from "./activity-problems.ts";
export { type EncodingName, encodingNames } from "./bytes/encoding.ts";
export { readLines } from "./bytes/lines.ts";
export { expandPattern } from "./bytes/pattern.ts";
export { type NamedStream, nameOf, type Source } from "./bytes/source.ts";
export type { DateOrder } from "./columns/days.ts";
export { headerKey } from "./columns/headers.ts";
export type { DecimalMark } from "./columns/numbers.ts";
export type { FieldKind, FieldShape, TableShape } from "./columns/shape.ts";
export type { Given } from "./folder/combination.ts";
export { distinctShare, samplesOf, valuesOf } from "./folder/content.ts";
export { columnsFor } from "./folder/fill-columns.ts";
export { type ColumnChoices, type Fit, fieldValues } from "./folder/fit.ts";
export { type TableKind, tableKinds, traitsOf } from "./folder/kinds.ts";
export { lookAtFolder, missingTables, type Survey, survey } from "./folder/survey.ts";
export type { Sureness, TableChoice } from "./folder/table-choice.ts";
export {
  compareFindings,
  effectiveOutsideQuarter,
  labelsOfOtherInputs,
  loneLastDay,
  ordersEndEarly,
  type ProblemKind,
  problemKinds,
  quarterIsPast,
  quoted,
} from "./problems.ts";
export type { Report, Row } from "./rows/row.ts";
export type { ActivityOptions } from "./tables/activity.ts";
export { applyOverrides } from "./tables/apply-overrides.ts";
export { type AssignmentOptions, type ComputedLabel, readAssignments } from "./tables/assignments.ts";
export { BoundedFindings } from "./tables/bounded-findings.ts";
export { ClientIds, type KnownClient } from "./tables/client-ids.ts";
export { readClients } from "./tables/clients.ts";
export { readHandoffs } from "./tables/handoffs.ts";
export { type KnownLabel, type KnownLabels, readKnownLabels } from "./tables/known-labels.ts";
export { type LevelOptions, resolveLevels } from "./tables/levels.ts";
export type { FileOptions } from "./tables/opening.ts";
export { type OrderBlock, OrderBlockReader, type OrderBlockSetup, type OrderHelper } from "./tables/order-blocks.ts";
export { type StatusOptions, usualSkippedStatuses, usualWonStages } from "./tables/order-status.ts";
export type { AboutOrders, LinesAndAmount, OrderCounts } from "./tables/order-tally.ts";
export { type OrderFile, type OrderHistory, type OrderOptions, readOrders } from "./tables/orders.ts";
export { overrideProblemKinds } from "./tables/override-problems.ts";
export { readOverrides } from "./tables/overrides.ts";
export { matchOwners, OwnerMatcher, type PossibleOwner } from "./tables/owners.ts";
export { readProjects } from "./tables/projects.ts";
export { type RawRep, type RawReps, type RepOptions, readReps } from "./tables/reps.ts";
export {
  type LineForm,
  type RequestEvent,
  type RequestLine,
  type RequestLineOptions,
  readRequestLines,
} from "./tables/request-lines.ts";
export { readRequestRows } from "./tables/request-rows.ts";
export { type RequestDays, readRequests, requestTypeOf } from "./tables/requests.ts";
export { readSalesforceId } from "./tables/salesforce-ids.ts";
export { openTable, type Reading, type ReadProgress } from "./tables/table.ts";
export { readVisits } from "./tables/visits.ts";
