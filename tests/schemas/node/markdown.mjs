// Renders Markdown files with markdown-to-jsx and prints their HTML as a JSON object by path.
import { readFileSync } from "node:fs";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import Markdown from "markdown-to-jsx";

const pages = process.argv.slice(2).map((path) => [path, renderToStaticMarkup(createElement(Markdown, null, readFileSync(path, "utf8")))]);
console.log(JSON.stringify(Object.fromEntries(pages)));
