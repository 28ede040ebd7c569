import { UndefinedError } from "../../../core/errors.js";
import { seededRandom } from "../../../core/random.js";
import {
  contingencyTable,
  degreesOfFreedom,
  minExpected,
  shareExpectedBelow,
  type ContingencyTable,
} from "../../../stats/contingency-table.js";
import { correctedCramersV, cramersV } from "../../../stats/effects/cramers-v.js";
import { chiSquareOneWay, chiSquareTest } from "../../../stats/tests/chi-square.js";
import { gOneWay, gTest } from "../../../stats/tests/g.js";
import { monteCarloHomogeneity } from "../../../stats/tests/monte-carlo-homogeneity.js";
import { categoriesOf } from "./categories-question.js";
import { arrayOf, dropMissing, matrixOf, numberOf } from "../question.js";
import type { Answer, Question } from "../statistic.js";

/** Below this expected count the chi-square law is a poor guide, and tables are drawn instead. */
const SPARSE = 5;

/** What a cell adds to the statistic that drawn tables are compared by. */
type Amount = (observed: number, expected: number) => number;

/**
 * Do samples have the same categories, or one sample the expected ones? χ² and G at once.
 *
 * @param amount of a cell, for the statistic of the Monte-Carlo p
 */
export function homogeneity(question: Question, amount: Amount): Answer {
  if (question.observed !== undefined) return oneWayAnswer(question);
  if (question.table !== undefined) {
    return tableAnswer(contingencyTable(matrixOf(question, "table")), question, amount);
  }
  const { counts, about } = categoriesOf(question);
  const rows = [counts.reference, counts.current];
  const answer = tableAnswer(contingencyTable(rows), question, amount);
  return { ...answer, ...about, table: rows.map((row) => Array.from(row)) };
}

function oneWayAnswer(question: Question): Answer {
  const observed = dropMissing(arrayOf(question, "observed"), "observed").values;
  const shares = question.expected_proportions ?? undefined;
  const expected =
    shares === undefined
      ? undefined
      : dropMissing(arrayOf(question, "expected_proportions"), "expected_proportions").values;
  const chiSquare = chiSquareOneWay(observed, expected);
  const g = gOneWay(observed, expected);
  return {
    n: observed.reduce((sum, count) => sum + count, 0),
    chi2: chiSquare.statistic,
    dof: chiSquare.degreesOfFreedom,
    p: chiSquare.pValue,
    G: g.statistic,
    p_G: g.pValue,
  };
}

function tableAnswer(table: ContingencyTable, question: Question, amount: Amount): Answer {
  const about = {
    n: table.total,
    dropped_rows: table.droppedRows,
    dropped_columns: table.droppedColumns,
  };
  try {
    const [v, noV] = correctedV(table);
    const [drawn, notDrawn] = monteCarlo(table, question, amount);
    return {
      ...about,
      ...testsOf(table, false),
      p_monte_carlo: drawn,
      min_expected: minExpected(table),
      share_expected_below_5: shareExpectedBelow(SPARSE, table),
      cramers_v: cramersV(table),
      cramers_v_corrected: v,
      ...(degreesOfFreedom(table) === 1 ? { yates: testsOf(table, true) } : {}),
      notes: [...noteOf("p_monte_carlo", notDrawn), ...noteOf("cramers_v_corrected", noV)],
    };
  } catch (error) {
    if (!(error instanceof UndefinedError)) throw error;
    const none = { chi2: null, dof: 0, p: null, G: null, p_G: null, cramers_v: null };
    return { ...about, ...none, undefined: true, notes: [error.message] };
  }
}

function testsOf(table: ContingencyTable, correction: boolean): Answer {
  const chiSquare = chiSquareTest(table, { correction });
  const g = gTest(table, { correction });
  return {
    chi2: chiSquare.statistic,
    ...(correction ? {} : { dof: chiSquare.degreesOfFreedom }),
    p: chiSquare.pValue,
    G: g.statistic,
    p_G: g.pValue,
  };
}

/** A value, or null and the reason why there is none. */
type Perhaps =
  readonly [value: number, reason?: undefined] | readonly [value: null, reason: string];

function noteOf(key: string, reason: string | undefined): string[] {
  return reason === undefined ? [] : [`${key} is null: ${reason}`];
}

function correctedV(table: ContingencyTable): Perhaps {
  try {
    return [correctedCramersV(table)];
  } catch (error) {
    if (!(error instanceof UndefinedError)) throw error;
    return [null, error.message];
  }
}

function monteCarlo(table: ContingencyTable, question: Question, amount: Amount): Perhaps {
  if (minExpected(table) >= SPARSE) return [null, "every expected count is 5 or more"];
  const whole = table.rows.every((row) => row.every((count) => Number.isInteger(count)));
  if (!whole) return [null, "the counts are not whole"];
  const random = seededRandom(numberOf(question, "seed", 0), "monte-carlo-homogeneity");
  const draws = numberOf(question, "draws", 9999);
  return [monteCarloHomogeneity(table, { random, draws, amount })];
}
