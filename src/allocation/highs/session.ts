import type { Highs, Model as HighsModel, ModelData } from "highs";

/** What came of one call of HiGHS. */
export interface HighsOutcome {
  readonly status: "optimal" | "infeasible" | "limit" | "failed";
  /** Values of the columns; empty when HiGHS has none to give. */
  readonly values: Float64Array;
  /** Duals of the rows; empty for a MIP. */
  readonly rowDuals: Float64Array;
  readonly objective: number;
  /** For a MIP what HiGHS proved to be a lower bound, else -Infinity. */
  readonly dualBound: number;
}

/** Settings of one call: option names of HiGHS. */
export type HighsSettings = Readonly<Record<string, boolean | number | string>>;

/** Gives a HiGHS runtime; tests inject one that fails. */
export type HighsLoader = () => Promise<Pick<Highs, "createModel" | "constants">>;

const FAILED: HighsOutcome = {
  status: "failed",
  values: new Float64Array(),
  rowDuals: new Float64Array(),
  objective: Number.POSITIVE_INFINITY,
  dualBound: Number.NEGATIVE_INFINITY,
};

/** Loads HiGHS when it is first needed: it takes 60 ms, and many runs do without. */
export async function loadHighs(): Promise<Highs> {
  // The package's types describe its CommonJS build; what Node imports is the ES module with a true default export.
  const { default: load } = (await import("highs")) as unknown as { default: () => Promise<Highs> };
  return load();
}

/** After so many failed calls HiGHS is left alone for the rest of the run. */
const PATIENCE = 3;

/**
 * Access to HiGHS that never throws. The WebAssembly instance may abort (out of memory, a failed assertion), and is of no use
 * afterwards: then the call counts as failed, a note says so, and the next call gets a fresh instance.
 */
export class HighsSession {
  readonly notes: string[] = [];
  readonly #load: HighsLoader;
  #failures = 0;
  #highs: Awaited<ReturnType<HighsLoader>> | undefined;

  constructor(load: HighsLoader = loadHighs) {
    this.#load = load;
  }

  /** Whether it makes sense to prepare a call at all. */
  get usable(): boolean {
    return this.#failures < PATIENCE;
  }

  /** Solves `data` on one thread. `start` gives values of the columns to begin a MIP with. */
  async solve(data: ModelData, settings: HighsSettings, start?: Float64Array): Promise<HighsOutcome> {
    if (!this.usable) return FAILED;
    try {
      this.#highs ??= await this.#load();
      return run(this.#highs, data, settings, start);
    } catch (error) {
      this.#highs = undefined;
      this.#failures++;
      const reason = error instanceof Error ? error.message : String(error);
      this.notes.push(`HiGHS failed (${reason.split("\n")[0]}); went on without its answer`);
      return FAILED;
    }
  }
}

function run(
  highs: Awaited<ReturnType<HighsLoader>>,
  data: ModelData,
  settings: HighsSettings,
  start: Float64Array | undefined,
): HighsOutcome {
  const model = highs.createModel(data);
  try {
    model.options.set({ output_flag: false, random_seed: 1, ...settings });
    if (start) model.setSolution({ colValue: start });
    model.run();
    return readOutcome(model, highs.constants.modelStatus, data.integrality !== undefined);
  } finally {
    model.dispose();
  }
}

function readOutcome(model: HighsModel, statuses: Highs["constants"]["modelStatus"], isMip: boolean): HighsOutcome {
  const code = model.getModelStatus();
  const solution = model.getSolution();
  const status = code === statuses.optimal ? "optimal" : code === statuses.infeasible ? "infeasible" : "limit";
  return {
    status,
    values: solution.colValue,
    rowDuals: isMip ? FAILED.rowDuals : solution.rowDual,
    objective: model.getObjectiveValue(),
    dualBound: isMip ? Number(model.info.get("mip_dual_bound")) : Number.NEGATIVE_INFINITY,
  };
}
