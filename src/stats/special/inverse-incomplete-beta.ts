import { increasingRoot } from "./increasing-root.js";
import { incompleteBeta } from "./incomplete-beta.js";

/**
 * The inverse of the incomplete beta functions, as a logit: t = log(x / y) with x + y = 1, so that
 * a quantile next to 1 keeps as many digits as one next to 0.
 *
 * @param tail which tail is to have the probability p: give the smaller one
 * @param p in (0, 1)
 * @param a > 0
 * @param b > 0
 * @returns t with I_x(a, b) = p ("lower") or I_y(b, a) = p ("upper"), where x = 1 / (1 + e^(−t))
 * @example inverseIncompleteBeta("lower", 0.25, 1, 1) // -Math.log(3)
 */
export function inverseIncompleteBeta(
  tail: "lower" | "upper",
  p: number,
  a: number,
  b: number,
): number {
  const target = Math.log(p);
  const sign = tail === "lower" ? 1 : -1;
  const excess = (t: number) => {
    const tails = incompleteBeta(1 / (1 + Math.exp(-t)), 1 / (1 + Math.exp(t)), a, b);
    return sign * (Math.log(tails[tail]) - target);
  };
  return increasingRoot(excess, Math.log(a / b), Math.min(1, Math.sqrt(1 / a + 1 / b)));
}
