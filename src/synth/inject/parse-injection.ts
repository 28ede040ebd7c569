import { InputError } from "../../core/errors.js";
import { didYouMean } from "../../core/nearest-name.js";
import { checkSize } from "./check-injection.js";
import { injectionKinds, type Injection, type InjectionKind } from "./injection.js";
import { readSize } from "./injection-size.js";

/**
 * An injection from its text: KIND:COLUMN[:SIZE], and correlation:COLUMN~OTHER:SIZE. A backslash makes
 * a colon, a comma or a tilde part of a name.
 *
 * @throws {InputError} when the kind is none, or the size is not one of that kind
 */
export function parseInjection(text: string): Injection {
  const [word = "", columns, size, ...more] = splitAt(text, ":");
  const kind = injectionKinds.find((name) => name === word.trim());
  if (kind === undefined) {
    throw new InputError(`"${word}" is no kind of change${didYouMean(word, injectionKinds)}`, {
      where: text,
      fix: `begin with one of ${injectionKinds.join(", ")}`,
    });
  }
  if (columns === undefined || columns.trim() === "" || more.length > 0) {
    const is = more.length > 0 ? "has a part too many" : "names no column";
    throw new InputError(`"${text}" ${is}`, {
      where: text,
      fix: `write ${kind}:COLUMN:SIZE; a colon in a name is written \\:`,
    });
  }
  const names = splitAt(columns, "~").map(unescaped);
  if (names.length !== (kind === "correlation" ? 2 : 1) || names.includes("")) {
    const isPair = kind === "correlation";
    const what = isPair ? "is not a pair of columns" : "is more than one column";
    throw new InputError(`"${columns}" ${what}`, {
      where: text,
      fix: isPair
        ? "write correlation:COLUMN~OTHER:+0.3"
        : `write ${kind}:COLUMN:SIZE; a tilde in a name is written \\~`,
    });
  }
  const injection = withNames(kind, names, size?.trim(), text);
  checkSize(injection, text);
  return injection;
}

/**
 * Injections from texts with commas between.
 *
 * @throws {InputError} when one is none
 */
export function parseInjections(text: string): Injection[] {
  return splitAt(text, ",").map((part) => parseInjection(part.trim()));
}

function withNames(
  kind: InjectionKind,
  [column = "", other = ""]: readonly string[],
  size: string | undefined,
  where: string,
): Injection {
  const sized = { column, ...readSize(kind, size, where) };
  return sized.kind === "correlation" ? { ...sized, other } : sized;
}

/** The parts of a text at a mark that no backslash stands before; escapes stay. */
function splitAt(text: string, mark: string): string[] {
  return text.split(new RegExp(`(?<!\\\\)${mark}`));
}

function unescaped(name: string): string {
  return name.trim().replace(/\\([:,~])/g, "$1");
}
