import { expect, it } from "vitest";
import { redactText, redactUrl } from "../../src/core/redact-url.js";

it.each([
  ["http://ada:s3cret@ci.example:8080/jenkins", "http://ci.example:8080/jenkins"],
  ["https://h/hook?token=abc&b=2", "https://h/hook?token=***&b=***"],
  [
    "https://hooks.example/services/T0/B0/XXXXXXXXXXXXXXXXXXXXXXX1",
    "https://hooks.example/services/T0/B0/***",
  ],

  ["http://h/a%20b/c.d", "http://h/a%20b/c.d"],
  ["cannot reach http://u:p@h/x and ftp://v@k", "cannot reach http://h/x and ftp://k"],
  ["no url", "no url"],
])("shows %s as %s", (secret, shown) => {
  expect(redactUrl(secret)).toBe(shown);
  expect(redactText(shown)).toBe(shown);
});
