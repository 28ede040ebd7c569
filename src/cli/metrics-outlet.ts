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
  /**
   * What is answered from now on, and written.
   *
   * @throws {InputError} when the file cannot be written; the port answers the new text all the same
   */
  publish(text: string): Promise<void>;
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
  let text = "";
  if (textfile !== undefined && !textfile.endsWith(".prom"))
    warn(`--textfile ${textfile}: the node exporter reads only files whose name ends in .prom`);
  const server =
    exporterPort === undefined
      ? null
      : await serveMetrics({ host: exporterHost, port: exporterPort }, () => ({
          text,
          contentType: PROMETHEUS_CONTENT_TYPE,
        }));
  return {
    server,
    async publish(next) {
      text = next;
      if (textfile !== undefined) await files.write(textfile, next);
    },
    async [Symbol.asyncDispose]() {
      await server?.[Symbol.asyncDispose]();
    },
  };
}
