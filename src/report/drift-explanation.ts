import type { Explanation } from "../drift/explain-column.js";
import type { ExplainedBin, PsiArithmetic } from "../drift/explain-psi.js";
import { binWords } from "./bin-words.js";
import type { Block } from "./document.js";
import { changeInWords, largestBins, rawShares, sharePercent } from "./drift-words.js";
import { explanationSteps } from "./explanation-steps.js";
import { grouped, percent, shortNumber } from "./number.js";

/** The arithmetic of a column for people: the change, its bins, every number with its formula, the decision. */
export function driftExplanation(explanation: Explanation): Block[] {
  const { column, psi } = explanation;
  const words = column.status === "drift" ? changeInWords(column) : null;
  return [
    { kind: "text", text: { text: `${column.name}: ${column.status}`, tone: "strong" } },
    ...(words === null ? [] : [{ kind: "text" as const, text: `${words}.`, wrap: true as const }]),
    ...(psi && psi.bins.length > 1 ? [contributions(column.name, psi), binTable(psi)] : []),
    ...table(["number", "value", "how it is come by"], explanationSteps(explanation)),
    ...decisionBlocks(explanation),
  ];
}

/** The comparisons that the status rests on; where there are none, the reason alone. */
function decisionBlocks({ column, decision }: Explanation): Block[] {
  const { status, reason } = column;
  if (decision.length === 0) {
    return reason === null ? [] : [{ kind: "text", text: `${status}: ${reason}`, wrap: true }];
  }
  const steps = decision.map(({ question, holds, measure, value, comparison, limit }) => {
    const sign = holds ? comparison : OPPOSITE[comparison];
    return [
      question,
      holds ? "yes" : "no",
      `${measure} ${shortNumber(value, 3)} ${sign} ${shortNumber(limit)}`,
    ];
  });
  return table(["decision", "", "because"], [...steps, ["so", status, reason ?? ""]]);
}

const OPPOSITE = { "<=": ">", ">=": "<", "<": ">=", ">": "<=" } as const;

function table(head: readonly string[], rows: readonly (readonly string[])[]): Block[] {
  return rows.length === 0 ? [] : [{ kind: "table", head, align: ["left", "right", "left"], rows }];
}

/** The three bins that add most, in words. */
function contributions(column: string, { bins, smoothed }: PsiArithmetic): Block {
  const words = binWords(bins.map(({ place }) => place));
  const lines = largestBins(bins, 3).map((bin) => {
    const [before, after] = rawShares(bin, bins).map(sharePercent);
    const part = smoothed > 0 ? `, ${percent(bin.contribution / smoothed, 0)} of the PSI` : "";
    const condition = words.condition(column, bin.place);
    return `${condition}: ${before} -> ${after} of rows (z=${signed(bin.z)})${part}`;
  });
  return { kind: "text", text: lines.join("\n"), wrap: true };
}

function binTable({ bins, smoothed, bias }: PsiArithmetic): Block {
  const words = binWords(bins.map(({ place }) => place));
  const total = (of: (bin: ExplainedBin) => number) => bins.reduce((sum, bin) => sum + of(bin), 0);
  return {
    kind: "table",
    head: ["bin", "reference", "current", "p", "q", "adds", "by chance", "z"],
    align: ["left", ...Array.from({ length: 7 }, () => "right" as const)],
    rows: [
      ...bins.map((bin) => [
        words.short(bin.place),
        grouped(bin.countReference),
        grouped(bin.countCurrent),
        bin.shareReference.toFixed(4),
        bin.shareCurrent.toFixed(4),
        small(bin.contribution),
        small(bin.byChance),
        signed(bin.z),
      ]),
      [
        "sum",
        grouped(total(({ countReference }) => countReference)),
        grouped(total(({ countCurrent }) => countCurrent)),
        "1",
        "1",
        small(smoothed),
        small(bias),
        "",
      ],
    ],
    spare: [6],
  };
}

/** Parts of a PSI under each other; those of large tables need an exponent. */
function small(part: number): string {
  return part === 0 || part >= 1e-4 ? part.toFixed(5) : part.toExponential(1);
}

function signed(z: number): string {
  const size = Math.abs(z).toFixed(1);
  return size === "0.0" ? size : `${z < 0 ? "-" : "+"}${size}`;
}
