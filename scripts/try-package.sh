#!/usr/bin/env bash
# try-package.sh NODE FOLDER: use the arlequin that is installed in FOLDER, as a stranger would.
set -euo pipefail
node=$1
cd "$2"
arlequin=node_modules/arlequin/bin/arlequin.js
printf 'x,city\n1,Oslo\n2,Bergen\n3,Oslo\n' > may.csv
printf 'x,city\n7,Oslo\n8,Oslo\n9,Oslo\n' > june.csv

"$node" "$arlequin" --version
"$node" "$arlequin" --help > /dev/null
"$node" "$arlequin" drift -r may.csv -c june.csv --numeric x --json > drift.json
"$node" -e 'const { columns } = JSON.parse(require("fs").readFileSync("drift.json", "utf8"));
  const d = columns.find(({ name }) => name === "x").ks.D;
  if (d !== 1) throw new Error(`D is ${d}, not 1`);'
"$node" --input-type=module -e 'import { cliffsDelta } from "arlequin";
  if (cliffsDelta([3, 4, 5], [1, 2, 3]) !== 8 / 9) throw new Error("the library computes something else");'
echo "the package works on $("$node" --version)"
