import { formatReference, type Reference } from '../../core/model/reference.js';
import { filesOfVersion, namedBundle } from '../../language/index.js';
import type { CommandLineHost } from '../commandLineHost.js';
import type { NamedInput } from '../inputFile.js';
import { printError, printRefusal } from '../print.js';
import { printErrors } from '../printErrors.js';
import type { PromptFolder } from '../../node/folder/promptFolder.js';

/** A render that is asked for. */
export interface RenderJob {
  readonly bundle: Reference;
  /** All defaults when absent. */
  readonly input: NamedInput | undefined;
}

/** What people call it: `support-agent@1.3.0 inputs/calm.prompt-input.yaml`. */
export function jobName({ bundle, input }: RenderJob): string {
  const name = formatReference(bundle);
  return input ? `${name} ${input.file}` : name;
}

/** One version with each input; with all defaults where there is none. */
export function jobsOf(bundle: Reference, inputs: readonly NamedInput[]): readonly RenderJob[] {
  return (inputs.length > 0 ? inputs : [undefined]).map((input) => ({ bundle, input }));
}

interface Chosen {
  /** Those that are named; else those of the folder. */
  readonly inputs: readonly NamedInput[];
  readonly model: string | undefined;
}

/**
 * Each version of a root, in files or else published, with each input that is meant for it, or is named and serves it, in order of name and version.
 * What belongs to no version is told, and `refuse` called for what should have been rendered.
 */
export function* everyJob(
  folder: PromptFolder,
  { inputs, model }: Chosen,
  host: CommandLineHost,
  refuse: () => void,
): Generator<RenderJob> {
  const { scope } = folder;
  for (const file of scope.nameless('bundle')) {
    const { source, findings = [] } = folder.get(file) ?? {};
    refuse();
    printRefusal(host, { code: 'invalid_bundle', reason: `${file} does not say which version it is.` });
    if (source) printErrors(file, source, findings, host);
  }
  let [unserved, cut] = [0, false];
  const { published } = scope;
  const ids = new Set([
    ...scope.ids('bundle'),
    ...published.bundles().map(({ snapshot }) => snapshot.bundle.bundle_id),
  ]);
  for (const id of [...ids].sort())
    for (const semver of versionsOf(id)) {
      const bundle = { id, semver };
      const [file = '', ...others] = filesOfVersion(scope, bundle);
      const tags = namedBundle(scope, file)?.tags ?? [];
      const serves = (asked: string | undefined): boolean =>
        asked === undefined || asked === '' || tags.includes(asked);
      const meant = inputs.length > 0 ? { inputs, truncated: false } : meantFor(bundle, file);
      cut ||= meant.truncated;
      for (const job of jobsOf(bundle, meant.inputs)) {
        // Of what cannot be read, nobody knows which models it serves: why is told by the render.
        const isKnown = others.length === 0 && scope.get(file)?.unreadable === undefined;
        if (!isKnown || serves(model ?? job.input?.parsed.model?.model_type)) yield job;
        else unserved++;
      }
    }
  if (unserved > 0)
    printError(host, `Passed over: ${unserved} with a model that the version does not serve.`);
  if (cut) printError(host, 'Some inputs were passed over: there are too many for one version.');
  const below = folder.rootsBelow();
  if (below.length > 0)
    printError(host, `Not rendered are the roots below: ${below.join(', ')}. Name each by --root.`);

  function versionsOf(id: string): readonly string[] {
    const inFiles = scope.versions('bundle', id);
    const known = new Set(inFiles);
    return [...published.versions(id).filter((semver) => !known.has(semver)), ...inFiles];
  }

  /** The inputs of the folder for a version: of one that is only published, those that expect something of it. */
  function meantFor(bundle: Reference, file: string): { inputs: readonly NamedInput[]; truncated: boolean } {
    const isInFile = scope.get(file) !== undefined;
    const { inputs: names, truncated } = isInFile
      ? scope.inputsFor(file)
      : { inputs: scope.expecting(bundle), truncated: false };
    const read = names.flatMap((name): NamedInput[] => {
      const parsed = folder.get(name);
      return parsed?.kind === 'input' && parsed.model ? [{ file: name, parsed }] : [];
    });
    return { inputs: read, truncated };
  }
}
