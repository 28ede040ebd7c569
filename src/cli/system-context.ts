import { existsSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InputError } from "../core/errors.js";
import { fileFault } from "../data/file-fault.js";
import { localFiles } from "../data/local-files.js";
import { systemTimer } from "../integrations/system-timer.js";
import type { Context, Output } from "./context.js";
import { ExitCode } from "./exit-code.js";

/** The real world: this process's streams, environment and signals, and the local file system. */
export function systemContext(): Context {
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (stop.signal.aborted) process.exit(codeOf(signal)); // asked twice: at once
      stop.abort(signal);
    });
  }
  endWhenNobodyReads(process.stdout);
  endWhenNobodyReads(process.stderr);
  const clock = () => new Date();
  const openStdin = () => {
    const { stdin } = process; // opening it costs, and most commands never do
    // Whoever waits for the next line has to hear of a stop.
    stop.signal.addEventListener("abort", () => stdin.destroy(), { once: true });
    return stdin;
  };
  const files = localFiles({
    get stdin() {
      return openStdin();
    },
    stdout: process.stdout,
  });
  return {
    env: process.env,
    stdout: outputTo(process.stdout),
    stderr: outputTo(process.stderr),
    clock,
    signal: stop.signal,
    files,
    fetch,
    timer: systemTimer(stop.signal),
    async logBook() {
      return (await import("../data/csv-log-book.js")).csvLogBook(files, clock);
    },
    async openEngine(options = {}) {
      const openOther = async () => {
        const { openDuckDb } = await import("../data/duckdb/open-duckdb.js");
        return openDuckDb({ ...options, signal: stop.signal, stdin: openStdin() });
      };
      if (options.isForCounts !== true) return openOther();
      const { openScanned } = await import("../data/scanned/open-scanned.js");
      return openScanned({ ...options, ...scanWorker(), signal: stop.signal, openOther });
    },
    async openRowSource(request) {
      const { openRowSource } = await import("../data/follow/open-row-source.js");
      const world = {
        clock,
        signal: stop.signal,
        get stdin() {
          return openStdin();
        },
      };
      return openRowSource(request, world);
    },
    async openTableWriter(path, format, columns) {
      const { tableWriter } = await import("../data/table-writer.js");
      return tableWriter(format, await files.create(path), columns);
    },
    async serveMetrics(address, metrics) {
      const { metricsServer } = await import("../integrations/metrics-server.js");
      return metricsServer(address, metrics);
    },
    keepDebugLog(text) {
      const path = join(tmpdir(), `arlequin-debug-${process.pid}.log`);
      writeFileSync(path, text);
      return path;
    },
    exitCode: ExitCode.ok,
  };
}

/** Beside the chunks of the built command; what runs in another way does without. */
function scanWorker(): { readonly scanWorker?: URL } {
  const script = new URL("../scan-worker.js", import.meta.url);
  return existsSync(script) ? { scanWorker: script } : {};
}

function outputTo(stream: NodeJS.WriteStream): Output {
  return {
    write: (text) => void stream.write(text),
    isTerminal: stream.isTTY,
    // Some terminals say 0.
    get columns() {
      return (stream.isTTY && stream.columns) || 80;
    },
    get rows() {
      return (stream.isTTY && stream.rows) || 24;
    },
    onResize(listener) {
      stream.on("resize", listener);
      return () => stream.off("resize", listener);
    },
  };
}

/** `arlequin ... | head` closes the pipe: that is no error of ours. A full disk behind `>` is one. */
function endWhenNobodyReads(stream: NodeJS.WriteStream): void {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(process.exitCode);
    void fileFault(error, "stdout", "write").then((fault) => {
      if (!(fault instanceof InputError)) throw error;
      writeSync(2, `error: ${fault.message}\n  fix:   ${fault.fix ?? ""}\n`);
      process.exit(ExitCode.input);
    });
  });
}

function codeOf(signal: "SIGINT" | "SIGTERM"): number {
  return signal === "SIGTERM" ? ExitCode.terminated : ExitCode.interrupted;
}
