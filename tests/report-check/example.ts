import { Chalk } from "chalk";
import type { Finding } from "../../src/domain/finding.ts";
import type { ClientId, RepId } from "../../src/domain/ids.ts";
import type { CheckReport, CheckStyle } from "../../src/report/check/check-report.ts";
import type { RuleCard } from "../../src/rules/rule.ts";

export const plain: CheckStyle = { width: 80, paint: new Chalk({ level: 0 }) };

export const catalogue: readonly RuleCard[] = [
  card("EB201", "complex-consultative-on-junior", "error"),
  card("EB204", "wrong-region", "error"),
  card("EB401", "hours-out-of-balance", "warning"),
  card("EB303", "move-budget-exceeded", "error"),
  card("EB303", "move-budget-exceeded", "error"),
];

function card(code: string, name: string, severity: Finding["severity"]): RuleCard {
  return { code, name, severity, what: `What ${code} asks.`, why: "Why it does.", wrong: "A", right: "B", options: [] };
}

/** The line of plan.csv that `tooComplex` names. */
export const line14 = "C014,Alder GmbH,consultative,72,established,R7,D1,R2,D1,12.5,3.0,184200.00,moved,balance";

export const tooComplex: Finding = {
  code: "EB201",
  name: "complex-consultative-on-junior",
  severity: "error",
  message: "complexity 72, Ana Ruiz is junior: at most 35",
  remedy: "give it to Boris Lang (R2): 81% of the hours, then 88%\nor to Chen Wei (R4): 90%, then 97%",
  place: { file: "plan.csv", line: 14, column: 44, endColumn: 46 },
  related: [{ place: { file: "reps.csv", line: 8, column: 1 }, message: "Ana Ruiz, junior" }],
  clientId: "C014" as ClientId,
  repId: "R7" as RepId,
};

export const wrongRegion: Finding = {
  code: "EB204",
  name: "wrong-region",
  severity: "error",
  message: "client is in North, Boris Lang serves South",
  remedy: "give it to Chen Wei (R4): 90% of the hours, then 92%",
  place: { file: "plan.csv", line: 15, column: 1, endColumn: 5 },
  clientId: "C015" as ClientId,
};

export const unbalanced: Finding = {
  code: "EB401",
  name: "hours-out-of-balance",
  severity: "warning",
  message: "Dana Fox has 131% of the share",
  remedy: "move about 40 h to others",
  repId: "R5" as RepId,
};

export function reportOf(findings: readonly Finding[], change: Partial<CheckReport> = {}): CheckReport {
  return {
    version: "0.1.0",
    file: "plan.csv",
    rows: 160,
    findings,
    catalogue,
    sourceLine: ({ file, line }) => (file === "plan.csv" && line === 14 ? line14 : undefined),
    baselined: 0,
    ...change,
  };
}

/** Names that people, exports and attackers put into cells. */
export const nasty: readonly string[] = [
  "\u001b[31mred\u001b[0m\u0007",
  "\u009b2J\u0085\u007f",
  "a\r\nb\nc\rd",
  "::error file=x::owned",
  "\n::set-output name=a::b",
  "##[error]owned",
  "100% %0A%0D , : ;",
  "</failure></testcase><testcase name='x'/>",
  "]]><!-- <?xml ?> -->",
  "&amp; &#x1b; &undefined;",
  "a | b \\| c \\",
  "`code` ```",
  "<img src=x onerror=alert(1)><br>",
  "[here](http://evil.example) ![x](y) <http://z>",
  "@everyone #12 www.evil.example https://evil.example",
  "**bold** _it_ ~~no~~ $x$",
  "{0} {{1}} {",
  "__proto__",
  "constructor",
  "\u202egpj.exe\u2066",
  "\u2028\u2029\ufeff",
  "\ud800 half \udc00",
  "\ufffe\uffff\u0000",
  "漢字テスト é e\u0301 👩‍👩‍👧‍👦",
  "C:\\plans\\Q4.csv",
  "",
];
