import type { RunEntries } from "../../ports/run-tracker.js";

/** What MLflow takes in one call of log-batch. */
const MOST = { params: 100, tags: 100, metrics: 1000, all: 1000, bytes: 900_000 } as const;

type Kind = "params" | "tags" | "metrics";
export type Batch = Readonly<Record<Kind, readonly object[]>>;

/** Cut what is said of a run into calls that MLflow takes, parameters first: they may be refused. */
export function batchesOf({ params = {}, tags = {}, metrics = [] }: RunEntries): Batch[] {
  const items: (readonly [Kind, object])[] = [
    ...pairs(params).map((item) => ["params", item] as const),
    ...pairs(tags).map((item) => ["tags", item] as const),
    ...metrics.map(({ key, value, step, time }) => {
      return ["metrics", { key, value, timestamp: time.getTime(), step }] as const;
    }),
  ];
  const batches: Record<Kind, object[]>[] = [];
  let room = 0;
  let bytesLeft = 0;
  for (const [kind, item] of items) {
    const bytes = Buffer.byteLength(JSON.stringify(item)) + 1;
    const last = batches.at(-1);
    const isFull = last === undefined || last[kind].length >= MOST[kind];
    if (isFull || room === 0 || bytes > bytesLeft) {
      batches.push({ params: [], tags: [], metrics: [] });
      [room, bytesLeft] = [MOST.all, MOST.bytes];
    }
    batches.at(-1)![kind].push(item);
    room -= 1;
    bytesLeft -= bytes;
  }
  return batches;
}

/** An object as the pairs that MLflow's messages hold. */
export function pairs(entries: Readonly<Record<string, string>>) {
  return Object.entries(entries).map(([key, value]) => ({ key, value }));
}
