// The groups of a uiSchema ("ui:groups") as parts with headings: give `groups` to React JSON Schema Form as `templates`.
import { createElement } from "react";
import { descriptionId, getTemplate, getUiOptions, titleId } from "@rjsf/utils";

function ObjectFieldTemplate({ properties, uiSchema, schema, registry, fieldPathId, required, title, description }) {
  const options = getUiOptions(uiSchema);
  const Title = getTemplate("TitleFieldTemplate", registry, options);
  const Description = getTemplate("DescriptionFieldTemplate", registry, options);
  if (!properties.length && (schema.anyOf || schema.oneOf)) return null; // its choices are shown beside it
  const groups = options.groups ?? [{ fields: properties.map(({ name }) => name) }];
  const grouped = groups.flatMap(({ fields }) => fields);
  const part = (heading, names, id) => {
    const content = properties.filter(({ name }) => names(name)).map((property) => property.content);
    const named = heading && createElement(Title, { id, key: "title", title: heading, required: false, schema, uiSchema, registry });
    return content.some(Boolean) && createElement("fieldset", { key: heading || "-" }, named, content);
  };
  const shown = new Set(properties.filter(({ name, hidden }) => !hidden && schema.properties[name] !== false).map(({ name }) => name));
  return createElement(
    "div",
    { id: fieldPathId.$id },
    title && options.groups && createElement(Title, { id: titleId(fieldPathId), title, required, schema, uiSchema, registry }),
    description && createElement(Description, { id: descriptionId(fieldPathId), description, schema, uiSchema, registry }),
    part("", (name) => !grouped.includes(name), ""),
    groups.map(({ title: heading = title, fields }) =>
      fields.some((name) => shown.has(name)) ? part(heading, (name) => fields.includes(name), `${titleId(fieldPathId)}_${heading}`) : null),
  );
}

export const groups = { ObjectFieldTemplate };
