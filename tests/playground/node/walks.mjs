// Walks over the page. What they find wrong they throw; what they answer is judged in Python.
export * from "./carried.mjs";
export * from "./looks.mjs";
export * from "./sizes.mjs";
export * from "./typing.mjs";
