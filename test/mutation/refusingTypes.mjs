import path from 'node:path';
import ts from 'typescript';
import { coveredFolders } from '../coverage/places.mjs';
import { projectFolder } from '../harness/project.mjs';

/**
 * Whether the compiler refuses a file with another text: asked of it alone, with all that it imports. The covered folders are one
 * project here, not several that refer to each other: a file outside of its project would be refused whatever it says.
 */
export class RefusingTypes {
  /** @type {{ file: string, text: string, version: number }} */
  #changed = { file: '', text: '', version: 0 };
  #service;

  constructor() {
    const projects = coveredFolders.map(projectOf);
    const options = { ...projects[0]?.options, composite: false, noEmit: true };
    const files = projects.flatMap(({ fileNames }) => fileNames);
    this.#service = ts.createLanguageService({
      getCompilationSettings: () => options,
      getScriptFileNames: () => files,
      getScriptVersion: (file) => (file === this.#changed.file ? `${this.#changed.version}` : '0'),
      getScriptSnapshot: (file) => {
        const text = file === this.#changed.file ? this.#changed.text : ts.sys.readFile(file);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => projectFolder,
      getDefaultLibFileName: ts.getDefaultLibFilePath,
      fileExists: ts.sys.fileExists,
      readFile: ts.sys.readFile,
      readDirectory: ts.sys.readDirectory,
      directoryExists: ts.sys.directoryExists,
      getDirectories: ts.sys.getDirectories,
    });
  }

  /** @param {string} file its path in the project @param {string} text */
  refuses(file, text) {
    const name = path.join(projectFolder, file);
    this.#changed = { file: name, text, version: this.#changed.version + 1 };
    return [
      ...this.#service.getSyntacticDiagnostics(name),
      ...this.#service.getSemanticDiagnostics(name),
    ].some(({ category }) => category === ts.DiagnosticCategory.Error);
  }
}

/** @param {string} folder */
function projectOf(folder) {
  const config = path.join(folder, 'tsconfig.json');
  return ts.parseJsonConfigFileContent(
    ts.readConfigFile(config, ts.sys.readFile).config,
    ts.sys,
    folder,
    {},
    config,
  );
}
