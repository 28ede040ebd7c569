import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ModelRegistry } from "../../src/ports/model-registry.js";
import { scratch } from "../data/scratch.js";

const INPUT_ERROR = { name: "InputError" };
const CREATED = new Date("2026-11-21T06:00:00Z");

/** What every ModelRegistry keeps, and what it refuses. */
export function modelRegistryContract(name: string, open: () => Promise<ModelRegistry>): void {
  describe(name, () => {
    /** A model with as many versions, each with a number in its file. */
    const begin = async (count: number) => {
      const registry = await open();
      const model = `credit Ü 50% ${randomUUID()}`;
      for (let i = 1; i <= count; i++) await register(registry, model, String(i));
      return { registry, model };
    };

    const register = (registry: ModelRegistry, model: string, content: string) => {
      const folder = join(scratch(), "model");
      mkdirSync(join(folder, "code"), { recursive: true });
      writeFileSync(join(folder, "model.json"), content);
      writeFileSync(join(folder, "MLmodel"), "{}");
      writeFileSync(join(folder, "code/loader.py"), "pass\n");
      const said = { runId: null, description: `no. ${content}`, tags: { f1: "0.8" } };
      return registry.register({ model, folder, created: CREATED, ...said });
    };

    it("numbers the versions of a model from 1, and lists the newest first", async () => {
      const { registry, model } = await begin(2);
      const versions = await registry.versions(model);
      expect(versions).toMatchObject([
        { model, version: 2, description: "no. 2", tags: { f1: "0.8" }, aliases: [] },
        { model, version: 1, description: "no. 1", tags: { f1: "0.8" }, aliases: [] },
      ]);
      expect(versions[0]?.digest).toMatch(/^[0-9a-f]{64}$/);
      expect(versions[0]?.digest).not.toBe(versions[1]?.digest);
      expect(await registry.model(model)).toEqual({ name: model, aliases: {} });
      expect(await registry.models()).toContainEqual({ name: model, aliases: {} });
      expect(await registry.version(model, 2)).toEqual(versions[0]);
    });

    it("gives back the files that were registered", async () => {
      const { registry, model } = await begin(2);
      const folder = scratch();
      await registry.download(model, 1, join(folder, "one"));
      expect(readFileSync(join(folder, "one/model.json"), "utf8")).toBe("1");
      expect(readFileSync(join(folder, "one/code/loader.py"), "utf8")).toBe("pass\n");
      expect(readdirSync(join(folder, "one")).sort()).toEqual(["MLmodel", "code", "model.json"]);
      const absent = registry.download(model, 7, join(folder, "seven"));
      await expect(absent).rejects.toMatchObject(INPUT_ERROR);
      expect(readdirSync(folder)).toEqual(["one"]);
    });

    it("moves aliases, and finds versions by them", async () => {
      const { registry, model } = await begin(3);
      await registry.moveAliases(model, [
        ["champion", 1],
        ["challenger", 3],
      ]);
      const swap = [
        ["previous", 1],
        ["champion", 3],
        ["challenger", null],
      ] as const;
      await registry.moveAliases(model, swap, [["champion", 1]]);
      await registry.moveAliases(model, [["challenger", null]]); // gone already
      expect(await registry.model(model)).toEqual({
        name: model,
        aliases: { champion: 3, previous: 1 },
      });
      expect(await registry.version(model, "champion")).toMatchObject({
        version: 3,
        aliases: ["champion"],
      });
      expect(await registry.version(model, "challenger")).toBeUndefined();
      await registry.moveAliases(model, [["blue", 3]]);
      expect((await registry.versions(model)).map(({ aliases }) => aliases)).toEqual([
        ["blue", "champion"],
        [],
        ["previous"],
      ]);
    });

    it("moves nothing when an alias is not where it was expected", async () => {
      const { registry, model } = await begin(2);
      await registry.moveAliases(model, [["champion", 1]], [["champion", null]]);
      const late = registry.moveAliases(model, [["champion", 2]], [["champion", null]]);
      await expect(late).rejects.toMatchObject({ fault: "refused" });
      const absent = [
        ["champion", 2],
        ["challenger", 9],
      ] as const;
      await expect(registry.moveAliases(model, absent)).rejects.toMatchObject(INPUT_ERROR);
      expect((await registry.model(model))?.aliases).toEqual({ champion: 1 });
    });

    it.each(["latest", "v1", "1", "a b", "a/b", "", "a".repeat(256)])(
      "refuses the alias %j",
      async (alias) => {
        const { registry, model } = await begin(1);
        const moved = registry.moveAliases(model, [[alias, 1]]);
        await expect(moved).rejects.toMatchObject(INPUT_ERROR);
      },
    );

    it("tags a version", async () => {
      const { registry, model } = await begin(2);
      await registry.tag(model, 1, { "arlequin.verdict": "better", f1: "0.9" });
      const tags = { "arlequin.verdict": "better", f1: "0.9" };
      expect(await registry.version(model, 1)).toMatchObject({ tags });
      expect(await registry.version(model, 2)).toMatchObject({ tags: { f1: "0.8" } });
      await expect(registry.tag(model, 7, tags)).rejects.toMatchObject(INPUT_ERROR);
    });

    it("removes versions that no alias points at, and gives no number twice", async () => {
      const { registry, model } = await begin(3);
      await registry.moveAliases(model, [["champion", 1]]);
      await expect(registry.remove(model, 1)).rejects.toMatchObject(INPUT_ERROR);
      await registry.remove(model, 2);
      await expect(registry.remove(model, 2)).rejects.toMatchObject(INPUT_ERROR);
      expect(await registry.version(model, 2)).toBeUndefined();
      expect(await register(registry, model, "4")).toMatchObject({ version: 4 });
      expect((await registry.versions(model)).map(({ version }) => version)).toEqual([4, 3, 1]);
    });

    it("knows no model of another name", async () => {
      const registry = await open();
      const model = `none ${randomUUID()}`;
      expect(await registry.model(model)).toBeUndefined();
      expect(await registry.versions(model)).toEqual([]);
      expect(await registry.version(model, 1)).toBeUndefined();
      expect(await registry.version(model, "champion")).toBeUndefined();
      const moved = registry.moveAliases(model, [["champion", 1]]);
      await expect(moved).rejects.toMatchObject(INPUT_ERROR);
      await expect(registry.remove(model, 1)).rejects.toMatchObject(INPUT_ERROR);
    });

    it.each(["a/b", "a:b", "a@b", "", " a", "..", "x".repeat(251), "a\nb"])(
      "refuses the name %j",
      async (model) => {
        await expect(register(await open(), model, "1")).rejects.toMatchObject(INPUT_ERROR);
      },
    );

    it("refuses a folder that is not there, and keeps no version of it", async () => {
      const { registry, model } = await begin(1);
      const folder = join(scratch(), "absent");
      const said = { runId: null, description: "", tags: {}, created: CREATED };
      const refused = registry.register({ model, folder, ...said });
      await expect(refused).rejects.toMatchObject(INPUT_ERROR);
      expect(await registry.versions(model)).toHaveLength(1);
    });
  });
}
