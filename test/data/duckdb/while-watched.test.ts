import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { whileWatched } from "../../../src/data/duckdb/while-watched.js";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it("tells stages at once, and between them how far the query is", async () => {
  const told: number[] = [];
  let query = 0;
  const answer = await whileWatched(
    { shareDone: () => query },
    (share) => told.push(share),
    async (stage) => {
      stage(0, 0.5);
      query = 0.4;
      await vi.advanceTimersByTimeAsync(300);
      stage(0.5, 1);
      query = 0.2;
      await vi.advanceTimersByTimeAsync(300);
      return "done";
    },
  );
  await vi.advanceTimersByTimeAsync(1000);
  expect([answer, told]).toEqual(["done", [0, 0.2, 0.5, 0.6]]);
});

it("stops telling when the work fails", async () => {
  const told: number[] = [];
  const failed = whileWatched(
    { shareDone: () => 0 },
    (share) => told.push(share),
    () => Promise.reject(new Error("no")),
  );
  await expect(failed).rejects.toThrow("no");
  await vi.advanceTimersByTimeAsync(1000);
  expect([told, vi.getTimerCount()]).toEqual([[], 0]);
});
