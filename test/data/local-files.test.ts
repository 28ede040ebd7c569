import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, readdirSync } from "node:fs";
import { statSync, symlinkSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { withFileLock } from "../../src/data/file-lock.js";
import { localFiles } from "../../src/data/local-files.js";
import { scratch } from "./scratch.js";

const files = localFiles({ stdin: chunks("from ", "stdin") });

async function* chunks(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield await Promise.resolve(Buffer.from(text));
}

it("writes a file whole, and leaves nothing beside it", async () => {
  const folder = scratch();
  const path = join(folder, "a.json");
  await files.write(path, "old");
  chmodSync(path, 0o640);
  await files.write(path, "new");
  expect(readFileSync(path, "utf8")).toBe("new");
  expect(statSync(path).mode & 0o777).toBe(0o640);
  expect(readdirSync(folder)).toEqual(["a.json"]);
});

it("shows a created file only once it is committed", async () => {
  const folder = scratch();
  const path = join(folder, "a.txt");
  await files.write(path, "old");
  const pending = await files.create(path);
  await pending.write("one ");
  await pending.write(Buffer.from("two"));
  expect(readFileSync(path, "utf8")).toBe("old");
  await pending.commit();
  await pending.discard();
  expect(readFileSync(path, "utf8")).toBe("one two");

  const dropped = await files.create(path);
  await dropped.write("never");
  await dropped.discard();
  expect(readFileSync(path, "utf8")).toBe("one two");
  expect(readdirSync(folder)).toEqual(["a.txt"]);
});

it("writes through a symbolic link", async () => {
  const folder = scratch();
  const [real, link] = [join(folder, "real"), join(folder, "link")];
  writeFileSync(real, "old");
  symlinkSync(real, link);
  await files.write(link, "new");
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(readFileSync(real, "utf8")).toBe("new");
});

it("writes into a device, and does not put a file in its place", async () => {
  await files.write("/dev/null", "gone");
  expect(statSync("/dev/null").isCharacterDevice()).toBe(true);
});

it.runIf(existsSync("/dev/full"))("says that the disk is full", async () => {
  const full = files.write("/dev/full", "x");
  await expect(full).rejects.toMatchObject({
    name: "InputError",
    message: "cannot write /dev/full: the disk is full",
    where: "/dev/full",
  });
  await expect(files.append("/dev/full", "x")).rejects.toMatchObject({ name: "InputError" });
});

it("appends, and makes the file that is not there", async () => {
  const path = join(scratch(), "log");
  await files.append(path, "a\n");
  await files.append(path, "b\n");
  expect(readFileSync(path, "utf8")).toBe("a\nb\n");
});

it("reads text without its byte-order mark, and stdin", async () => {
  const path = join(scratch(), "bom");
  writeFileSync(path, "\ufeffhé");
  expect(await files.readText(path)).toBe("hé");
  expect(await files.readText("-")).toBe("from stdin");
});

it("names the path, the fault and the way out", async () => {
  const folder = scratch();
  writeFileSync(join(folder, "june.json"), "");
  mkdirSync(join(folder, "sub"));
  writeFileSync(join(folder, "latin"), Buffer.from([0xe9, 0x20]));
  const at = (name: string) => join(folder, name);
  await expect(files.readText(at("jun.json"))).rejects.toMatchObject({
    name: "InputError",
    message: `cannot read ${at("jun.json")}: there is no such file`,
    fix: 'check the path; did you mean "june.json"?',
  });
  await expect(files.readText(at("sub"))).rejects.toThrow("it is a folder");
  await expect(files.write(at("sub"), "")).rejects.toThrow("it is a folder");
  await expect(files.write(at("no/such"), "")).rejects.toThrow(`there is no folder ${at("no")}`);
  await expect(files.readText(at("june.json/x"))).rejects.toThrow("a file, not a folder");
  await expect(files.readText(at("latin"))).rejects.toThrow("is not UTF-8 text");
  await expect(files.rename(at("a"), at("b"))).rejects.toThrow("there is no such file");
});

it.skipIf(process.getuid?.() === 0)("says that a permission is lacking", async () => {
  const path = join(scratch(), "secret");
  writeFileSync(path, "x", { mode: 0 });
  await expect(files.readText(path)).rejects.toThrow("permission denied");
});

it.each(["hdfs", "webhdfs", "s3", "https"])("refuses %s:// in clear words", async (scheme) => {
  await expect(files.readText(`${scheme}://me:secret@host/a.csv?key=secret`)).rejects.toMatchObject(
    {
      name: "InputError",
      message: `${scheme}:// paths are not read by this version yet`,
      where: `${scheme}://host/a.csv`,
    },
  );
});

it("lets one at a time through a lock", async () => {
  const path = join(scratch(), "log");
  let inside = 0;
  const visit = () =>
    files.locked(path, async () => {
      expect(++inside).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 5));
      inside--;
    });
  await Promise.all([visit(), visit(), visit()]);
  expect(existsSync(`${path}.lock`)).toBe(false);
});

it("gives the lock back when the action fails", async () => {
  const path = join(scratch(), "log");
  const failed = files.locked(path, () => Promise.reject(new Error("mine")));
  await expect(failed).rejects.toThrow("mine");
  await expect(files.locked(path, () => Promise.resolve("next"))).resolves.toBe("next");
});

it("breaks the lock of a dead process of this host, and of its own pid's earlier bearer", async () => {
  const path = join(scratch(), "log");
  const { pid: dead } = spawnSync(process.execPath, ["-e", "0"]);
  for (const pid of [dead, process.pid]) {
    const since = "2026-01-01T00:00:00.000Z";
    writeFileSync(`${path}.lock`, JSON.stringify({ pid, host: hostname(), since }));
    await expect(withFileLock(path, () => Promise.resolve(1), 0)).resolves.toBe(1);
  }
});

it("waits for the lock of a living process or another host, and then says whose it is", async () => {
  const path = join(scratch(), "log");
  for (const [pid, host] of [
    [process.ppid, hostname()],
    [1, "elsewhere"],
  ] as const) {
    writeFileSync(`${path}.lock`, JSON.stringify({ pid, host, since: "noon" }));
    await expect(withFileLock(path, () => Promise.resolve(1), 60)).rejects.toMatchObject({
      name: "UpstreamError",
      fault: "locked",
      message: `${path} is locked by process ${pid} on ${host} since noon`,
      where: `${path}.lock`,
    });
  }
});
