import { seededRandom, type Random } from "../../../src/core/random.js";
import { policyNames, type PolicyName } from "../../../src/drift/drift-result.js";
import { judgeColumns, type WeighedColumn } from "../../../src/drift/judge-columns.js";
import { POLICIES } from "../../../src/drift/policies.js";
import { tableVerdict } from "../../../src/drift/table-verdict.js";
import { CHANGES, type Change } from "./changes.js";
import { countedColumn, drawSide, LIMITS, weighedColumn } from "./column.js";
import { FAMILIES, type Family } from "./families.js";
import { note, type Tallies } from "./tally.js";

/** Columns of a made-up table, widest first; the narrower ones are cut from the same draws. */
export const WIDTHS = [1, 8, 30] as const;
const WIDEST = 30;

/** The kinds of the columns of a table: all in turn, but of 200 rare categories only one. */
const COMMON = FAMILIES.filter(({ name }) => name !== "200 categories");
const KINDS: readonly Family[] = Array.from({ length: WIDEST }, (_, i) =>
  i === WIDEST - 1 ? FAMILIES.at(-1)! : COMMON[i % COMMON.length]!,
);

/** In every eighth column 5 % of the values are missing. */
const missingOf = (column: number) => (column % 8 === 7 ? 0.05 : 0);

type Sizes = readonly [number, number];

/**
 * What the policies make of tables in which nothing has changed, and of the same tables with one column
 * changed.
 *
 * @returns tallies by "null|policy|family", "table|policy|columns", "unsure|policy|columns",
 *   "found|policy|change" and "power|policy|change"
 */
export function verdicts(
  sizes: Sizes,
  { repeats, stream }: { readonly repeats: number; readonly stream: string },
): Tallies {
  const random = seededRandom(0, stream);
  const tallies: Tallies = {};
  for (let i = 0; i < repeats; i++) {
    const columns = KINDS.map((family, k) =>
      unchanged(`${family.name} ${k}`, family, sizes, { random, missing: missingOf(k) }),
    );
    for (const policy of policyNames) {
      KINDS.forEach((family, k) => {
        note(
          tallies,
          `null|${policy}|${family.name}`,
          judge(policy, [columns[k]!]).verdict === "drift",
        );
      });
      for (const width of WIDTHS) {
        for (let from = 0; from + width <= WIDEST; from += width) {
          const { verdict } = judge(policy, columns.slice(from, from + width));
          note(tallies, `table|${policy}|${width}`, verdict === "drift");
          note(tallies, `unsure|${policy}|${width}`, verdict === "cannot-tell");
        }
      }
    }
    for (const change of CHANGES) {
      const others = columns.slice(1, 8);
      const table = [changed(change, sizes, random), ...others];
      for (const policy of policyNames) {
        const { verdict, driftedColumns } = judge(policy, table);
        note(tallies, `found|${policy}|${change.name}`, driftedColumns.includes(change.name));
        note(tallies, `power|${policy}|${change.name}`, verdict === "drift");
      }
    }
  }
  return tallies;
}

/** A column in which nothing has changed. */
export function unchanged(
  name: string,
  { as, sampler }: Family,
  [m, n]: Sizes,
  { random, missing }: { readonly random: Random; readonly missing: number },
): WeighedColumn {
  const next = sampler(random);
  const both = [
    drawSide(m, next, { random, missing }),
    drawSide(n, next, { random, missing }),
  ] as const;
  return weighedColumn(name, countedColumn(as, both), random);
}

function changed(change: Change, [m, n]: Sizes, random: Random): WeighedColumn {
  const { family, alter, missing = [0, 0] } = change;
  const next = family.sampler(random);
  const both = [
    drawSide(m, next, { random, missing: missing[0] }),
    drawSide(n, () => alter(next(), random), { random, missing: missing[1] }),
  ] as const;
  return weighedColumn(change.name, countedColumn(family.as, both), random);
}

/** The verdict of a policy on a table, at the level that is its default. */
export function judge(name: PolicyName, columns: readonly WeighedColumn[]) {
  const policy = POLICIES[name];
  const limits = { ...LIMITS, alpha: name === "classic" ? 0.01 : LIMITS.alpha };
  return tableVerdict(judgeColumns(columns, policy, limits).columns, policy);
}
