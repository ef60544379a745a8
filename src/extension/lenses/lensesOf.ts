import { Range, Uri, workspace, type CodeLens } from 'vscode';
import { provideLenses, type Lens, type LensAction, type LensCommand } from '../../language/index.js';
import { lensOf } from '../output/editors.js';
import { toRange } from '../problems/diagnostic.js';
import { isWithinReach } from '../workspace/ownFiles.js';
import { isReadOnly } from '../workspace/readOnly.js';
import type { LensServices } from './services.js';

/** The commands of the lenses, by what they do. */
const COMMANDS: Readonly<Record<LensCommand, string>> = {
  publish: 'publish',
  setLabel: 'setLabel',
  createNextVersion: 'createNextVersion',
  preview: 'openPreviewToSide',
  copy: 'copyRenderedPrompt',
  copyContentHash: 'copyContentHash',
  compareVersions: 'compareVersions',
  compareWithPublished: 'compareWithPublished',
};

/** Over a file that says nothing yet, what fills it; else how its version stands, who uses it, and what can be done with it. */
export async function lensesOf(services: LensServices, uri: Uri): Promise<CodeLens[]> {
  if (!isWithinReach(uri)) return [];
  const { files, platform, fixes, language } = services;
  const configuration = workspace.getConfiguration('promptBundles', uri);
  if (configuration.get('codeLens.enabled') === false) return [];
  await files.include(uri);
  const file = uri.toString();
  const canEdit = !(await isReadOnly(uri, platform));
  const parsed = await files.read(file);
  if (canEdit && !parsed?.model) {
    const starter = await fixes.starterTitle(uri);
    const start = new Range(0, 0, 0, 0);
    if (starter !== undefined) return [lensOf(start, starter, 'promptBundles.insertStarter', [uri])];
  }
  if (!parsed) return [];
  const lenses = await provideLenses(
    {
      files,
      told: files.told,
      generatorOf: (of) => language.generatorOf(of),
      expectationsOf: (input) => language.expectationResults(input),
    },
    file,
    // What lies in no folder of the workspace, or nowhere yet, has no place to be published to.
    { canEdit, canPublish: workspace.getWorkspaceFolder(uri) !== undefined },
  );
  return Promise.all(
    lenses.map(async ({ range, title, action }: Lens) => {
      const { command, given = [] } = action ? await commandOf(services, uri, action) : SAID;
      return lensOf(toRange(parsed, range), title, command, given);
    }),
  );
}

interface Called {
  readonly command: string;
  readonly given?: readonly unknown[];
}

/** A lens that only says something. */
const SAID: Called = { command: '' };

async function commandOf({ files }: LensServices, uri: Uri, action: LensAction): Promise<Called> {
  switch (action.kind) {
    case 'run':
      return { command: `promptBundles.${COMMANDS[action.command]}`, given: [uri] };
    case 'choose':
      return { command: 'promptBundles.openBundle', given: [action.bundles] };
    case 'open': {
      const source = action.range && (await files.sourced(action.file));
      const selection = action.range && source ? { selection: toRange(source, action.range) } : undefined;
      return {
        command: 'vscode.open',
        given: [Uri.parse(action.file), ...(selection ? [selection] : [])],
      };
    }
  }
}
