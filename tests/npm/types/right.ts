// What the types of the package must take.
import { check, contract, fix, isValid, models, nearestSize, operations, sizesFor, spec } from "imagespec";
import type { Diagnostic, EditRequest, GenerateRequest, Operation, Report, Requests, Source, Strategy, Valid } from "imagespec";
import * as generate from "imagespec/generate";
import * as edit from "imagespec/edit";
import { check as checkJson, isValid as isValidJson } from "imagespec/edit-json";
import type OpenAI from "openai";

declare const input: unknown;
declare const typed: GenerateRequest;
declare function send(request: Valid<GenerateRequest>): void;
declare function sendAny(request: OpenAI.Images.ImageGenerateParams): void;

// A report is one of two.
const report = check(input);
if (report.ok) {
  const warnings: readonly Diagnostic<"warning">[] = report.diagnostics;
  warnings.map(({ severity }) => severity satisfies "warning");
} else {
  const first: Diagnostic = report.diagnostics[0];
  first.fixes.map(({ title, safety, edits }) => [title, safety satisfies "safe" | "unsafe", edits.map((edit) => (edit.op === "move" ? edit.from : edit.path))]);
  const source: Source = first.source;
  source.basis satisfies "documented" | "observed" | "inferred";
}
report.operation satisfies "generate";
check(input, "edit-json").operation satisfies "edit-json";
check(input, "edit", { model: "gpt-image-2", today: "2026-11-26" }) satisfies Report<"edit">;

// What is valid is a request, what is not keeps its type.
if (isValid(input)) {
  input satisfies GenerateRequest;
  input.prompt satisfies string;
  send(input);
  sendAny(input);
}
if (isValid(input, "edit")) input satisfies EditRequest;
if (!isValid(typed)) typed.prompt satisfies string;
if (generate.isValid(input)) send(input);
if (edit.isValid(input)) input satisfies EditRequest;
if (isValidJson(input)) input.images.map(({ image_url }) => image_url);
generate.check(input, { model: "dall-e-3" }).operation satisfies "generate";
checkJson(input).ok satisfies boolean;
generate.models.map((name) => contract("generate", name).parameters.map(({ limits }) => limits.map(({ rule, severity }) => [rule, severity])));

const { request, applied, report: left } = fix(input, "generate", { unsafe: true });
if (left.ok && isValid(request)) send(request);
applied.map(({ title }) => title.length);
generate.fix(input).report.operation satisfies "generate";

const strategy: Strategy = "contain";
nearestSize("gpt-image-2", 1920, 1080, strategy)?.split("x");
sizesFor("16:9", "gpt-image-2").map((size) => size.length);
models.map(({ name, title, end, operations: served }) => [contract("generate", name), title.length, end?.slice(0, 4), served.length]);
operations.map((operation: Operation) => operation satisfies keyof Requests);
spec.startsWith("openai@");
generate.contract("gpt-image-2");
