import { isLabelName } from '../../core/model/labelName.js';
import { formatReference, type Reference } from '../../core/model/reference.js';
import { quote } from '../../core/text/quote.js';
import { knownVersions } from '../../language/index.js';
import type { CommandLineHost } from '../commandLineHost.js';
import { printRefusal } from '../print.js';
import type { PromptFolder } from '../../node/folder/promptFolder.js';

/** The published version that a label of a bundle names; `undefined`, and why is told, where there is none. */
export function labelledVersion(
  { scope }: PromptFolder,
  bundle: string,
  label: string,
  host: CommandLineHost,
): Reference | undefined {
  const semver = scope.labels.versionOf(bundle, label);
  if (semver === undefined) {
    const others = scope.labels.named(bundle).map((one) => quote(one.label));
    const which = others.length === 0 ? 'It has no labels.' : `It has ${others.join(', ')}.`;
    const reason = `The bundle ${quote(bundle)} has no label ${quote(label)}. ${which}`;
    printRefusal(host, { code: 'unknown_label', reason });
    return undefined;
  }
  const version = { id: bundle, semver };
  if (knownVersions(scope).published(bundle).includes(semver)) return version;
  const reason = `The label ${quote(label)} names ${quote(formatReference(version))}, which is not published.`;
  printRefusal(host, { code: 'not_published', reason });
  return undefined;
}

/** The version that is named by itself, or by a label of the bundle; `undefined`, and why is told, where that leads nowhere. */
export function namedVersion(
  folder: PromptFolder,
  bundle: string,
  name: string,
  host: CommandLineHost,
): string | undefined {
  return isLabelName(name) ? labelledVersion(folder, bundle, name, host)?.semver : name;
}
