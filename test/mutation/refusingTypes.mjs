import path from 'node:path';
import ts from 'typescript';
import { projectFolder } from '../harness/project.mjs';

/** Whether the compiler refuses a file with another text: asked of it alone, with all that it imports. */
export class RefusingTypes {
  /** @type {{ file: string, text: string, version: number }} */
  #changed = { file: '', text: '', version: 0 };
  #service;

  constructor() {
    const config = path.join(projectFolder, 'src/language/tsconfig.json');
    const { options, fileNames } = ts.parseJsonConfigFileContent(
      ts.readConfigFile(config, ts.sys.readFile).config,
      ts.sys,
      path.dirname(config),
      { rootDir: path.join(projectFolder, 'src') },
      config,
    );
    this.#service = ts.createLanguageService({
      getCompilationSettings: () => options,
      getScriptFileNames: () => [...fileNames, this.#changed.file].filter((file) => file !== ''),
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
