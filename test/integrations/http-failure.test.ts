import { expect, it } from "vitest";
import { failureWord, retryAfterMs, wasNeverSent } from "../../src/integrations/http-failure.js";

const coded = (code: string) => Object.assign(new Error(code), { code });
const failed = (cause: unknown) => new TypeError("fetch failed", { cause });

it.each([
  ["ECONNREFUSED", true],
  ["ENOTFOUND", true],
  ["UND_ERR_CONNECT_TIMEOUT", true],
  ["CERT_HAS_EXPIRED", true],
  ["ERR_TLS_CERT_ALTNAME_INVALID", true],
  ["ECONNRESET", false],
  ["UND_ERR_SOCKET", false],
  ["UND_ERR_HEADERS_TIMEOUT", false],
])("%s: certainly not sent is %s", (code, never) => {
  expect(wasNeverSent(failed(coded(code)))).toBe(never);
  expect(wasNeverSent(failed(new AggregateError([coded(code)])))).toBe(never);
  expect(failureWord(failed(coded(code)))).toBe(code);
});

it("a timeout may have been sent", () => {
  const error = new DOMException("late", "TimeoutError");
  expect(wasNeverSent(error)).toBe(false);
  expect(failureWord(error)).toBe("timeout");
});

it.each<[Record<string, string>, number | undefined]>([
  [{ "retry-after": "3" }, 3000],
  [{ "retry-after": "86400" }, 60_000],
  [{ "retry-after": "soon" }, undefined],
  [{}, undefined],
  [{ "retry-after": "Sat, 21 Nov 2026 06:00:09 GMT" }, 9000],
  // The other side's clock is an hour ahead: only the difference counts.
  [{ "retry-after": "Sat, 21 Nov 2026 07:00:09 GMT", date: "Sat, 21 Nov 2026 07:00:04 GMT" }, 5000],
])("reads %j as %s ms", (headers, ms) => {
  expect(retryAfterMs(new Headers(headers), Date.UTC(2026, 10, 21, 6))).toBe(ms);
});
