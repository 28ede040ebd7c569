import fc from "fast-check";
import { expect, it } from "vitest";
import { seededRandom } from "../../../src/core/random.js";
import { profileDocument } from "../../../src/drift/profile/profile-document.js";
import { factsOfValues, profileNumbers } from "../../../src/drift/profile/profile-numbers.js";
import { isProfileText, readProfile } from "../../../src/drift/profile/read-profile.js";
import type { ColumnProfile, TableProfile } from "../../../src/drift/profile/table-profile.js";
import { profileText } from "../../../src/report/profile.js";
import { countValues } from "../../../src/stats/pooled-counts.js";

function ofNumbers(name: string, values: readonly number[]): ColumnProfile {
  const counted = countValues(name, values);
  return {
    name,
    ...{ type: "number", storedAs: "DOUBLE", present: values.length },
    missing: { absent: 3, notANumber: 0, unreadable: 0 },
    distinct: counted.values.length,
    content: profileNumbers(factsOfValues(counted), 3, seededRandom(0, name)),
  };
}

function tableOf(...columns: ColumnProfile[]): TableProfile {
  return { sources: ["a.csv"], rows: columns[0]!.present + 3, minCount: 1, columns };
}

const CATEGORIES: ColumnProfile = {
  name: "country",
  ...{ type: "text", storedAs: "text", present: 9 },
  missing: { absent: 1, notANumber: 0, unreadable: 0 },
  distinct: null,
  content: {
    kind: "categories",
    categories: [
      { name: 'a "quoted"\nname', count: 4 },
      { name: "b", count: 3 },
    ],
    rest: { rows: 2, categories: null },
    setup: { missing: 0, counts: Float64Array.of(2, 1), rest: 1 },
  },
};

it("reads the profile that it wrote", () => {
  const number = fc.oneof(
    fc.double({ noNaN: true }),
    fc.integer({ min: -5, max: 5 }),
    fc.integer({ min: -500, max: 500 }).map((cents) => cents / 100),
    fc.double({ min: 1, max: 1.001, noNaN: true }),
  );
  fc.assert(
    fc.property(fc.array(number, { minLength: 1, maxLength: 900 }), (values) => {
      const others: ColumnProfile[] = [
        CATEGORIES,
        { ...CATEGORIES, name: "t", content: { kind: "times", minimum: -1, maximum: 1.5 } },
        { ...CATEGORIES, name: "id", content: { kind: "withheld", why: "identifier" } },
        { ...CATEGORIES, name: "x", present: 0, content: { kind: "none" } },
      ];
      const profile = tableOf(ofNumbers("v", values), ...others);
      const text = profileText(profile);
      expect(isProfileText(text.slice(0, 100))).toBe(true);
      expect(readProfile(text, "p.json")).toEqual(profile);
    }),
    { numRuns: 60 },
  );
});

it("takes less than 200 KB for 100 columns of continuous numbers", () => {
  const random = seededRandom(1);
  const bell = () => random() + random() + random() + random() - 2;
  const shapes = [bell, () => Math.exp(2 * bell()), random, () => 1e6 + bell()];
  const columns = Array.from({ length: 100 }, (_, i) =>
    ofNumbers(`column_${i}`, Array.from({ length: 10_000 }, shapes[i % 4]!)),
  );
  expect(profileText(tableOf(...columns)).length).toBeLessThan(200_000);
});

it("begins with its schema and its version, and tells a person the edges of a detector", () => {
  const values = Array.from({ length: 2000 }, (_, i) => i % 100);
  const document = profileDocument(tableOf(ofNumbers("v", values)));
  expect(Object.keys(document).slice(0, 2)).toEqual(["schema", "version"]);
  const [column] = document["columns"] as [{ detector: { edges: number[]; counts: number[] } }];
  const { edges, counts } = column.detector;
  expect(edges).toHaveLength(7);
  expect(counts.reduce((sum, count) => sum + count)).toBeGreaterThan(1490);
  for (const count of counts) expect(Math.abs(count - 1500 / 8)).toBeLessThan(60);
});

const WHOLE = profileText(tableOf(ofNumbers("v", [1, 2, 2, 3.5]), CATEGORIES));
it.each([
  ["no JSON", WHOLE.slice(0, -5), "is no JSON"],
  ["another version", WHOLE.replace("profile/1", "profile/2"), "is no profile that this version"],
  ["rows that are no number", WHOLE.replace('"rows":7', '"rows":"7"'), '"rows" is no number'],
  [
    "a count that was changed",
    WHOLE.replace('"counts":"BCB"', '"counts":"BDB"'),
    "come to 5 instead of 4",
  ],
  ["half a count", WHOLE.replace('"counts":"BCB"', '"counts":"BCg"'), "ends half-way"],
  [
    "a kind of a later version",
    WHOLE.replace('"kind":"numbers"', '"kind":"words"'),
    'kind is "words"',
  ],
])("refuses %s", (_, text, message) => {
  expect(text).not.toBe(WHOLE);
  expect(() => readProfile(text, "p.json")).toThrow(message);
});

it("says which column is at fault", () => {
  const text = WHOLE.replace('"bits":64,"decimals"', '"bits":54,"decimals"');
  expect(() => readProfile(text, "p.json")).toThrow(
    expect.objectContaining({ name: "InputError", where: 'column "v"' }),
  );
});
