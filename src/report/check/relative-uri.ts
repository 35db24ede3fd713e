import { wellFormed } from "./wording.ts";

/**
 * A file name as a URI reference: `my plans/Q4 100%.csv` is `my%20plans/Q4%20100%25.csv`. A relative name stays relative, an absolute one gets
 * the scheme `file:`; backslashes are taken for Windows' separators.
 */
export function fileUri(file: string): string {
  const slashed = wellFormed(file).replaceAll("\\", "/");
  const drive = /^[A-Za-z]:(?=\/)/.exec(slashed)?.[0] ?? "";
  const path = slashed.slice(drive.length).split("/").map(encodeURIComponent).join("/");
  if (drive !== "") return `file:///${drive}${path}`;
  if (path.startsWith("/")) return `file://${path.replace(/^\/+/, "/")}`;
  return path.replace(/^(\.\/+)+/, "");
}
