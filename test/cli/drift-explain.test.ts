import { expect, it } from "vitest";
import { bellShaped, csv, realWorld } from "./real-world.js";

const [a, b] = [bellShaped(21), bellShaped(22)];
/** Amounts rise and half of them are 0, a channel is new, ages are missed more often. */
const table = (rows: number, random: (row: number) => number, later: number) =>
  csv(rows, {
    amount: (i) => (i % 2 === 0 ? 0 : (20 + 4 * later + 5 * random(i)).toFixed(2)),
    age: (i) => (i % (9 - 3 * later) === 0 ? "" : 40 + Math.round(8 * random(3 * i))),
    channel: (i) =>
      (i * i) % 23 === 2 * later ? "odd" : later && i % 5 === 0 ? "phone" : ["app", "web"][i % 2],
    same: (i) => i % 7,
  });
const bank = () =>
  realWorld({
    "may.csv": table(600, a, 0),
    "june.csv": table(450, b, 1),
    "few.csv": table(9, a, 1),
  });

interface Bin {
  readonly merged?: readonly object[];
  readonly count_reference: number;
  readonly count_current: number;
  readonly share_reference: number;
  readonly share_current: number;
  readonly contribution: number;
  readonly by_chance: number;
  readonly z: number;
}
interface Family {
  readonly p: number;
  readonly size: number;
  readonly rank: number;
  readonly steps: readonly { rank: number; p: number; scaled: number }[];
  readonly adjusted: number;
}
interface Column {
  readonly name: string;
  readonly status: string;
  readonly p: number;
  readonly p_adjusted: number;
  readonly n_reference: number;
  readonly n_current: number;
  readonly missing_test: { readonly p_fisher: number; readonly p_adjusted: number } | null;
  readonly ks?: { readonly D: number };
  readonly psi: {
    readonly debiased: number;
    readonly p: number;
    readonly ci_low: number;
    readonly ci_high: number;
  };
  readonly chi_square?: { readonly statistic: number };
  readonly explanation?: {
    readonly psi: {
      readonly bins: readonly Bin[];
      readonly K: number;
      readonly s: number;
      readonly smoothed: number;
      readonly bias: number;
      readonly p: number;
    };
    readonly test: Readonly<Record<string, number>> & {
      readonly counts_reference: number[];
      readonly counts_current: number[];
    };
    readonly family: Family;
    readonly missing: (Readonly<Record<string, number>> & { readonly family: Family }) | null;
    readonly decision: readonly {
      question: string;
      value: number;
      limit: number;
      holds: boolean;
    }[];
  };
}

async function explained(flags: string): Promise<Column[]> {
  const { stdout, stderr } = await bank().run(`drift @may.csv @june.csv --json ${flags}`);
  expect(stderr).toBe("");
  return (JSON.parse(stdout) as { columns: Column[] }).columns;
}

/** P(chi-square with ν degrees of freedom ≥ x), as a sum over the noncentrality λ: series of the gamma function. */
function chiSquareTail(x: number, freedom: number, lambda = 0): number {
  let [inside, weight] = [0, Math.exp(-lambda / 2)];
  for (let j = 0; j < 400; j++, weight *= lambda / 2 / j) {
    // The lower gamma function by its power series; Γ(h + 1) by recursion from Γ(1) or Γ(1/2).
    const h = freedom / 2 + j;
    let logGamma = h % 1 === 0 ? 0 : Math.log(Math.PI) / 2;
    for (let k = h % 1 === 0 ? 1 : 0.5; k <= h; k++) logGamma += Math.log(k);
    let term = Math.exp(h * Math.log(x / 2) - x / 2 - logGamma);
    for (let k = 0; k < x || term > 1e-18; k++, term *= x / 2 / (h + k)) inside += weight * term;
  }
  return 1 - inside;
}

