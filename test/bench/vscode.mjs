// The little of VS Code's API that what renders previews asks for, so that it runs without VS Code.

/** A file's name as a URI without escapes. */
export class Uri {
  #text;

  constructor(text) {
    this.#text = text;
  }

  static parse(text) {
    return new Uri(text);
  }

  get path() {
    return this.#text.slice(this.#text.indexOf(':') + 3);
  }

  toString() {
    return this.#text;
  }
}

/** Tells nobody. */
export class EventEmitter {
  event = () => ({ dispose() {} });
  fire() {}
  dispose() {}
}

/** Settings that nobody made. */
export const workspace = { getConfiguration: () => ({ get: () => undefined }), textDocuments: [] };

// What is named and never made here.

export class Diagnostic {}
export class DiagnosticRelatedInformation {}
export class Location {}
export class Range {}
export const DiagnosticSeverity = {};
