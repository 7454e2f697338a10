import type { ComponentType } from "react";

/** The templates that show the groups of a uiSchema (`ui:groups`) as parts with headings. */
export declare const groups: { ObjectFieldTemplate: ComponentType<any> };
