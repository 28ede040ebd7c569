import { PROMETHEUS_CONTENT_TYPE } from "../report/prometheus-text.js";
import type { MetricsServer } from "../ports/metrics-server.js";
import type { Context } from "./context.js";

export interface MetricsOutletOptions {
  /** No server without one; 0 is any free port. */
  readonly exporterPort?: number;
  readonly exporterHost?: string;
  /** A file for the textfile collector of the node exporter. */
  readonly textfile?: string;
}

/** Where the metrics of a run go: to a port, to a file, to both. Closed when it is disposed of. */
export interface MetricsOutlet extends AsyncDisposable {
  /** Null where no port was asked for. */
  readonly server: MetricsServer | null;
  /** What is answered from now on: made at a scrape, as a replay takes thousands of looks between two. */
  publish(text: () => string): void;
  /**
   * Write the file, if one was asked for; to be called before a wait, and at the end.
   *
   * @throws {InputError} when it cannot be written; the port goes on all the same
   */
  settle(): Promise<void>;
}

/** As exporters do: who scrapes sits on another machine, or in another container. */
export const EXPORTER_HOST = "0.0.0.0";

/**
 * @param warn told when the node exporter would not see the file
 * @throws {InputError} when the port cannot be had
 */
export async function metricsOutlet(
  { files, serveMetrics }: Pick<Context, "files" | "serveMetrics">,
  { exporterPort, exporterHost = EXPORTER_HOST, textfile }: MetricsOutletOptions,
  warn: (text: string) => void,
): Promise<MetricsOutlet> {
  let text: (() => string) | null = null;
  if (textfile !== undefined && !textfile.endsWith(".prom"))
    warn(`--textfile ${textfile}: the node exporter reads only files whose name ends in .prom`);
  const server =
    exporterPort === undefined
      ? null
      : await serveMetrics({ host: exporterHost, port: exporterPort }, () => ({
          text: text?.() ?? "",
          contentType: PROMETHEUS_CONTENT_TYPE,
        }));
  return {
    server,
    publish(next) {
      text = next;
    },
    async settle() {
      if (textfile !== undefined && text !== null) await files.write(textfile, text());
    },
    async [Symbol.asyncDispose]() {
      await server?.[Symbol.asyncDispose]();
    },
  };
}
