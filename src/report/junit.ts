import type { ColumnResult, DriftResult } from "../drift/drift-result.js";
import type { MultivariateResult } from "../drift/multivariate.js";

/**
 * A drift result as JUnit XML: a test case a column, so that Jenkins shows drifted columns as failed
 * tests. What could not be told, or was left out, is skipped.
 */
export function driftJunit(result: DriftResult): string {
  const { columns, multivariate } = result;
  const judged = [...columns, ...(multivariate ? [multivariate] : [])];
  const count = (...statuses: string[]) =>
    judged.filter(({ status }) => statuses.includes(status)).length;
  const cases = columns.map((column) => testCase(column));
  if (multivariate) cases.push(caseOfAll(multivariate));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuite name="arlequin.drift" tests="${judged.length}" failures="${count("drift")}" errors="${count("error")}" skipped="${count("skipped", "cannot-tell")}">`,
    ...cases,
    `<system-out>${escaped(result.summary)}</system-out>`,
    "</testsuite>",
    "",
  ].join("\n");
}

function caseOfAll({ status, reason, findings }: MultivariateResult): string {
  const head = '<testcase classname="drift.multivariate" name="(all columns together)"';
  const said = findings ? `AUC ${findings.auc}, p ${findings.p}` : (reason ?? "");
  if (status === "drift") return `${head}><failure type="drift" message="${said}"/></testcase>`;
  if (status === "no-drift") return `${head}/>`;
  return `${head}><skipped message="cannot-tell: ${escaped(reason ?? said)}"/></testcase>`;
}

function testCase(column: ColumnResult): string {
  const head = `<testcase classname="drift.${escaped(column.kind)}" name="${escaped(column.name)}"`;
  const message = escaped(column.reason ?? facts(column));
  switch (column.status) {
    case "drift":
      return `${head}><failure type="drift" message="${message}">${escaped(facts(column))}</failure></testcase>`;
    case "error":
      return `${head}><error type="error" message="${message}"/></testcase>`;
    case "skipped":
    case "cannot-tell":
      return `${head}><skipped message="${column.status}: ${message}"/></testcase>`;
    case "no-drift":
      return `${head}/>`;
  }
}

function facts({ findings, pAdjusted }: ColumnResult): string {
  if (!findings) return "";
  const { headline } = findings;
  return `debiased PSI ${headline.value} (95 % CI ${headline.ciLow} to ${headline.ciHigh}), p ${findings.p}, adjusted ${pAdjusted ?? "-"}`;
}

/** Text safe in XML: markup escaped, characters that XML has no place for replaced. */
function escaped(text: string): string {
  return text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;")
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD");
}
