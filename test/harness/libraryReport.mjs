import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import { projectFolder } from './project.mjs';

/** Where the report is, from the project's root: all that users of the library can name, with its types. */
export const LIBRARY_REPORT = 'docs/library.api.md';

/**
 * The report of the types that `tsc` made.
 * @returns {Promise<string>}
 * @throws with what the extractor finds wrong in them
 */
export async function libraryReport() {
  const folder = await mkdtemp(path.join(tmpdir(), 'prompt-bundles-api-'));
  try {
    const config = ExtractorConfig.prepare({
      configObject: {
        projectFolder,
        mainEntryPointFilePath: path.join(projectFolder, 'dist/types/core/index.d.ts'),
        compiler: { tsconfigFilePath: path.join(projectFolder, 'src/core/tsconfig.json') },
        apiReport: {
          enabled: true,
          reportFolder: folder,
          reportTempFolder: folder,
          reportFileName: 'core',
          includeForgottenExports: true,
        },
        docModel: { enabled: false },
        dtsRollup: { enabled: false },
        tsdocMetadata: { enabled: false },
        newlineKind: 'lf',
        messages: {
          compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
          extractorMessageReporting: {
            default: { logLevel: ExtractorLogLevel.Error },
            // A name that says it all needs no comment; and nothing here is on trial: all of it is public.
            'ae-undocumented': { logLevel: ExtractorLogLevel.None },
            'ae-missing-release-tag': { logLevel: ExtractorLogLevel.None },
            'ae-forgotten-export': { logLevel: ExtractorLogLevel.None },
          },
          tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
        },
      },
      configObjectFullPath: undefined,
      packageJsonFullPath: path.join(projectFolder, 'package.json'),
    });
    /** @type {string[]} */
    const wrong = [];
    Extractor.invoke(config, {
      localBuild: true,
      messageCallback: (message) => {
        if (message.logLevel === ExtractorLogLevel.Error)
          wrong.push(message.formatMessageWithLocation(projectFolder));
        message.handled = true;
      },
    });
    if (wrong.length > 0) throw new Error(wrong.join('\n'));
    return await readFile(path.join(folder, 'core.api.md'), 'utf8');
  } finally {
    await rm(folder, { recursive: true });
  }
}
