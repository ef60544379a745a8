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

  get scheme() {
    return this.#text.slice(0, this.#text.indexOf(':'));
  }

  get fsPath() {
    return this.path;
  }

  toString() {
    return this.#text;
  }
}

/** Texts are English, as where no language is set. */
export * as l10n from '@vscode/l10n';

/** Tells nobody. */
export class EventEmitter {
  event = () => ({ dispose() {} });
  fire() {}
  dispose() {}
}

/** Settings that nobody made, and at most one folder. */
export const workspace = {
  getConfiguration: () => ({ get: () => undefined }),
  textDocuments: [],
  workspaceFolders: [],
  getWorkspaceFolder: () => workspace.workspaceFolders[0],
};

// What is named and never made here.

export class Diagnostic {}
export class DiagnosticRelatedInformation {}
export class Location {}
export class Range {}
export const DiagnosticSeverity = {};
