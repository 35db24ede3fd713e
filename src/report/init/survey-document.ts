/** What `evenbook init` found in a folder: the `--json` document, and what the terminal shows. */
export interface SurveyDocument {
  readonly folder: string;
  readonly tables: readonly SurveyedTable[];
  /** Needed tables that no file was found for. */
  readonly missing: readonly string[];
  readonly unused: readonly { readonly file: string; readonly why: string }[];
}

/** One table and the columns it is read from. */
export interface SurveyedTable {
  readonly table: string;
  readonly files: readonly string[];
  readonly sureness: "given" | "confirmed" | "sure" | "likely" | "guess";
  /** What speaks for it, and what against it. */
  readonly why: readonly string[];
  /** Encoding and delimiter. */
  readonly form: string;
  readonly columns: readonly SurveyedColumn[];
  readonly not_used: readonly { readonly header: string; readonly samples: readonly string[] }[];
}

export interface SurveyedColumn {
  readonly field: string;
  readonly header: string;
  /** By its header, or because its values tell. */
  readonly by: "header" | "values" | "your choice";
  readonly samples: readonly string[];
}
