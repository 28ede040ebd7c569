import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/services/**"],
    setupFiles: ["test/fixed-seed.ts"],
    testTimeout: 60_000,
    // Helvetica or Times, Berlin or Tokyo: the answers are the same.
    env: { TZ: "Pacific/Chatham", NO_COLOR: "1" },
  },
});
