import type { Render } from '../../core/render.js';

/** A bundle version in another format. */
export interface Exported {
  readonly text: string;
  /** How a file of it ends, such as `.prompty`. */
  readonly ending: string;
  /** Sentences on what the format does not carry, or what is to be added before it is used. */
  readonly notes: readonly string[];
}

/** What is exported: a render, for its prompt or for the templates that it is made of; and the model, if one is chosen. */
export interface ExportSubject {
  readonly render: Render;
  readonly model: string | undefined;
}
