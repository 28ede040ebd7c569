/** What compares two values; `=` for equality, whichever way it was written. */
export const comparisons = ["=", "!=", "<", "<=", ">", ">="] as const;
export type Comparison = (typeof comparisons)[number];
export type Arithmetic = "+" | "-" | "*" | "/";

/** A value in a rule. */
export type RuleValue =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "column"; readonly name: string }
  | { readonly kind: "negate"; readonly of: RuleValue }
  | {
      readonly kind: "arithmetic";
      readonly sign: Arithmetic;
      readonly left: RuleValue;
      readonly right: RuleValue;
    };

/** A rule: what holds of a row, or not, or cannot be told since a value is missing. */
export type Rule =
  | {
      readonly kind: "comparison";
      readonly sign: Comparison;
      readonly left: RuleValue;
      readonly right: RuleValue;
    }
  | { readonly kind: "and" | "or"; readonly left: Rule; readonly right: Rule }
  | { readonly kind: "not"; readonly of: Rule };

/** How a rule takes a column: as numbers, as texts, or as whatever it holds (`a > b`). */
export type ColumnUse = "number" | "text" | "any";
