import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    exclude: ["tests/bench/**"],
    globalSetup: ["tests/build-once.ts"],
    testTimeout: 60_000,
    reporters: ["default", "./tests/closing-line.ts"],
  },
});
