import { comparisons, type Comparison, type Rule, type RuleValue } from "./rule.js";
import { ruleFault, ruleTokens, type RuleToken } from "./rule-tokens.js";

/** Deeper parentheses than anyone writes by hand; a stack has an end. */
const DEEPEST = 100;

/** A part of a rule, and where it begins: whether it is a rule or a value shows at its end only. */
type Part =
  { readonly at: number; readonly rule: Rule } | { readonly at: number; readonly value: RuleValue };

/**
 * Read a rule such as `amount > 1000 and not (channel = 'atm' or balance - amount < 0)`.
 *
 *     rule     = all { "or" all }                 all   = one { "and" one }
 *     one      = "not" one | sum [ sign sum ]     sum   = product { ("+" | "-") product }
 *     product  = atom { ("*" | "/") atom }        atom  = number | 'text' | column | "-" atom | "(" rule ")"
 *     sign     = "=" "==" "!=" "<>" "<" "<=" ">" ">="
 *
 * It is data afterwards, and is never run as a program. O(length).
 *
 * @throws {InputError} that points at the character where the rule stops making sense
 */
export function parseRule(text: string): Rule {
  const tokens = ruleTokens(text);
  let next = 0;
  let depth = 0;

  const at = (): number => tokens[next]!.at;
  const fault = (wanted: string, where = at()) =>
    ruleFault(text, where, `wants ${wanted}`, "see the examples of arlequin train --help");
  function takes(kind: RuleToken["kind"], ...texts: readonly string[]): RuleToken | undefined {
    const token = tokens[next]!;
    if (token.kind !== kind || (texts.length > 0 && !texts.includes(token.text))) return undefined;
    next += 1;
    return token;
  }
  function inside<T>(parse: () => T): T {
    if (++depth > DEEPEST) throw fault("fewer parentheses");
    const inner = parse();
    depth -= 1;
    return inner;
  }
  function asRule(part: Part): Rule {
    if ("rule" in part) return part.rule;
    throw fault("a comparison, such as amount > 1000,", part.at);
  }
  function asValue(part: Part): RuleValue {
    if ("value" in part) return part.value;
    throw fault("a column, a number or a 'text'", part.at);
  }

  function joined(word: "and" | "or", operand: () => Part): Part {
    let part = operand();
    while (takes("word", word)) {
      part = {
        at: part.at,
        rule: { kind: word, left: asRule(part), right: asRule(operand()) },
      };
    }
    return part;
  }
  const any = (): Part => joined("or", all);
  const all = (): Part => joined("and", one);

  function one(): Part {
    const start = at();
    if (takes("word", "not")) {
      return { at: start, rule: { kind: "not", of: asRule(inside(one)) } };
    }
    const left = sum();
    const sign = takes("sign", ...comparisons, "==", "<>");
    if (!sign) return left;
    const sides = { left: asValue(left), right: asValue(sum()) };
    return { at: start, rule: { kind: "comparison", sign: normal(sign.text), ...sides } };
  }
  function chained(signs: readonly ("+" | "-" | "*" | "/")[], operand: () => Part): Part {
    let part = operand();
    for (let token; (token = takes("sign", ...signs));) {
      const sign = token.text as (typeof signs)[number];
      const [left, right] = [asValue(part), asValue(operand())];
      part = { at: part.at, value: { kind: "arithmetic", sign, left, right } };
    }
    return part;
  }
  const sum = (): Part => chained(["+", "-"], product);
  const product = (): Part => chained(["*", "/"], atom);

  function atom(): Part {
    const start = at();
    const token = takes("number") ?? takes("text") ?? takes("name");
    if (token) return { at: start, value: leaf(token) };
    if (takes("sign", "-")) {
      return { at: start, value: { kind: "negate", of: asValue(inside(atom)) } };
    }
    if (!takes("sign", "(")) throw fault("a column, a number or a 'text'");
    const inner = inside(any);
    if (!takes("sign", ")")) throw fault('a ")"');
    return inner;
  }

  const parsed = asRule(any());
  if (!takes("end")) throw fault("and, or, or its end");
  return parsed;
}

function leaf({ kind, text }: RuleToken): RuleValue {
  if (kind === "number") return { kind, value: Number(text) };
  return kind === "text" ? { kind, value: text } : { kind: "column", name: text };
}

function normal(sign: string): Comparison {
  if (sign === "==") return "=";
  return sign === "<>" ? "!=" : (sign as Comparison);
}
