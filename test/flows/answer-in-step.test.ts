import { expect, it } from "vitest";
import type { SoftMap } from "../../src/core/monotone-map.js";
import { resolveLadder } from "../../src/drift/resolution/resolve-ladder.js";
import { ladderOfBins } from "../../src/drift/resolution/span-ladder.js";
import { answerSpans } from "../../src/flows/answer-spans.js";
import { answerInStep } from "../../src/flows/parts/answer-in-step.js";
import type { PairedParts } from "../../src/flows/parts/paired-parts.js";
import { reducePairs } from "../../src/flows/parts/reduce-pairs.js";
import type { DataEngine } from "../../src/ports/data-engine.js";
import { memoryEngine, memoryParts, memoryTable } from "./memory-engine.js";

const NARROW = { rowsAtOnce: 120, fewValues: 8, zoomBits: 3, scansForDistance: 1e9 };
const map: SoftMap = { kind: "soft", center: 2, width: 1, halfBins: 12 };
const group = { map, within: [] };
const RAMP = Array.from({ length: 300 }, (_, i) => i / 75);
const PARTS = [
  RAMP,
  RAMP.map((value) => value + 0.3),
  RAMP.map((value, i) => (i % 3 === 0 ? 1 : value)),
  [2, 2, 2.5],
];

it("resolves many ladders to what each is alone, in fewer scans", async () => {
  const reference = memoryTable(RAMP);
  const engine = memoryEngine();
  const pairs: PairedParts = {
    current: memoryParts(PARTS),
    judged: PARTS.map((_, i) => i),
    reference,
    leftOut: [],
  };
  const asEngine = engine as unknown as DataEngine;
  const counted = await reducePairs(asEngine, pairs, { kind: "bins", column: "v", map });
  const ladders = counted.map((sides) => ladderOfBins(group, map.center, sides));
  const before = engine.scans;
  const askings = ladders.map((ladder, i) => [i, resolveLadder(ladder, NARROW)] as const);
  const source = { engine: asEngine, pairs, column: "v" };
  const resolved = await answerInStep(source, new Map(askings));
  const inStep = engine.scans - before;
  engine.scans = 0;
  for (const [i, part] of PARTS.entries()) {
    const tables = [reference, memoryTable(part)] as const;
    const alone = await answerSpans(
      { engine: asEngine, tables, column: "v" },
      resolveLadder(ladders[i]!, NARROW),
    );
    expect(resolved.get(i)).toEqual(alone);
  }
  expect(inStep).toBeLessThanOrEqual(engine.scans / 2);
});
