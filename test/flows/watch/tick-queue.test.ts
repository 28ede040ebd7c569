import fc from "fast-check";
import { expect, it } from "vitest";
import type { RowChunk } from "../../../src/ports/row-source.js";
import { TickQueue } from "../../../src/flows/watch/tick-queue.js";

const RULE = { everyMs: 10, latenessMs: 5 };

/** Rows of a number each, all read at once; the number is the place of the row. */
function chunk(times: readonly number[], isAgain = false, first = 0): RowChunk {
  const values = Float64Array.from(times, (_, i) => first + i);
  return {
    times: Float64Array.from(times),
    table: { rows: times.length, columns: [{ kind: "number", name: "x", values }] },
    origin: "test",
    isAgain,
  };
}

function drained(queue: TickQueue): [number, number[]][] {
  const ticks: [number, number[]][] = [];
  for (let over = queue.next(); over !== null; over = queue.next()) {
    ticks.push([over.tick, Array.from(over.rows.column(0) as Float64Array)]);
  }
  return ticks;
}

it("hands out a tick once the watermark has come to its end, in order", () => {
  const queue = new TickQueue(["number"], RULE);
  queue.take(chunk([21, 3, 14, 9]), Infinity);
  expect(drained(queue)).toEqual([]); // the watermark is 16: tick 0 was over before its rows came
  expect(queue.late).toBe(2);
  queue.take(chunk([25]), Infinity);
  expect(drained(queue)).toEqual([[1, [2]]]);
  expect(queue.waiting).toBe(2);
});

it("sets rows aside that have no time, or are ahead of the clock", () => {
  const queue = new TickQueue(["number"], RULE);
  queue.take(chunk([1, NaN, 5000, 2, 16]), 1000);
  expect(queue.undated).toBe(1);
  expect(queue.future).toBe(1);
  expect(drained(queue)).toEqual([[0, [0, 3]]]);
});

const times = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 60 });

it("decides alike however the rows are cut into looks", () => {
  fc.assert(
    fc.property(times, fc.array(fc.nat(60)), (rows, cuts) => {
      const whole = new TickQueue(["number"], RULE);
      whole.take(chunk(rows), Infinity);
      const expected = drained(whole);
      const cut = new TickQueue(["number"], RULE);
      const found: [number, number[]][] = [];
      const ends = [...new Set([...cuts, rows.length])].filter((end) => end <= rows.length);
      let from = 0;
      for (const end of ends.sort((a, b) => a - b)) {
        cut.take(chunk(rows.slice(from, end), false, from), Infinity);
        found.push(...drained(cut));
        from = end;
      }
      expect(found).toEqual(expected);
      expect(cut.memory()).toEqual(whole.memory());
    }),
  );
});

it("goes on after a restart as if nothing had been, windows included", () => {
  fc.assert(
    fc.property(times, fc.nat(60), (rows, at) => {
      const stop = Math.min(at, rows.length);
      const before = new TickQueue(["number"], RULE);
      before.take(chunk(rows.slice(0, stop)), Infinity);
      const first = drained(before);
      const kept = before.memory();
      const again = new TickQueue(["number"], RULE, kept);
      again.take(chunk(rows.slice(0, stop), true), Infinity);
      expect(drained(again)).toEqual([]);
      const values = (queue: TickQueue) =>
        queue
          .between(-Infinity, Infinity)
          .map((tick) => Array.from(tick.column(0) as Float64Array));
      expect(values(again)).toEqual(values(before));
      again.take(chunk(rows.slice(stop), false, stop), Infinity);
      const whole = new TickQueue(["number"], RULE);
      whole.take(chunk(rows), Infinity);
      expect([...first, ...drained(again)]).toEqual(drained(whole));
      expect(again.memory()).toEqual(whole.memory());
    }),
  );
});

it("needs rows from the first tick on that a window or an open tick holds", () => {
  const queue = new TickQueue(["number"], RULE);
  expect(queue.neededFrom()).toBe(-Infinity);
  queue.take(chunk([1, 12, 27, 38]), Infinity);
  drained(queue);
  expect(queue.neededFrom()).toBe(0);
  queue.forget(2);
  expect(queue.neededFrom()).toBe(20);
});
