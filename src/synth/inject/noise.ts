import { normalSampler } from "../../stats/resampling/normal-sampler.js";
import { changeNumbers, inOwnUnit, numberRows, numbersOf, spreadOf } from "./column-numbers.js";
import type { Injected, InjectionScene } from "./injected.js";
import type { InjectionOf } from "./injection.js";
import type { TracedColumn } from "./traced-column.js";

/** Every number moves by a normal draw of its own, of mean 0: a gauge that has become unsteady. */
export function injectNoise(
  column: TracedColumn,
  injection: InjectionOf<"noise">,
  scene: InjectionScene,
): Injected {
  const values = numbersOf(column, injection.kind);
  const sd = spreadOf(values);
  const draw = normalSampler(scene.random, 0, inOwnUnit(injection.size, sd, injection));
  const rows = numberRows(values, injection, scene);
  const change = (value: number) => value + draw();
  return changeNumbers(column, rows, scene.random, change, (differences) => {
    const noise = spreadOf(differences);
    return { noise_sd: noise, noise_in_sd: sd > 0 ? noise / sd : null };
  });
}
