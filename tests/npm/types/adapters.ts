// The adapters beside the types of the libraries that they are for.
import type { FormProps } from "@rjsf/core";
import express from "express";
import { Hono } from "hono";
import OpenAI from "openai";
import { useForm } from "react-hook-form";
import * as z from "zod";
import type { DallE3Generate } from "imagespec";
import { check } from "imagespec/generate";
import { preflight as forExpress } from "imagespec/adapters/express";
import { preflight as forHono } from "imagespec/adapters/hono";
import { preflight } from "imagespec/adapters/openai";
import { resolver } from "imagespec/adapters/react-hook-form";
import { rjsf } from "imagespec/adapters/rjsf";
import { refine } from "imagespec/adapters/zod";

export const form: Partial<FormProps> = rjsf(check);
export const schema = z.looseObject({ model: z.string() }).superRefine(refine(check));
export const usesForm = () => useForm<{ prompt: string; n?: number }>({ resolver: resolver(check) });
export const usesRequest = () => useForm<DallE3Generate>({ resolver: resolver(check) });
export const hono = new Hono().use(forHono({ aliases: { house: "gpt-image-2" }, unknownModels: "error" }));
export const web = express().use(express.json(), forExpress({ onReport: (report) => console.log(report.ok) }));
export const client = new OpenAI({ apiKey: "k", fetch: preflight({ fetch: globalThis.fetch }) });
