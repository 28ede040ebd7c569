import { type ChildProcess, spawn } from "node:child_process";
import { symlink, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command as a process of its own, bundled from src into `folder`: what can be killed. */
export async function bundledCommand(folder: string) {
  await build({
    entryPoints: { cli: "src/cli/main.ts" },
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    external: ["@duckdb/node-bindings", "@duckdb/node-bindings-*"],
    banner: {
      js: 'import { createRequire as __r } from "node:module"; const require = __r(import.meta.url);',
    },
  });
  await symlink(resolve("node_modules"), join(folder, "node_modules"));
  const bin = join(folder, "arlequin.mjs");
  const main = pathToFileURL(join(folder, "cli.mjs")).href;
  await writeFile(
    bin,
    `import { main } from ${JSON.stringify(main)};\nprocess.exitCode = await main(process.argv.slice(2));\n`,
  );
  return (argv: readonly string[], env: Record<string, string> = {}) => {
    const child = spawn(process.execPath, [bin, ...argv], {
      cwd: folder,
      env: { ...process.env, ...env },
    });
    return { child, end: endOf(child) };
  };
}

function endOf(child: ChildProcess): Promise<ProcessEnd> {
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((done) =>
    child.once("close", (code, signal) => {
      done({ code, signal, stdout, stderr });
    }),
  );
}
