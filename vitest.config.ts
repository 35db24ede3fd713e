import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    exclude: ["tests/bench/**"],
    globalSetup: ["tests/build-once.ts"],
    // As many as there are cores: the default leaves one idle, which is half of two.
    maxWorkers: "100%",
    // No module keeps state between runs, and loading them anew for each file takes a tenth of the suite.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ["default", "./tests/closing-line.ts"],
  },
});
