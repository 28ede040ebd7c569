// Bundles src into dist: the command in chunks that load when they are needed, the library in one
// file, and the library's types. All packages go into the bundle but DuckDB's native part.
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { build } from "esbuild";

rmSync("dist", { recursive: true, force: true });

const common = {
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  external: ["@duckdb/node-bindings", "@duckdb/node-bindings-*"],
  legalComments: "linked",
  logLevel: "warning",
  // Packages in the older module format ask for `require` when they are in a bundle of the newer.
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
};

await build({
  ...common,
  entryPoints: { cli: "src/cli/main.ts", "scan-worker": "src/data/scanned/scan-worker.ts" },
  outdir: "dist",
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
  minifySyntax: true,
  minifyWhitespace: true,
});
await build({ ...common, entryPoints: { index: "src/index.ts" }, outdir: "dist" });
execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.types.json"], {
  stdio: "inherit",
});
