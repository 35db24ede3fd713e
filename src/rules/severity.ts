import type { Config } from "../config/schema.ts";
import type { Finding } from "../domain/finding.ts";

/** Gives findings the severity that the config sets for their rule, by code or name, and leaves out those that are off. */
export function withSeverities(findings: readonly Finding[], { rules }: Config): Finding[] {
  return findings.flatMap((finding) => {
    const severity = (rules[finding.code] ?? rules[finding.name])?.severity;
    if (severity === "off") return [];
    return [severity === undefined ? finding : { ...finding, severity }];
  });
}
