// npm run lint --prefix .ci/js, from the course's folder: that, and TypeScript's own look.
import js from "@eslint/js";
import globals from "globals";

export default [
  js.configs.recommended,
  {
    files: ["helpers/**/*.js", "docs/static/*.js"],
    languageOptions: { globals: globals.browser },
    rules: {
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-unused-vars": ["error", { argsIgnorePattern: "^_$" }],
      "no-restricted-syntax": ["error", {
        selector: ":matches(ImportDefaultSpecifier, ImportNamespaceSpecifier, ExportAllDeclaration, ExportSpecifier, ExportNamedDeclaration > [kind='let'])",
        message: 'Files are joined (helpers/widgets/page.py), so write import { name } from "./file.js" and export const, function or class.',
      }],
      "no-var": "error",
      "prefer-const": ["error", { destructuring: "all" }],
      "max-lines": ["error", 300],
      "max-lines-per-function": ["error", { max: 50, skipComments: true }],
    },
  },
  { files: ["**/*.test.mjs"], languageOptions: { globals: globals.nodeBuiltin } },
];
