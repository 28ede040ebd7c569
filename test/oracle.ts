import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Answer, Question } from "../src/flows/statistics/statistic.js";

/** How far an answer may lie from the oracle's: the larger of the two, `rel` times what is wanted. */
interface Tolerance {
  readonly abs?: number;
  readonly rel?: number;
  readonly informative?: true;
}
export interface OracleCase {
  readonly name: string;
  readonly tags: readonly string[];
  readonly input: Question;
  readonly expected: Answer;
  readonly tolerance: Tolerance;
  readonly tolerance_by_key?: Readonly<Record<string, Tolerance>>;
}
export interface Oracle {
  readonly source: string;
  readonly cases: readonly OracleCase[];
}

/** The full oracles, where they lie beside the project; the small ones that ship with it otherwise. */
const FULL = "../shared/oracles";
const SMALL = "fixtures/oracles";

/** The answers of other software for one statistic: all cases, or the few that ship with us. */
export function oracle(file: string): Oracle {
  const folder = existsSync(`${FULL}/${file}.json`) ? FULL : SMALL;
  return JSON.parse(readFileSync(`${folder}/${file}.json`, "utf8")) as Oracle;
}

/** A replayed sample of the oracles: see `definitions.sample` in the files (mulberry32). */
function replay(spec: Record<string, number | string>): (number | null)[] {
  const number = (key: string, fallback: number) => (spec[key] as number | undefined) ?? fallback;
  const random = mulberry32(number("seed", 0));
  return Array.from({ length: number("n", 0) }, (_, i) => {
    let value: number;
    if (spec.transform === "uniform")
      value = number("lo", 0) + (number("hi", 1) - number("lo", 0)) * random();
    else if (spec.transform === "int")
      value = number("offset", 0) + Math.floor(number("k", 1) * random());
    else {
      let z = random();
      for (let k = 1; k < 12; k++) z += random();
      z -= 6;
      value = number("mean", 0) + number("sd", 1) * (spec.transform === "cube12" ? z * z * z : z);
    }
    if (spec.zero_below !== undefined && value < number("zero_below", 0)) value = 0;
    if (spec.decimals !== undefined) {
      const scale = 10 ** number("decimals", 0);
      value = Math.floor(value * scale + 0.5) / scale;
    }
    const nullEvery = number("null_every", 0);
    return nullEvery > 0 && (i + 1) % nullEvery === 0 ? null : value;
  });
}

/** The generator of the oracle files (mulberry32, public domain). */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** An oracle's input with its generator specifications played back. */
export function expand(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(expand);
  if (typeof value !== "object" || value === null) return value;
  if ("generator" in value) return replay(value as Record<string, number | string>);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, expand(inner)]));
}

const SPECIAL: Readonly<Record<string, number>> = { Infinity, "-Infinity": -Infinity };

/** Every place where `got` has another answer than `want`; keys that `got` lacks are not compared. */
function disagreements(
  got: unknown,
  want: unknown,
  tolerance: Tolerance,
  byKey: OracleCase["tolerance_by_key"],
  path: string,
): string[] {
  if (tolerance.informative === true || want === undefined) return [];
  if (Array.isArray(want)) {
    if (!Array.isArray(got) || got.length !== want.length)
      return [`${path}: ${want.length} elements were expected`];
    return want.flatMap((inner, i) =>
      disagreements(got[i], inner, tolerance, byKey, `${path}[${i}]`),
    );
  }
  if (typeof want === "object" && want !== null) {
    if (got === null || got === undefined) return [];
    const answer = got as Record<string, unknown>;
    return Object.entries(want).flatMap(([key, inner]) => {
      const own = byKey?.[key];
      return key in answer
        ? disagreements(
            answer[key],
            inner,
            own ?? tolerance,
            own === undefined ? byKey : undefined,
            `${path}.${key}`,
          )
        : [];
    });
  }
  const g = (typeof got === "string" ? SPECIAL[got] : undefined) ?? got;
  const w = (typeof want === "string" ? SPECIAL[want] : undefined) ?? want;
  if (w === null)
    return g === null || g === undefined
      ? []
      : [`${path}: got ${JSON.stringify(g)}, undefined was expected`];
  if (typeof w === "number" && typeof g === "number") {
    const near =
      g === w ||
      Math.abs(g - w) <= Math.max(tolerance.abs ?? 0, (tolerance.rel ?? 0) * Math.abs(w));
    return near ? [] : [`${path}: got ${g}, want ${w}`];
  }
  return g === w ? [] : [`${path}: got ${JSON.stringify(g)}, want ${JSON.stringify(w)}`];
}

/** What `key.inner.deeper` leads to; a key may hold dots itself ("ci_0.95"), the longest wins. */
function at(object: unknown, path: string): unknown {
  if (typeof object !== "object" || object === null) return undefined;
  const record = object as Record<string, unknown>;
  if (path in record) return record[path];
  for (let dot = path.lastIndexOf("."); dot > 0; dot = path.lastIndexOf(".", dot - 1)) {
    const head = path.slice(0, dot);
    if (head in record) return at(record[head], path.slice(dot + 1));
  }
  return undefined;
}

/**
 * Run every case of an oracle file through `answer` and compare, key by key, as the oracles' README
 * says.
 *
 * @param required keys that the answer must have wherever the oracle has a value for them
 * @param only takes a part of the cases, e.g. those of one test in a shared file
 */
export function agreesWithOracle(
  file: string,
  answer: (question: Question) => Answer,
  required: readonly string[],
  { only = () => true, from }: { only?: (testCase: OracleCase) => boolean; from?: string } = {},
): void {
  const { source, cases } = oracle(file);
  describe(`agrees with ${source}`, () => {
    for (const testCase of cases.filter(only)) {
      const want =
        from === undefined ? testCase.expected : (testCase.expected[from] as Answer | undefined);
      if (want === undefined) continue;
      it(`on ${testCase.name}`, () => {
        const question = expand(testCase.input) as Question;
        let got: Answer;
        try {
          got = answer(question);
        } catch (error) {
          // Undefined as a whole: right where the oracle has no value of its own either.
          if (!(error instanceof Error && error.name === "UndefinedError")) throw error;
          const values = Object.entries(want).filter(
            ([key, value]) =>
              value !== null &&
              typeof value !== "object" &&
              !/^(n|dropped|zeros|df|dof|undefined)/.test(key),
          );
          expect(
            values.length,
            `undefined (${error.message}), but the oracle has ${JSON.stringify(values)}`,
          ).toBeLessThanOrEqual(2);
          return;
        }
        const missing = required.filter(
          (key) => (at(want, key) ?? null) !== null && (at(got, key) ?? null) === null,
        );
        expect(missing, "keys without an answer").toEqual([]);
        expect(disagreements(got, want, testCase.tolerance, testCase.tolerance_by_key, "")).toEqual(
          [],
        );
      });
    }
  });
}
