import { InputError } from "../../core/errors.js";
import type { InjectionKind, InjectionSizes, Magnitude } from "./injection.js";

/** How the size of each kind is written, and which it is where none is. */
export const sizeForms: Readonly<Record<InjectionKind, { form: string; preset?: string }>> = {
  shift: { form: "0.5sd (standard deviations) or +10 (the column's own unit)", preset: "0.5sd" },
  scale: { form: "a factor such as 1.5", preset: "1.5" },
  tail: { form: "share and factor, such as 0.05x3", preset: "0.05x3" },
  swap: { form: "a share of the rows such as 0.2", preset: "0.2" },
  "new-category": { form: "a share of the rows such as 0.1 or phone=0.1", preset: "0.1" },
  missing: { form: "a share of the rows such as 0.1", preset: "0.1" },
  noise: { form: "0.5sd (standard deviations) or +10 (the column's own unit)", preset: "0.5sd" },
  "label-flip": { form: "a share of the rows such as 0.1", preset: "0.1" },
  imbalance: { form: "the share of the positive class such as 0.05, or bad=0.05" },
  correlation: { form: "a change such as +0.3, or =0.8 for what it is to be" },
};

type Sized = {
  [Kind in InjectionKind]: { readonly kind: Kind } & Omit<InjectionSizes[Kind], "other">;
}[InjectionKind];

const NUMBER = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?`;

/**
 * A kind with its size, from the text of the size.
 *
 * @param text undefined for the size that the kind has of itself
 * @throws {InputError} when the text is not a size of that kind
 */
export function readSize(kind: InjectionKind, text: string | undefined, where: string): Sized {
  const { form, preset } = sizeForms[kind];
  const size = text ?? preset;
  if (size === undefined) {
    throw new InputError(`${kind} has no size`, { where, fix: `give ${form}` });
  }
  const sized = reading(kind, size);
  if (sized !== null) return sized;
  throw new InputError(`"${size}" is no size of ${kind}`, { where, fix: `give ${form}` });
}

function reading(kind: InjectionKind, text: string): Sized | null {
  switch (kind) {
    case "shift":
    case "noise": {
      const size = magnitude(text);
      return size && { kind, size };
    }
    case "scale": {
      const factor = number(text);
      return factor === null ? null : { kind, factor };
    }
    case "tail": {
      const [share = null, factor = null, ...more] = text.split("x").map(number);
      return share === null || factor === null || more.length > 0 ? null : { kind, share, factor };
    }
    case "swap":
    case "missing":
    case "label-flip": {
      const share = number(text);
      return share === null ? null : { kind, share };
    }
    case "new-category":
    case "imbalance": {
      const [, category, amount = ""] = /^(?:(.+)=)?([^=]*)$/s.exec(text) ?? [];
      const share = number(amount);
      if (share === null) return null;
      return { kind, share, ...(category !== undefined && { category: category.trim() }) };
    }
    case "correlation": {
      const value = number(text.replace(/^=/, ""));
      if (value === null) return null;
      return text.startsWith("=") ? { kind, to: value } : { kind, by: value };
    }
  }
}

/** "0.5sd", or a number with its sign; one without says neither. */
function magnitude(text: string): Magnitude | null {
  const [, amount = "", unit] = new RegExp(`^(${NUMBER})(sd)?$`, "i").exec(text) ?? [];
  if (amount === "") return null;
  if (unit !== undefined) return { value: Number(amount), unit: "sd" };
  return /^[+-]/.test(amount) ? { value: Number(amount), unit: "own" } : null;
}

function number(text: string): number | null {
  return new RegExp(`^${NUMBER}$`, "i").test(text) ? Number(text) : null;
}
