import { Writable } from "node:stream";
import { expect, it } from "vitest";
import { localFiles } from "../../src/data/local-files.js";
import { outgoingStream } from "../../src/data/outgoing-stream.js";

function collector(into: string[]): Writable {
  return new Writable({
    write(chunk: Buffer, _, done) {
      into.push(chunk.toString());
      done();
    },
  });
}

it("is where a file created as - goes, and stays open after it", async () => {
  const got: string[] = [];
  const stdout = collector(got);
  const files = localFiles({ stdin: (async function* () {})(), stdout });
  for (const text of ["one\n", "two\n"]) {
    const file = await files.create("-");
    await file.write(text);
    await file.commit();
    await file.discard();
  }
  expect(got).toEqual(["one\n", "two\n"]);
  expect(stdout.writable).toBe(true);
});

it("lets other work have its turn between writes, even when each is taken at once", async () => {
  const file = outgoingStream(collector([]), "stdout");
  let isHeard = false;
  setImmediate(() => (isHeard = true));
  await file.write("rows");
  expect(isHeard).toBe(true);
});

it("says that the disk behind it is full", async () => {
  const full = new Writable({
    write: (_, __, done) => {
      done(Object.assign(new Error("write"), { code: "ENOSPC" }));
    },
  });
  full.on("error", () => undefined); // the command has its own answer to that
  await expect(outgoingStream(full, "stdout").write("rows")).rejects.toMatchObject({
    name: "InputError",
    message: "cannot write stdout: the disk is full",
  });
});
