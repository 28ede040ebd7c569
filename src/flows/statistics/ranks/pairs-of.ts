import { InputError } from "../../../core/errors.js";
import { numbersOf } from "../question.js";
import type { Question } from "../statistic.js";

/**
 * Two samples whose members belong together: pairs with a missing member dropped and counted.
 *
 * @throws {InputError} when an argument is missing or not of numbers, or the two differ in length
 */
export function pairsOf(question: Question, nameX: string, nameY: string) {
  const [x, y] = [numbersOf(question, nameX), numbersOf(question, nameY)];
  if (x.length !== y.length) {
    throw new InputError(`${nameX} has ${x.length} values and ${nameY} has ${y.length}`, {
      where: nameY,
      fix: `give one value of ${nameY} for each of ${nameX}, null where it is missing`,
    });
  }
  const whole = (_: number, i: number) => !Number.isNaN(x[i]!) && !Number.isNaN(y[i]!);
  const [xs, ys] = [x.filter(whole), y.filter(whole)];
  return { x: xs, y: ys, dropped: x.length - xs.length };
}