it("says in JSON all that its numbers can be computed again from", async () => {
  const columns = await explained("--explain amount,age --explain channel");
  const inFamily = columns.flatMap(({ p, missing_test: test }) => [
    p,
    ...(test ? [test.p_fisher] : []),
  ]);
  expect(columns.find(({ name }) => name === "same")!.explanation).toBeUndefined();
  for (const { explanation, ...column } of columns.filter((one) => one.explanation)) {
    const { psi, test, family, missing } = explanation!;
    const [m, n, bins] = [column.n_reference, column.n_current, psi.bins.length];
    const s = 1 / m + 1 / n;
    let sum = 0;
    for (const bin of psi.bins) {
      const p = (bin.count_reference + 1 / 2) / (m + bins / 2);
      const q = (bin.count_current + 1 / 2) / (n + bins / 2);
      const r = (bin.count_reference + bin.count_current + 1) / (m + n + bins);
      expect(bin.share_reference).toBeCloseTo(p, 14);
      expect(bin.share_current).toBeCloseTo(q, 14);
      expect(bin.contribution).toBeCloseTo((q - p) * Math.log(q / p), 12);
      expect(bin.by_chance).toBeCloseTo(s * (1 - p), 14);
      expect(bin.z).toBeCloseTo((q - p) / Math.sqrt(r * (1 - r) * s), 10);
      sum += (q - p) * Math.log(q / p);
    }
    const total = (key: "count_reference" | "count_current") =>
      psi.bins.reduce((all, bin) => all + bin[key], 0);
    expect([total("count_reference"), total("count_current"), psi.K]).toEqual([m, n, bins]);
    expect(psi.smoothed).toBeCloseTo(sum, 12);
    expect([psi.s, psi.bias]).toEqual([s, s * (bins - 1)]);
    expect(column.psi.debiased).toBeCloseTo(sum - s * (bins - 1), 12);
    const [low, high] = [column.psi.ci_low / s, column.psi.ci_high / s];
    // The law's own solver stops at 1e-9 of lambda or so; the series here lose digits near 1.
    if (low > 0) expect(chiSquareTail(sum / s, bins - 1, low)).toBeCloseTo(0.025, 6);
    if (high < 300) expect(chiSquareTail(sum / s, bins - 1, high)).toBeCloseTo(0.975, 6);
    expect(column.psi.p).toBeCloseTo(chiSquareTail(sum / s, bins - 1), 9);
    if (column.ks) {
      expect(test.D).toBe(column.ks.D);
      expect(column.ks.D).toBeCloseTo(
        Math.abs(test.below_reference! / m - test.below_current! / n),
        14,
      );
    } else {
      const sides = [test.counts_reference, test.counts_current] as const;
      let statistic = 0;
      sides.forEach((counts, i) => {
        counts.forEach((count, k) => {
          const expected = ((i === 0 ? m : n) * (sides[0][k]! + sides[1][k]!)) / (m + n);
          statistic += (count - expected) ** 2 / expected;
        });
      });
      expect(column.chi_square!.statistic).toBeCloseTo(statistic, 9);
    }
    expect(test.p).toBe(column.p);
    checkFamily(family, column.p, column.p_adjusted, inFamily);
    if (missing === null) continue;
    expect(missing.p_fisher).toBeCloseTo(fisher(missing), 9);
    checkFamily(missing.family, missing.p_fisher!, column.missing_test!.p_adjusted, inFamily);
  }
});

function checkFamily(family: Family, p: number, adjusted: number, all: readonly number[]): void {
  const ascending = [...all].sort((x, y) => x - y);
  expect(family.size).toBe(all.length);
  expect(family.p).toBe(p);
  expect(ascending[family.rank - 1]).toBe(p);
  expect(family.steps.map((step) => step.p)).toEqual(ascending.slice(family.rank - 1));
  const scaled = family.steps.map((step) => (family.size * step.p) / step.rank);
  expect(Math.min(1, ...scaled)).toBeCloseTo(adjusted, 14);
  expect(family.adjusted).toBe(adjusted);
}

const logFactorial = (k: number): number => (k === 0 ? 0 : Math.log(k) + logFactorial(k - 1));

/** Fisher's exact test by its definition: all tables that are no likelier than the one at hand. */
function fisher(counts: Readonly<Record<string, unknown>>): number {
  const { missing_reference, missing_current, present_reference, present_current } =
    counts as Record<string, number>;
  const [missing, m, n] = [
    missing_reference! + missing_current!,
    missing_reference! + present_reference!,
    missing_current! + present_current!,
  ];
  const choose = (of: number, k: number) =>
    logFactorial(of) - logFactorial(k) - logFactorial(of - k);
  const chance = (k: number) => choose(m, k) + choose(n, missing - k) - choose(m + n, missing);
  let p = 0;
  for (let k = Math.max(0, missing - n); k <= Math.min(missing, m); k++) {
    if (chance(k) <= chance(missing_reference!) + 1e-7) p += Math.exp(chance(k));
  }
  return p;
}

it("prints the arithmetic for people, within 80 columns", async () => {
  const { stdout, exitCode } = await bank().run(
    "drift @may.csv @june.csv --explain amount,age,channel,same --format table",
  );
  expect(exitCode).toBe(0);
  expect(stdout.split("\n").filter((l) => l.length > 80)).toEqual([]);
  await expect(stdout).toMatchFileSnapshot("../../fixtures/golden/drift-explain.txt");
});

it("explains what could not be told, and every policy", async () => {
  const few = await bank().run("drift @may.csv @few.csv --explain channel");
  expect(few.stdout).toContain("too few rows for two bins with 5 expected in each");
  const classic = await bank().run("drift @may.csv @june.csv --policy classic --explain channel");
  expect(classic.stdout).toMatch(/large\? +yes +customary PSI .* > 0.2\n/);
  const evidently = await bank().run(
    "drift @may.csv @june.csv --policy evidently --explain channel",
  );
  expect(evidently.stdout).toContain("drift: chi-square");
});

it("refuses to explain what is not compared", async () => {
  const run = (flags: string) => bank().run(`drift @may.csv @june.csv ${flags}`);
  const typo = await run("--explain amout");
  expect(typo.exitCode).toBe(2);
  expect(typo.stderr).toContain('column "amout" is in neither table; did you mean "amount"?');
  const excluded = await run("--exclude age --explain amount,age");
  expect(excluded.exitCode).toBe(2);
  expect(excluded.stderr).toContain('column "age" is not compared');
});
