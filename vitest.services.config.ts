import { defineConfig } from "vitest/config";

/** Tests with real servers and foreign clients: `make test-services` installs what they need. */
export default defineConfig({
  test: {
    include: ["test/services/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 300_000,
    env: { TZ: "Pacific/Chatham", NO_COLOR: "1" },
  },
});
