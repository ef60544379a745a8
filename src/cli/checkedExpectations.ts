import { ExpectationIndex } from '../language/index.js';
import { folderGenerator } from './assembledPrompts.js';
import type { CommandLineHost } from './commandLineHost.js';
import type { PromptFolder } from './promptFolder.js';

/** Compares what some input files expect with what the folder renders. */
export async function checkExpectations(
  folder: PromptFolder,
  inputs: readonly string[],
  host: CommandLineHost,
): Promise<ExpectationIndex> {
  const generator = await folderGenerator(folder, host);
  const index = new ExpectationIndex({
    scope: folder.scope,
    files: folder,
    generator: () => Promise.resolve(generator),
  });
  for (const input of inputs) await index.refresh(input);
  return index;
}
