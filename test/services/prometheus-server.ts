import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parse, stringify } from "yaml";
import { freePort } from "./free-port.js";

export interface Sample {
  readonly metric: Readonly<Record<string, string>>;
  /** Time, and the value as text. */
  readonly value: readonly [number, string];
}

interface Config {
  global: Record<string, string>;
  rule_files: string[];
  scrape_configs: { static_configs: { targets: string[] }[] }[];
}

/** A Prometheus with the configuration of deploy/prometheus that scrapes this port, each second. */
export async function prometheusServer(targetPort: number) {
  const folder = await mkdtemp(join(tmpdir(), "arlequin-prometheus-"));
  const example = resolve("deploy/prometheus");
  const config = parse(await readFile(`${example}/prometheus.yml`, "utf8")) as Config;
  config.global = { scrape_interval: "1s", evaluation_interval: "1s" };
  config.rule_files = [`${example}/alerts.yml`];
  config.scrape_configs[0]!.static_configs[0]!.targets = [`localhost:${targetPort}`];
  await writeFile(`${folder}/prometheus.yml`, stringify(config));
  const address = `127.0.0.1:${await freePort()}`;
  const server = spawn(
    "prometheus",
    [
      `--config.file=${folder}/prometheus.yml`,
      `--storage.tsdb.path=${folder}/data`,
      `--web.listen-address=${address}`,
      "--log.level=error",
    ],
    { stdio: ["ignore", "ignore", "inherit"] },
  );
  const ended = once(server, "exit");
  const api = async (path: string): Promise<unknown> => {
    const response = await fetch(`http://${address}/api/v1/${path}`);
    return ((await response.json()) as { data: unknown }).data;
  };
  return {
    async query(query: string): Promise<readonly Sample[]> {
      const data = await api(`query?query=${encodeURIComponent(query)}`);
      return (data as { result: readonly Sample[] }).result;
    },
    /** Alerts that wait or fire, by name. */
    async alerts(): Promise<readonly string[]> {
      const { alerts } = (await api("alerts")) as {
        alerts: readonly { labels: { alertname: string } }[];
      };
      return alerts.map(({ labels }) => labels.alertname);
    },
    async [Symbol.asyncDispose]() {
      server.kill();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
