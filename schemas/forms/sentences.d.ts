/** An error of React JSON Schema Form, or of ajv itself. */
export interface Mistake {
  name?: string;
  keyword?: string;
  property?: string;
  instancePath?: string;
  schemaPath?: string;
  message?: string;
  params?: any;
  stack?: any;
}

/**
 * What turns the errors of a schema into one sentence per mistake, as `message` and `stack` of each.
 *
 * @param schema the `form` schema that the errors are of
 */
export function sentences(schema: object): <Error extends Mistake>(errors: Error[]) => Error[];
