import assert from "node:assert/strict";
import test from "node:test";
import { neat } from "../../../helpers/widgets/panel.js";

test("a slider's numbers have no tails", () => {
  assert.equal(neat(0.1 + 0.2, { kind: "decimals", step: 0.01 }), 0.3);
  assert.equal(neat(-0.25, { kind: "decimals", step: 0.25 }), -0.25);
  assert.equal(neat(3, { kind: "whole", step: 1 }), 3);
});
