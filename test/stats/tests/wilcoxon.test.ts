import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wilcoxon as statistic } from "../../../src/flows/statistics/ranks/wilcoxon.js";
import { signedRanks, type ZeroMethod } from "../../../src/stats/tests/signed-ranks.js";
import { wilcoxon } from "../../../src/stats/tests/wilcoxon.js";
import { wilcoxonExact } from "../../../src/stats/tests/wilcoxon-p-values.js";
import { agreesWithOracle } from "../../oracle.js";

agreesWithOracle("wilcoxon_signed_rank", (question) => statistic.answer(question), [
  ...["wilcox", "pratt"].flatMap((zeros) => [
    `${zeros}.W_plus`,
    ...["two_sided", "less", "greater"].flatMap((side) => [
      `${zeros}.exact.${side}`,
      `${zeros}.asymptotic_continuity.${side}.p`,
      `${zeros}.asymptotic.${side}.p`,
    ]),
  ]),
]);

/** Few distinct values, so that ties and zeros abound and every choice of signs can be tried. */
const differences = fc
  .array(fc.integer({ min: -4, max: 4 }), { minLength: 1, maxLength: 9 })
  .filter((values) => values.some((d) => d !== 0));
const zeroMethod = fc.constantFrom<ZeroMethod>("wilcox", "pratt");

/** Twice the midrank of |d| by its definition: how many are smaller, and how many equal. */
function doubledRank(d: number, among: readonly number[]): number {
  const smaller = among.filter((other) => Math.abs(other) < Math.abs(d)).length;
  const equal = among.filter((other) => Math.abs(other) === Math.abs(d)).length;
  return 2 * smaller + equal + 1;
}

describe("the exact p-value", () => {
  it("is the share of all choices of signs that are as extreme, ties and zeros included", () => {
    fc.assert(
      fc.property(differences, zeroMethod, (values, method) => {
        const nonzero = values.filter((d) => d !== 0);
        const among = method === "wilcox" ? nonzero : values;
        const ranks = nonzero.map((d) => doubledRank(d, among));
        const observed = ranks.reduce((sum, rank, i) => sum + (nonzero[i]! > 0 ? rank : 0), 0);
        const law = Array.from({ length: 2 ** ranks.length }, (_, signs) =>
          ranks.reduce((sum, rank, i) => sum + ((signs >> i) & 1) * rank, 0),
        );
        const share = (extreme: (w: number) => boolean) => law.filter(extreme).length / law.length;
        const mean = ranks.reduce((sum, rank) => sum + rank, 0) / 2;
        const found = signedRanks(values, method);
        const exact = wilcoxonExact(found);
        expect(found.wPlus).toBe(observed / 2);
        expect(exact.less).toBeCloseTo(
          share((w) => w <= observed),
          12,
        );
        expect(exact.greater).toBeCloseTo(
          share((w) => w >= observed),
          12,
        );
        const far = (w: number) => Math.abs(w - mean) >= Math.abs(observed - mean);
        expect(exact["two-sided"]).toBeCloseTo(share(far), 12);
      }),
      { numRuns: 60 },
    );
  });

  it("keeps its relative precision in the far tail", () => {
    const x = Array.from({ length: 200 }, (_, i) => i + 1);
    const { pValue, smallestPossibleP } = wilcoxon(
      x,
      x.map(() => 0),
    );
    expect(pValue / 2 ** -199).toBeCloseTo(1, 12);
    expect(smallestPossibleP).toBe(2 ** -199);
  });
});

describe("the test as a whole", () => {
  it("turns around when the samples trade places", () => {
    fc.assert(
      fc.property(differences, zeroMethod, (values, method) => {
        const zeros = values.map(() => 0);
        const there = wilcoxon(values, zeros, { zeroMethod: method, alternative: "less" });
        const back = wilcoxon(zeros, values, { zeroMethod: method, alternative: "greater" });
        expect(there.pValue).toBeCloseTo(back.pValue, 13);
      }),
    );
  });

  it("goes asymptotic beyond the pairs that it can count, and says so", () => {
    const x = Array.from({ length: 700 }, (_, i) => ((i * 37) % 101) - 45);
    expect(
      wilcoxon(
        x,
        x.map(() => 0),
      ).method,
    ).toBe("asymptotic");
  });

  it("counts the pairs that do not differ", () => {
    expect(wilcoxon([1, 5, 2], [1, 4, 4])).toMatchObject({ pairs: 2, zeros: 1 });
  });

  it("has no answer when no pair differs", () => {
    expect(() => wilcoxon([3, 3], [3, 3])).toThrow(
      expect.objectContaining({ name: "UndefinedError" }),
    );
  });

  it("refuses samples of different length, and a NaN", () => {
    expect(() => wilcoxon([1, 2], [1])).toThrow(/x has 2 values and y has 1/);
    expect(() => wilcoxon([1, Number.NaN], [1, 2])).toThrow(
      expect.objectContaining({ name: "InputError", where: "differences[1]" }),
    );
    expect(() => wilcoxon([], [])).toThrow(/empty/);
  });
});
