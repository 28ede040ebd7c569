import { InputError } from "../../core/errors.js";
import { parseRule } from "./parse-rule.js";
import { ruleColumns } from "./rule-columns.js";
import type { ColumnUse, Rule } from "./rule.js";

/** Where labels come from. `text` is how it was written, and how logs show it. */
export type LabelStrategy =
  | { readonly kind: "column"; readonly text: string; readonly column: string }
  | { readonly kind: "rule"; readonly text: string; readonly rule: Rule }
  | {
      readonly kind: "quantile";
      readonly text: string;
      readonly column: string;
      readonly share: number;
    };

const FORMS = 'column:NAME, rule:"amount > 1000" or quantile:amount:0.95';

/**
 * Read where labels come from: `column:NAME`, `rule:EXPRESSION` or `quantile:NAME:SHARE`.
 *
 * @throws {InputError} when it is none of these
 */
export function parseLabelStrategy(text: string): LabelStrategy {
  const [, kind, rest = ""] = /^(column|rule|quantile):(.*)$/s.exec(text.trim()) ?? [];
  if (kind === "rule") return { kind, text: `rule:${rest.trim()}`, rule: parseRule(rest) };
  if (kind === "column" && rest !== "") return { kind, text: `column:${rest}`, column: rest };
  const colon = rest.lastIndexOf(":");
  const share = Number(rest.slice(colon + 1).trim() || "none");
  if (kind === "quantile" && colon > 0) {
    const column = rest.slice(0, colon);
    if (share > 0 && share < 1) return { kind, text: `quantile:${column}:${share}`, column, share };
    throw new InputError(`"${rest.slice(colon + 1)}" is not a share between 0 and 1`, {
      where: text,
      fix: "write it as quantile:amount:0.95",
    });
  }
  throw new InputError(`"${text}" does not say where labels come from`, {
    where: "label",
    fix: `write ${FORMS}`,
  });
}

/** The columns that labels are read from, and as what. */
export function labelColumns(strategy: LabelStrategy): ReadonlyMap<string, ColumnUse> {
  if (strategy.kind === "rule") return ruleColumns(strategy.rule);
  return new Map([[strategy.column, strategy.kind === "column" ? "text" : "number"]]);
}
