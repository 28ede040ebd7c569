import js from "@eslint/js";
import tseslint from "typescript-eslint";

/** The folders that only compute (test/house.test.ts): chance and time come in as arguments. */
const PURE = [
  "core",
  "stats",
  "ports",
  "features",
  "drift",
  "detect",
  "model",
  "synth",
  "report",
  "flows",
];

export default tseslint.config(
  { ignores: ["dist/**", "node_modules/**", "run/**"] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: [] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-non-null-assertion": "off", // an index that was just checked
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unnecessary-condition": [
        "error",
        { allowConstantLoopConditions: true },
      ],
    },
  },
  {
    files: PURE.map((folder) => `src/${folder}/**/*.ts`),
    rules: {
      "no-restricted-globals": [
        "error",
        "process",
        "fetch",
        "setTimeout",
        "setInterval",
        "console",
      ],
      "no-restricted-properties": [
        "error",
        { object: "Math", property: "random", message: "Take a seeded random: () => number." },
        { object: "Date", property: "now", message: "Take a clock." },
      ],
    },
  },
  {
    files: ["**/*.js", "**/*.mjs", "scripts/**"],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: {
      ...tseslint.configs.disableTypeChecked.languageOptions,
      globals: {
        process: "readonly",
        console: "readonly",
        Buffer: "readonly",
        URL: "readonly",
        performance: "readonly",
        setTimeout: "readonly",
      },
    },
  },
);
