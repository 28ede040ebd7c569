import { CHANGES } from "./changes.js";
import { FAMILIES } from "./families.js";
import { INJECTIONS, INJECTION_SIZES } from "./injections.js";
import { LEVELS } from "./levels.js";
import { rateInterval, type Tallies, type Tally } from "./tally.js";
import { WIDTHS } from "./verdicts.js";
import { keyOf, MISSING, SIZES, type Sizes } from "./work.js";

/** Tallies of the whole work by "kind|family|m v n". */
export type Results = ReadonlyMap<string, Tallies>;

export interface Circumstances {
  readonly date: string;
  readonly cores: number;
  readonly node: string;
}

const POLICY_NAMES = ["calibrated", "classic", "evidently"] as const;

const INTRODUCTION = `# Calibration

How often tests and policies raise the alarm where nothing has changed, and how often they find what has: counted on
made-up columns whose truth is known. \`make bench-calibration\` writes this page; a small part of it is a test
(\`test/drift/calibration.test.ts\`).

Rates are percentages, with the interval of Clopper and Pearson (95 %). **Bold** is a rate above what is promised, beyond doubt
(99.9 %); a policy that promises nothing is never bold. Sizes are rows of the reference and of the current table.

Columns: continuous (normal), rounded (to a fifth of a standard deviation), Poisson(1), 90 % zeros (the rest log-normal),
binary (0 and 1, 30 % ones), 5 categories (10 to 30 % each), 12 and 200 categories (as 1/rank: most are rare).`;

const CAVEATS = `What to know of them:

- The limit law of Kolmogorov-Smirnov takes ties for no ties and so rejects too rarely. The verdict does not use it there.
- Cramér-von Mises and Anderson-Darling have asymptotic p-values for samples without ties, as other software computes them.
  Ties in samples of unequal size make the former reject everything, and ties in general make the latter reject too
  often: neither judges a column, and both are to be asked for by name only.
- Kullback-Leibler at 50 rows a side: over deciles of the reference each bin has five of its rows, which a redraw does not
  keep to, and the logarithm minds. It judges no column.`;

/** The whole page. */
export function calibrationPage(results: Results, how: Circumstances): string {
  return (
    [
      INTRODUCTION,
      `${how.date}, ${how.cores} cores, Node ${how.node.replace(/^v/, "")}. Seed 0; every piece of the work has a stream of its own, so the figures are the same on every machine.`,
      "## Policies where nothing has changed",
      `Tables of columns of all kinds in turn (among the 30 one of 200 rare categories, 5 % missing in every eighth). The promise of \`calibrated\` is 5 %.`,
      tablesOfPolicies(results),
      "One column alone, by its kind:",
      columnsOfPolicies(results),
      "## Finding what has changed",
      "One column of eight has changed; the other seven are those of the tables above. How often that column is called drifted. The PSI is that of the populations: below 0.05 a change is immaterial, and `calibrated` leaves it alone on purpose. (`evidently` calls the table drifted when half of its columns are: never here.) What `classic` finds at 50 rows it finds as often where nothing has changed.",
      ...SIZES.map((sizes) => power(results, sizes)),
      "## Injections into a real table",
      injected(results),
      "## Tests where nothing has changed",
      CAVEATS,
      ...LEVELS.flatMap((level) => [
        `### At level ${level}`,
        ...[...FAMILIES.map(({ name }) => name), MISSING].map((family) =>
          levels(results, family, level),
        ),
      ]),
    ].join("\n\n") + "\n"
  );
}

const BEGIN = "<!-- calibration: written by make bench-calibration -->";
const END = "<!-- calibration: end -->";

/** The README with its short table renewed. */
export function withShortTable(readme: string, results: Results): string {
  const [from, to] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`the README has no ${BEGIN} ... ${END}`);
  return `${readme.slice(0, from)}${BEGIN}\n\n${shortTable(results)}\n\n${readme.slice(to)}`;
}

function shortTable(results: Results): string {
  const kinds = [
    ["a column unchanged", (policy: string) => `table|${policy}|1`],
    ["a table of 8 unchanged", (policy: string) => `table|${policy}|8`],
    ["a column of 8 moved by 0.5 sd", (policy: string) => `found|${policy}|shift by 0.5 sd`],
  ] as const;
  return table(
    ["called drifted, %", ...SIZES.map(sizeName)],
    kinds.flatMap(([title, name]) =>
      POLICY_NAMES.map((policy) => [
        `${title}, ${policy}`,
        ...SIZES.map((sizes) => percent(tallyOf(results, "verdicts", "all", sizes, name(policy)))),
      ]),
    ),
  );
}

