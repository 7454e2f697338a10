// Each line after a marker must be an error, and no other.
import { check, fix, isValid, nearestSize, sizesFor, type GenerateRequest, type Valid } from "imagespec";
import * as generate from "imagespec/generate";
import { preflight } from "imagespec/adapters/openai";
import { rjsf } from "imagespec/adapters/rjsf";

declare const input: unknown;
declare const typed: GenerateRequest;
declare function send(request: Valid<GenerateRequest>): void;

// wrong
send(typed);
// wrong
if (isValid(input)) input.negative_prompt;
// wrong
if (!isValid(input)) send(input);
// wrong
if (isValid(input, "edit")) send(input);
// wrong
check(input, "draw");
// wrong
check(input, "generate", { model: "gpt-image-9" });
// wrong
generate.check(input).diagnostics = [];
// wrong
fix(input, "generate", { safe: true });
// wrong
nearestSize("gpt-image-2", "1920", 1080);
// wrong
nearestSize("gpt-image-2", 1920, 1080, "best");
// wrong
sizesFor(16 / 9);
// wrong
generate.contract("gpt-image-9");
// wrong
preflight({ unknownModels: "ignore" });
// wrong
rjsf(isValid);
