import { parseDocument, type Document } from "yaml";

/**
 * A YAML text with its faults. This file is what loads late: the package in the older module format,
 * imported late itself, would come out of the bundle without its names.
 */
export function yamlDocument(text: string): Pick<Document.Parsed, "errors" | "toJS"> {
  return parseDocument(text);
}
