import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RowReader } from "../../src/ports/row-reader.js";
import { scratch } from "./scratch.js";

/** What every RowReader does alike: rows in the order of the file, columns as they were asked for. */
export function rowReaderContract(name: string, openReader: () => Promise<RowReader>): void {
  describe(`${name}, as a RowReader`, () => {
    let reader: RowReader;
    beforeAll(async () => {
      reader = await openReader();
    });
    afterAll(() => reader[Symbol.asyncDispose]());

    const openCsv = (text: string) => {
      const source = join(scratch(), "data.csv");
      writeFileSync(source, text);
      return reader.open({ source, missingValues: ["NA"] });
    };

    it("reads each column as what was asked for, in the order of the request", async () => {
      const table = await openCsv(
        "amount,shop,at\n1.50,b,2020-01-01\nNA,a,\ninf,b,2020-01-02T00:00:00Z\n7,NA,1970-01-01\n",
      );
      const { rows, columns } = await reader.read(table, [
        { name: "shop", as: "text" },
        { name: "amount", as: "number" },
        { name: "at", as: "time" },
        { name: "amount", as: "text" },
      ]);
      expect(rows).toBe(4);
      expect(columns).toEqual([
        { kind: "text", name: "shop", codes: Int32Array.of(0, 1, 0, -1), levels: ["b", "a"] },
        { kind: "number", name: "amount", values: Float64Array.of(1.5, NaN, Infinity, 7) },
        { kind: "time", name: "at", values: Float64Array.of(1577836800000, NaN, 1577923200000, 0) },
        {
          kind: "text",
          name: "amount",
          codes: Int32Array.of(0, -1, 1, 2),
          levels: ["1.50", "inf", "7"],
        },
      ]);
    });

    it("takes what cannot be read as a number or time for missing", async () => {
      const table = await openCsv("v,w\n1,x\ntwo,y\n1_0,z\n2020-01-01,z\n");
      const { columns } = await reader.read(table, [
        { name: "v", as: "number" },
        { name: "v", as: "time" },
      ]);
      expect(columns).toEqual([
        { kind: "number", name: "v", values: Float64Array.of(1, NaN, NaN, NaN) },
        { kind: "time", name: "v", values: Float64Array.of(NaN, NaN, NaN, 1577836800000) },
      ]);
    });

    it("keeps the order of many rows", async () => {
      const count = 300_000;
      const lines = Array.from({ length: count }, (_, i) => `${i},k${i % 7}\n`);
      const table = await openCsv(`i,k\n${lines.join("")}`);
      const { columns } = await reader.read(table, [
        { name: "i", as: "number" },
        { name: "k", as: "text" },
      ]);
      const [i, k] = columns;
      if (i?.kind !== "number" || k?.kind !== "text") throw new TypeError("not as asked for");
      expect(i.values.every((value, row) => value === row)).toBe(true);
      expect(k.codes.every((code, row) => k.levels[code] === `k${row % 7}`)).toBe(true);
    });

    it("names a column that is not there", async () => {
      const table = await openCsv("amount\n1\n");
      await expect(reader.read(table, [{ name: "amont", as: "number" }])).rejects.toMatchObject({
        name: "InputError",
      });
    });
  });
}
