import type { OwnerForm } from "./owner-forms.ts";

/** How a CRM's own ids of clients look. */
export interface ClientIdForm {
  /** As in "C1 is no <what>". */
  readonly what: string;
  readonly fits: (id: string) => boolean;
}

/** What one system takes for changes of owner: all that is known of it, in one place. */
export interface ExportTarget {
  /** As after `--to` and in the names of the files. */
  readonly name: string;
  readonly title: string;
  /** Headers of the file, in this order; what the import does not need is left out, so that it cannot be overwritten. */
  readonly columns: {
    readonly id: string;
    /** Columns of the clients export that travel unchanged. */
    readonly carried?: readonly string[];
    /** Only where an import refuses rows without it. */
    readonly name?: string;
    readonly owner: string;
    /** Only where the system has such a field of its own; else the user names one. */
    readonly desk?: string;
  };
  readonly file: {
    readonly encoding: "utf-8" | "cp1251";
    readonly delimiter: "," | ";";
    readonly lineEnd: "\n" | "\r\n";
    /** Rows of data that the import takes at once. */
    readonly maxRows?: number;
  };
  readonly owner: OwnerForm;
  /** Absent: any id will do. */
  readonly clientId?: ClientIdForm;
  /** True where an empty cell takes the owner away; elsewhere it changes nothing, or the row is refused. */
  readonly clearsOwner: boolean;
  /** What stays where it is after the import. Each a whole sentence. */
  readonly stays: readonly string[];
  /** `{id}` stands for the header of the column of ids. */
  readonly howToImport: readonly string[];
  readonly howToRollBack: readonly string[];
}

/** An id of digits only, as most systems give them. */
export const digitsOnly = (what: string): ClientIdForm => ({ what, fits: (id) => /^\d+$/.test(id) });
