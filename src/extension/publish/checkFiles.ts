import { Uri } from 'vscode';
import type { FoundIn } from '../../language/index.js';
import type { BaseServices } from '../activation/baseServices.js';
import { readSettings } from '../workspace/settings.js';

/** What is told of files of one folder at this moment, shown or not, with the prompts of bundles assembled anew. */
export async function checkFiles(
  { files, diagnostics }: Pick<BaseServices, 'files' | 'diagnostics'>,
  bundles: readonly string[],
  checked: readonly string[],
): Promise<readonly FoundIn[]> {
  for (const bundle of bundles) await diagnostics.assembledOf(bundle).refresh(bundle);
  const found = checked.map(async (file) => {
    const parsed = await files.read(file);
    const { rules } = readSettings(Uri.parse(file));
    const findings = parsed ? diagnostics.findings(file, parsed, rules) : [];
    return findings.map((finding) => ({ file, finding }));
  });
  return (await Promise.all(found)).flat();
}
