import { InputError } from "../../core/errors.js";

/** A piece of a rule, and where it begins (from 0). */
export interface RuleToken {
  readonly kind: "number" | "text" | "name" | "sign" | "word" | "end";
  readonly text: string;
  readonly at: number;
}

const WORDS = /^(and|or|not)$/i;
const PATTERN =
  /\s+|(?<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?![\w.]))|(?<text>'(?:[^']|'')*')|(?<quoted>"(?:[^"]|"")+")|(?<name>[\p{L}_][\p{L}\p{N}_.]*)|(?<sign><=|>=|<>|!=|==|[<>=+\-*/()])/uy;

/**
 * Cut a rule into pieces: numbers, 'texts', column names (in double quotes where they hold other
 * than letters, digits, `_` and `.`), signs, and the words and, or, not. A quote within quotes is
 * written twice.
 *
 * @throws {InputError} at the first character that begins none of these
 */
export function ruleTokens(rule: string): RuleToken[] {
  const tokens: RuleToken[] = [];
  const pattern = new RegExp(PATTERN);
  while (pattern.lastIndex < rule.length) {
    const at = pattern.lastIndex;
    const groups = pattern.exec(rule)?.groups;
    if (groups === undefined) throw ruleFault(rule, at, "cannot be read", "write " + GRAMMAR);
    const { number, text, quoted, name, sign } = groups;
    if (number !== undefined) tokens.push({ kind: "number", text: number, at });
    else if (text !== undefined) tokens.push({ kind: "text", text: unquoted(text), at });
    else if (quoted !== undefined) tokens.push({ kind: "name", text: unquoted(quoted), at });
    else if (sign !== undefined) tokens.push({ kind: "sign", text: sign, at });
    else if (name !== undefined) {
      tokens.push(
        WORDS.test(name)
          ? { kind: "word", text: name.toLowerCase(), at }
          : { kind: "name", text: name, at },
      );
    }
  }
  return [...tokens, { kind: "end", text: "the end", at: rule.length }];
}

const GRAMMAR = "comparisons of columns, numbers and 'texts', joined by and, or, not";

/** An error that points at a place in a rule. */
export function ruleFault(rule: string, at: number, what: string, fix: string): InputError {
  const found = at >= rule.length ? "its end" : `"${rule.slice(at, at + 12)}"`;
  return new InputError(`the rule ${what} at ${found}`, {
    where: `${rule} (character ${at + 1})`,
    fix,
  });
}

function unquoted(text: string): string {
  const quote = text[0]!;
  return text.slice(1, -1).replaceAll(quote + quote, quote);
}