function tablesOfPolicies(results: Results): string {
  const rows = POLICY_NAMES.flatMap((policy) =>
    WIDTHS.map((width) => [
      `${policy}, ${width} ${width === 1 ? "column" : "columns"}`,
      ...SIZES.map((sizes) =>
        withInterval(
          tallyOf(results, "verdicts", "all", sizes, `table|${policy}|${width}`),
          policy === "calibrated" ? 0.05 : 1,
        ),
      ),
    ]),
  );
  const unsure = WIDTHS.map((width) => [
    `calibrated cannot tell, ${width}`,
    ...SIZES.map((sizes) =>
      percent(tallyOf(results, "verdicts", "all", sizes, `unsure|calibrated|${width}`)),
    ),
  ]);
  return table(["false alarms, %", ...SIZES.map(sizeName)], [...rows, ...unsure]);
}

function columnsOfPolicies(results: Results): string {
  const rows = FAMILIES.flatMap(({ name }) =>
    POLICY_NAMES.map((policy) => [
      `${name}, ${policy}`,
      ...SIZES.map((sizes) =>
        withInterval(
          tallyOf(results, "verdicts", "all", sizes, `null|${policy}|${name}`),
          policy === "calibrated" ? 0.05 : 1,
        ),
      ),
    ]),
  );
  return table(["false alarms, %", ...SIZES.map(sizeName)], rows);
}

function power(results: Results, sizes: Sizes): string {
  const rows = CHANGES.map(({ name, psi }) => [
    name,
    psi.toFixed(3),
    ...POLICY_NAMES.map((policy) =>
      withInterval(tallyOf(results, "verdicts", "all", sizes, `found|${policy}|${name}`), 1),
    ),
  ]);
  return table([`${sizeName(sizes)}: found, %`, "PSI", ...POLICY_NAMES], rows);
}

function injected(results: Results): string {
  const [first] = INJECTION_SIZES.map((sizes) => results.get(keyOf("injections", "real", sizes)));
  if (first === undefined) return "Skipped: the table is not here.";
  const rows = INJECTIONS.flatMap(({ name }) =>
    INJECTION_SIZES.map((sizes) => [
      name,
      sizeName(sizes),
      ...POLICY_NAMES.flatMap((policy) =>
        ["found", "false"].map((kind) =>
          percent(tallyOf(results, "injections", "real", sizes, `${kind}|${policy}|${name}`)),
        ),
      ),
    ]),
  );
  return [
    "Bird strikes at airports (`vega-datasets`, 10,000 rows): rows drawn without replacement as reference and current table, and one column of the latter changed by `injectDrift`, as `generate --from --inject` does. `found` is how often that column is called drifted, `false` the share of the other columns that are. Speeds are heaped at tens and hundreds, so that any shift moves the heaps; costs are nearly all 0.",
    table(
      ["injection", "rows", ...POLICY_NAMES.flatMap((p) => [`${p}: found, %`, "false, %"])],
      rows,
    ),
  ].join("\n\n");
}

function levels(results: Results, family: string, level: number): string {
  const tests = new Set(
    SIZES.flatMap((sizes) => Object.keys(results.get(keyOf("levels", family, sizes)) ?? {})),
  );
  const rows = [...tests]
    .filter((name) => name.endsWith(`|${level}`))
    .map((name) => [
      name.slice(0, name.lastIndexOf("|")),
      ...SIZES.map((sizes) => withInterval(tallyOf(results, "levels", family, sizes, name), level)),
    ]);
  return table([`${family}: rejected, %`, ...SIZES.map(sizeName)], rows);
}

function tallyOf(
  results: Results,
  kind: Parameters<typeof keyOf>[0],
  family: string,
  sizes: Sizes,
  name: string,
): Tally | undefined {
  return results.get(keyOf(kind, family, sizes))?.[name];
}

function sizeName([m, n]: Sizes): string {
  return `${m} v ${n}`;
}

function withInterval(tally: Tally | undefined, promise: number): string {
  if (!tally) return "";
  const [low, high] = rateInterval(tally);
  const rate = `${percent(tally)} (${share(low)}–${share(high)})`;
  return rateInterval(tally, 0.998)[0] > promise ? `**${rate}**` : rate;
}

function percent(tally: Tally | undefined): string {
  return tally ? share(tally.hits / tally.of) : "";
}

function share(value: number): string {
  return (100 * value).toFixed(1);
}

/** A Markdown table, laid out as the formatter would. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, i) =>
    Math.max(3, ...[title, ...rows.map((row) => row[i]!)].map((cell) => cell.length)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join(" | ")} |`;
  const rule = widths.map((width, i) =>
    i === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`,
  );
  return [line(head), `| ${rule.join(" | ")} |`, ...rows.map(line)].join("\n");
}
