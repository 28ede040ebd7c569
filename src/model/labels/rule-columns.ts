import { InputError } from "../../core/errors.js";
import type { ColumnUse, Rule, RuleValue } from "./rule.js";

/**
 * The columns that a rule reads, in the order in which it names them, and as what: a column that is
 * reckoned with, or compared with a number, as numbers; one compared with a text as texts.
 *
 * @throws {InputError} when one column is used both ways
 */
export function ruleColumns(rule: Rule): ReadonlyMap<string, ColumnUse> {
  const uses = new Map<string, ColumnUse>();

  function note(name: string, use: ColumnUse): void {
    const before = uses.get(name) ?? "any";
    if (before !== "any" && use !== "any" && before !== use) {
      throw new InputError(`the rule takes column "${name}" both as numbers and as texts`, {
        where: name,
        fix: "compare it with numbers or with 'texts', not with both",
      });
    }
    uses.set(name, before === "any" ? use : before);
  }
  function visitValue(value: RuleValue, use: ColumnUse): void {
    if (value.kind === "column") note(value.name, use);
    else if (value.kind === "negate") visitValue(value.of, "number");
    else if (value.kind === "arithmetic") {
      visitValue(value.left, "number");
      visitValue(value.right, "number");
    }
  }
  function visit(part: Rule): void {
    if (part.kind === "not") visit(part.of);
    else if (part.kind === "comparison") {
      visitValue(part.left, useBeside(part.right));
      visitValue(part.right, useBeside(part.left));
    } else {
      visit(part.left);
      visit(part.right);
    }
  }

  visit(rule);
  return uses;
}

/** What a column must hold to be compared with a value. */
function useBeside(value: RuleValue): ColumnUse {
  if (value.kind === "text") return "text";
  return value.kind === "column" ? "any" : "number";
}
