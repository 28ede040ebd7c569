import { InputError } from "../../core/errors.js";

/** The point at which a distribution is asked; ±Infinity is one. @throws {InputError} for a NaN */
export function checkedPoint(x: number): number {
  if (!Number.isNaN(x)) return x;
  throw new InputError("the point of a distribution is NaN", { where: "x", fix: "give a number" });
}

/** A probability. @throws {InputError} outside [0, 1] */
export function checkedProbability(p: number): number {
  if (p >= 0 && p <= 1) return p;
  throw new InputError(`${p} is not a probability`, {
    where: "p",
    fix: "give a number from 0 to 1",
  });
}

/** A parameter such as degrees of freedom. @throws {InputError} unless it is above 0 and finite */
export function checkedPositive(name: string, value: number): number {
  if (value > 0 && value < Infinity) return value;
  throw new InputError(`${name} is ${value}`, {
    where: name,
    fix: `give ${name} as a number above 0`,
  });
}

/** A count. @throws {InputError} unless it is a whole number, 0 or more, below 2⁵³ */
export function checkedCount(name: string, value: number): number {
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new InputError(`${name} is ${value}`, {
    where: name,
    fix: `give ${name} as a whole number, 0 or more`,
  });
}

/** A parameter that may be 0. @throws {InputError} unless it is 0 or more and finite */
export function checkedNonNegative(name: string, value: number): number {
  if (value >= 0 && value < Infinity) return value;
  throw new InputError(`${name} is ${value}`, {
    where: name,
    fix: `give ${name} as a number, 0 or more`,
  });
}
