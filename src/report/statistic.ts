import type { Block, Report } from "./document.js";

/** Key and value of everything in an answer, dots going down: ["two_sided.p_exact", "0.031"]. */
function flattened(value: unknown, path = ""): [string, string][] {
  if (value === null) return [[path, "-"]];
  if (ArrayBuffer.isView(value)) return flattened(Array.from(value as Float64Array), path);
  if (Array.isArray(value)) {
    const items = value as readonly unknown[];
    const flat = items.every((inner) => typeof inner !== "object" || inner === null);
    if (flat)
      return [[path, items.map((inner) => (inner === null ? "-" : shown(inner))).join(" ")]];
    return value.flatMap((inner, i) => flattened(inner, `${path}[${i}]`));
  }
  if (typeof value === "object") {
    return Object.entries(value).flatMap(([key, inner]) =>
      flattened(inner, path === "" ? key : `${path}.${key}`),
    );
  }
  return [[path, typeof value === "string" ? value : shown(value)]];
}

/** A value as JSON, but for infinite numbers, which JSON has no word for. */
function shown(value: unknown): string {
  return typeof value === "number" ? String(value) : JSON.stringify(value);
}

/** The answers of a statistic: JSON as the contract has it, else a line a key. */
export function statisticReport(name: string, outcomes: readonly object[], many: boolean): Report {
  const head = { schema: "arlequin.stat/1", statistic: name };
  const document = many ? { ...head, results: outcomes } : { ...head, ...outcomes[0] };
  const rows = outcomes.flatMap((outcome, i) =>
    flattened("result" in outcome ? outcome.result : outcome).map(([key, value]) =>
      many ? [String(i), key, value] : [key, value],
    ),
  );
  const columns = many ? ["question", "key", "value"] : ["key", "value"];
  return {
    document,
    blocks: [
      { kind: "text", text: { text: name, tone: "strong" } },
      { kind: "table", head: columns, rows },
    ],
    csv: { columns, rows },
  };
}

/** All statistics with their arguments and where their definitions come from. */
export function statisticList(
  list: readonly { name: string; summary: string; takes: string; definition: string }[],
): Report {
  const columns = ["name", "summary", "takes", "definition"];
  const rows = list.map(({ name, summary, takes, definition }) => [
    name,
    summary,
    takes,
    definition,
  ]);
  const blocks: Block[] = list.map(({ name, summary, takes, definition }) => ({
    kind: "text",
    text: `${name}: ${summary}\n  takes ${takes}\n  ${definition}`,
  }));
  return {
    document: { schema: "arlequin.stat-list/1", statistics: list },
    blocks,
    csv: { columns, rows },
  };
}
