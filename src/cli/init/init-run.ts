import { relative, sep } from "node:path";
import { safeText } from "../../report/safe-text.ts";
import type { Io } from "../io.ts";
import type { Prompter } from "./prompter.ts";
import type { GivenForms } from "./settle-forms.ts";

export interface InitOptions extends GivenForms {
  readonly config?: string;
  readonly out?: string;
  readonly clients?: string;
  readonly reps?: string;
  readonly orders?: readonly string[];
  readonly requests?: string;
  readonly overrides?: string;
  readonly visits?: string;
  readonly projects?: string;
  readonly yes?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly color: boolean;
}

/** What one run of the wizard works on. */
export interface InitRun {
  /** Folder with the exports. */
  readonly folder: string;
  /** File to write. */
  readonly target: string;
  readonly options: InitOptions;
  readonly prompter: Prompter;
  readonly io: Io;
}

/** A path as the user would write it. */
export const shownPath = (path: string, io: Io) => safeText(relative(io.cwd, path) || path);

/** The folder in words. */
export function folderName({ folder, io }: Pick<InitRun, "folder" | "io">): string {
  return safeText(relative(io.cwd, folder).split(sep).join("/")) || "this folder";
}
