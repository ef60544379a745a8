/** The JSON Schemas of `schemas/`, compiled by ajv while building (see esbuild.mjs). */
declare module 'prompt-bundles:validators' {
  interface ShapeError {
    /** JSON pointer to the value that is wrong. */
    readonly instancePath: string;
    /** The schema's rule that it breaks, such as `required`. */
    readonly keyword: string;
    readonly params: Readonly<Record<string, unknown>>;
  }
  interface Validate {
    (value: unknown): boolean;
    readonly errors: readonly ShapeError[] | null;
  }
  export const template: Validate;
  export const bundle: Validate;
  export const input: Validate;
}

/** The JSON Schema of a folder's configuration, likewise. */
declare module 'prompt-bundles:configuration-validator' {
  import type { Validate } from 'prompt-bundles:validators';
  export const configuration: Validate;
}
