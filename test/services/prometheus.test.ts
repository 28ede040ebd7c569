import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { beforeAll, expect, it, vi, type TestContext } from "vitest";
import { metricsServer } from "../../src/integrations/metrics-server.js";
import { PROMETHEUS_CONTENT_TYPE } from "../../src/report/prometheus-text.js";
import { watchMetrics, type WatchStanding } from "../../src/report/watch/watch-metrics.js";
import { ALARM, lookColumn, watchLook } from "../report/watch/looks.js";
import { debianCommand } from "./debian-command.js";
import { prometheusServer } from "./prometheus-server.js";
import { runningWatcher, type LookDocument } from "./running-watcher.js";

const ODD = ['a "quoted" \\ name', "two\nlines", "é €𝄞", "", "{x='1'} 2 # 3"];
const standing: WatchStanding = {
  look: watchLook({
    isDrift: true,
    columns: [
      ...ODD.map((name, i) => lookColumn(name, { ...ALARM, evidenceDays: 7 + i })),
      lookColumn("learning", { state: "learning", evidenceDays: null, psi: null, p: null }),
      ...Array.from({ length: 300 }, (_, i) => lookColumn(`c${i}`)),
    ],
  }),
  looks: { drift: 1, quiet: 41 },
  triggers: { accepted: 1 },
  budgetDays: 7,
  askedAt: Date.now(),
  isSourceUp: true,
  version: "1.2.3",
};

let missing: string | null;
beforeAll(async () => {
  missing = await debianCommand("promtool", "prometheus");
});

/** A test of what needs Prometheus, skipped with a word where there is none. */
function withPrometheus(name: string, test: () => Promise<void>) {
  it(name, async ({ skip }: TestContext) => {
    if (missing !== null) return skip(missing);
    await test();
  });
}

async function promtool(args: readonly string[], input = ""): Promise<string> {
  const run = promisify(execFile)("promtool", args);
  run.child.stdin?.end(input);
  const { stdout, stderr } = await run; // an exit code other than 0 is a rejection
  return stdout + stderr;
}

/** What is scraped: a port that answers with a fixed look. */
const scraped = () =>
  metricsServer({ host: "127.0.0.1", port: 0 }, () => ({
    text: watchMetrics(standing),
    contentType: PROMETHEUS_CONTENT_TYPE,
  }));

withPrometheus("promtool finds nothing to mend in the metrics", async () => {
  expect(await promtool(["check", "metrics"], watchMetrics(standing))).toBe("");
  expect(await promtool(["check", "metrics"], watchMetrics({ ...standing, look: null }))).toBe("");
});

withPrometheus(
  "the example and the alert rules are sound, and the rules pass their tests",
  async () => {
    expect(await promtool(["check", "config", "deploy/prometheus/prometheus.yml"])).toMatch(
      /SUCCESS/,
    );
    expect(await promtool(["test", "rules", "deploy/prometheus/alerts.test.yml"])).toMatch(
      /SUCCESS/,
    );
  },
);

withPrometheus("a Prometheus reads back what was written, odd names too, and alerts", async () => {
  await using target = await scraped();
  await using prometheus = await prometheusServer(target.port);
  await vi.waitFor(
    async () => {
      expect(await prometheus.query("arlequin_build_info")).toHaveLength(1);
      expect(await prometheus.alerts()).toContain("ArlequinDriftDetected");
    },
    { timeout: 30_000, interval: 200 },
  );
  const evidence = await prometheus.query("topk(5, arlequin_evidence)");
  expect(evidence.map(({ metric, value }) => [metric.column ?? "", value[1]])).toEqual(
    ODD.map((name, i) => [name, String(7 + i)]).reverse(),
  );
  const [count] = await prometheus.query("count(arlequin_evidence)");
  expect(count!.value[1]).toBe("200");
  const one = async (query: string) =>
    (await prometheus.query(query)).map(({ value }) => Number(value[1]));
  expect(await one(`arlequin_drift_psi{column="two\\nlines"}`)).toEqual([0.31]);
  expect(await one(`arlequin_drift_p_value{column="é €𝄞"}`)).toEqual([3e-7]);
  expect(await one("arlequin_columns_left_out")).toEqual([106]);
  expect(await one(`arlequin_window_rows{window="recent"}`)).toEqual([1250]);
  expect(await one("arlequin_last_look_timestamp_seconds")).toEqual([standing.askedAt! / 1000]);
  expect(await one(`up{job="arlequin"}`)).toEqual([1]);
  expect(await prometheus.alerts()).not.toContain("ArlequinDoesNotLook");
});

withPrometheus(
  "a Prometheus scrapes a watcher at work, and alerts when a column drifts",
  async () => {
    await using watcher = await runningWatcher();
    await using prometheus = await prometheusServer(watcher.port);
    const one = async (query: string) =>
      (await prometheus.query(query)).map(({ value }) => Number(value[1]));
    const eventually = (check: () => Promise<void>) =>
      vi.waitFor(check, { timeout: 30_000, interval: 200 });
    const agrees = async (looks: readonly LookDocument[]) => {
      const { rows, columns } = looks.at(-1)!;
      const drifts = looks.filter(({ verdict }) => verdict === "drift").length;
      expect(await one(`arlequin_looks_total{verdict="drift"}`)).toEqual([drifts]);
      expect(await one(`arlequin_looks_total{verdict="no-drift"}`)).toEqual([
        looks.length - drifts,
      ]);
      expect(await one(`arlequin_window_rows{window="recent"}`)).toEqual([rows.recent]);
      expect(await one(`arlequin_window_rows{window="reference"}`)).toEqual([rows.reference]);
      for (const { name, evidence_days, psi, p } of columns.filter((c) => c.state !== "skipped")) {
        const own = (metric: string) => one(`arlequin_${metric}{column="${name}"}`);
        expect(await own("evidence")).toEqual(evidence_days === null ? [] : [evidence_days]);
        expect(await own("drift_psi")).toEqual(psi === null ? [] : [psi]);
        expect(await own("drift_p_value")).toEqual(p === null ? [] : [p]);
      }
    };

    const quiet = await watcher.grow(600, 0);
    expect(quiet.filter(({ verdict }) => verdict === "drift")).toEqual([]);
    await eventually(() => agrees(quiet));
    expect(await one(`up{job="arlequin"}`)).toEqual([1]);
    expect(await one("arlequin_drift_detected")).toEqual([0]);
    expect(await one("arlequin_evidence_budget")).toEqual([7]);
    expect(await one("arlequin_source_up")).toEqual([1]);
    expect(await one("arlequin_triggers_total")).toEqual([0, 0, 0, 0, 0, 0]);
    expect(await one("time() - arlequin_last_look_timestamp_seconds < bool 10")).toEqual([1]);
    expect(await prometheus.alerts()).toEqual([]);

    const drifted = await watcher.grow(60, 1);
    await eventually(async () => {
      await agrees(drifted);
      const firing = await prometheus.query(`ALERTS{alertstate="firing"}`);
      expect(firing.map(({ metric }) => metric.alertname)).toContain("ArlequinDriftDetected");
    });
    expect(await one(`arlequin_triggers_total{outcome="accepted"}`)).toEqual([1]);
    const alarmed = drifted.flatMap(({ columns }) => columns.filter((c) => c.state === "alarm"));
    expect(alarmed.map(({ name }) => name)).toEqual(["amount"]);
  },
);
