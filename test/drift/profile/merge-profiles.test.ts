import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../src/core/random.js";
import { detectorStart } from "../../../src/drift/profile/detector-start.js";
import { mergeProfiles } from "../../../src/drift/profile/merge-profiles.js";
import { profileCategories } from "../../../src/drift/profile/profile-categories.js";
import { factsOfValues, profileNumbers } from "../../../src/drift/profile/profile-numbers.js";
import type { ColumnContent, TableProfile } from "../../../src/drift/profile/table-profile.js";
import { countValues } from "../../../src/stats/pooled-counts.js";

/** One column of numbers and one of letters, missing where NaN and "". */
interface Rows {
  readonly v: readonly number[];
  readonly t: readonly string[];
}

function profileOf({ v, t }: Rows, { source = "a.csv", minCount = 1 } = {}): TableProfile {
  const numbers = v.filter((value) => !Number.isNaN(value));
  const words = t.filter((word) => word !== "");
  const tally = new Map<string, number>();
  for (const word of words) tally.set(word, (tally.get(word) ?? 0) + 1);
  const categories = [...tally].map(([name, count]) => ({ name, count }));
  const column = (name: string, present: number, distinct: number, content: ColumnContent) => ({
    ...{ name, storedAs: "text", present, distinct },
    type: name === "v" ? ("number" as const) : ("text" as const),
    missing: { absent: v.length - present, notANumber: 0, unreadable: 0 },
    content: present === 0 ? ({ kind: "none" } as const) : content,
  });
  const random = seededRandom(1, source);
  const none = { kind: "none" } as const;
  const ofNumbers = () => {
    const counted = countValues("v", numbers);
    const missing = v.length - numbers.length;
    return column(
      "v",
      numbers.length,
      counted.values.length,
      profileNumbers(factsOfValues(counted), missing, random),
    );
  };
  const rest = { rows: 0, categories: 0 };
  return {
    sources: [source],
    rows: v.length,
    minCount,
    columns: [
      numbers.length === 0 ? column("v", 0, 0, none) : ofNumbers(),
      column(
        "t",
        words.length,
        tally.size,
        profileCategories({ categories, rest }, minCount, t.length - words.length, random),
      ),
    ],
  };
}

/** A profile without the rows of its set-up, which are drawn: and its sums, to nine digits. */
function counted(profile: TableProfile): unknown {
  return profile.columns.map(({ content, ...column }) => {
    if (content.kind === "numbers") {
      const { setup, sums, mean, squares, ...exact } = content;
      expect(setup.missing).toBeGreaterThanOrEqual(0);
      const rounded = Array.from(sums.amounts, (sum) => Number(sum.toPrecision(9)));
      const moments = [mean, squares].map((one) => Number((one ?? NaN).toPrecision(9)));
      return { ...column, ...exact, sums: { ...sums, amounts: rounded }, moments };
    }
    if (content.kind !== "categories") return { ...column, content };
    const { categories, rest } = content;
    return { ...column, categories, rest };
  });
}

const number = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: 0.5, max: 1000, noNaN: true }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 5 }) },
  { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity, 0) },
);
const row = fc.tuple(number, fc.constantFrom("", "a", "b", "c", "d", "e"));
const table = fc
  .array(row, { minLength: 1, maxLength: 700 })
  .map((rows): Rows => ({ v: rows.map(([value]) => value), t: rows.map(([, word]) => word) }));
const together = (...parts: Rows[]): Rows => ({
  v: parts.flatMap(({ v }) => v),
  t: parts.flatMap(({ t }) => t),
});

describe("parts put together", () => {
  it("are the profile of the whole", () => {
    fc.assert(
      fc.property(table, table, (a, b) => {
        const merged = mergeProfiles(profileOf(a), profileOf(b));
        const whole = profileOf(together(a, b));
        const exact = (profile: TableProfile) =>
          (counted(profile) as { distinct: unknown; isUnique?: unknown }[]).map((column) => ({
            ...column,
            ...{ distinct: null, isUnique: null },
          }));
        expect(exact(merged)).toEqual(exact(whole));
        expect(merged.rows).toBe(whole.rows);
      }),
      { numRuns: 30 },
    );
  });

  it("come to the same in any order", () => {
    fc.assert(
      fc.property(table, table, table, fc.integer({ min: 1, max: 40 }), (a, b, c, minCount) => {
        const parts = [a, b, c].map((rows, i) =>
          profileOf(rows, { source: `${i}.csv`, minCount }),
        ) as [TableProfile, TableProfile, TableProfile];
        const [x, y, z] = parts;
        const left = mergeProfiles(mergeProfiles(x, y), z);
        for (const other of [
          mergeProfiles(x, mergeProfiles(y, z)),
          mergeProfiles(mergeProfiles(z, x), y),
        ]) {
          expect(counted(other)).toEqual(counted(left));
          expect(other.sources).toEqual(left.sources);
          expect(other.columns.map(detectorStart)).toEqual(left.columns.map(detectorStart));
        }
      }),
      { numRuns: 30 },
    );
  });
});

it("does not depend on the order of the rows", () => {
  const v = Array.from({ length: 900 }, (_, i) => Math.sqrt(i * 7919));
  const t = v.map((_, i) => "abc"[i % 3]!);
  expect(profileOf({ v: v.toReversed(), t: t.toReversed() })).toEqual(profileOf({ v, t }));
});

it("counts for a detector all rows but those that made its edges", () => {
  fc.assert(
    fc.property(table, table, (a, b) => {
      const merged = mergeProfiles(profileOf(a), profileOf(b));
      for (const column of merged.columns) {
        const start = detectorStart(column);
        if (start === null) continue;
        expect(start.counts.every((count) => count >= 0)).toBe(true);
        const rows = start.counts.reduce((sum, count) => sum + count, start.missing);
        // A part without a value draws no rows; its missing ones are all counted.
        expect(rows + start.setupRows).toBe(merged.rows);
      }
    }),
    { numRuns: 30 },
  );
});

it("names a column that only one of the profiles has, or has as something else", () => {
  const one = profileOf({ v: [1, 2], t: ["a", "b"] });
  const without = { ...one, columns: one.columns.slice(1) };
  expect(() => mergeProfiles(one, without)).toThrow('column "v" is in one of the profiles only');
  const [v, t] = one.columns as [(typeof one.columns)[0], (typeof one.columns)[0]];
  const other = { ...one, columns: [{ ...t, name: "v" }, t] };
  expect(v.type).toBe("number");
  expect(() => mergeProfiles(one, other)).toThrow("is number in one profile, text in another");
});

it("moves to the rest what only one of two keeps by name", () => {
  const rows = (text: string): Rows => ({ v: Array.from(text, () => NaN), t: Array.from(text) });
  const one = profileOf(rows("aaabbbc"), { minCount: 2 });
  const other = profileOf(rows("aaab"), { minCount: 1 });
  const { content } = mergeProfiles(one, other).columns[1]!;
  expect(content).toMatchObject({
    categories: [
      { name: "a", count: 6 },
      { name: "b", count: 4 },
    ],
    rest: { rows: 1, categories: null },
  });
});
