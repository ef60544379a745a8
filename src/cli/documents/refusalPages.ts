import type { RefusalCode } from '../../core/model/refusal.js';

/** What a refusal means and what to do, for `explain` and the reference of the command line. */
interface RefusalPage {
  readonly title: string;
  readonly text: string;
}

/** Every code of a refusal, in the order of the reference. */
export const REFUSAL_PAGES: Readonly<Record<RefusalCode, RefusalPage>> = {
  unknown_bundle: {
    title: 'There is no such version',
    text: 'No file and no published version defines this `bundle_id@semver`. `compare BUNDLE_ID` lists the versions there are; versions are exact.',
  },
  ambiguous_bundle: {
    title: 'Several files define the version',
    text: 'Two files define the same `bundle_id@semver`, and neither wins. Remove one, or give it its next version.',
  },
  invalid_bundle: {
    title: 'The bundle has errors',
    text: 'What the bundle says cannot be rendered. Its errors are listed with it; fix them first.',
  },
  unresolved_template: {
    title: 'A template is missing',
    text: 'The bundle refers to a `template_id@semver` that no file and no published version defines. Write it, or refer to one that is there.',
  },
  ambiguous_template: {
    title: 'Several files define a template',
    text: 'Two files, or two published versions, define the same `template_id@semver` with other content, and neither wins. Give one its next version.',
  },
  invalid_template: {
    title: 'A template has errors',
    text: 'A template that the bundle refers to cannot be used. Its errors are listed with it; fix them first.',
  },
  invalid_input: {
    title: 'The input has errors',
    text: 'What the input says cannot be rendered. Its errors are listed with it; fix them first.',
  },
  bundle_unsupported_model: {
    title: 'The bundle does not serve the model',
    text: "The input's `model_type`, or `--model`, is none of the bundle's tags. Name one of them, or add the model to the tags.",
  },
  has_errors: {
    title: 'Files of the version have errors',
    text: 'The bundle or one of its templates has errors, which are listed. Fix them to go on.',
  },
  published_otherwise: {
    title: 'It is published with other content',
    text: 'A published version never changes. Give the bundle, or the template that is named, its next version, or restore the published content.',
  },
  damaged_version: {
    title: 'A published version is damaged',
    text: 'A snapshot in `.prompt-bundles/published` cannot be read or does not give its hash, so nobody can say what is published. Restore its file from version control.',
  },
  too_large: {
    title: 'It would be too large to be read again',
    text: 'The snapshot is over the limit of files. Make its templates smaller, or raise `--max-file-size`.',
  },
  not_writable: {
    title: 'It cannot be written',
    text: 'The file system, or the format of files, does not take it; the message says why. Nothing was written in part.',
  },
  file_exists: {
    title: 'There is such a file already',
    text: 'What is there is never written over. Name another file, or remove it first.',
  },
  changed_meanwhile: {
    title: 'Somebody else changed it meanwhile',
    text: 'The file is not as it was when it was read. Nothing of it is lost: call the command again.',
  },
  not_published: {
    title: 'The version is not published',
    text: 'The command takes published versions alone, since only they never change. Publish it first, or name one that is published; `log BUNDLE_ID` lists them.',
  },
  invalid_label: {
    title: 'This is no label',
    text: 'A label begins with a letter and has at most 64 characters: lower-case letters, digits, `-`, `_` and `.`.',
  },
  unknown_label: {
    title: 'The bundle has no such label',
    text: '`label --list BUNDLE_ID` lists the labels it has.',
  },
  invalid_labels: {
    title: 'The file of labels has errors',
    text: '`lint` lists the errors of `.prompt-bundles/labels.json`. Fix them first.',
  },
  invalid_baseline: {
    title: 'The baseline has errors',
    text: '`lint` lists the errors of `.prompt-bundles/baseline.json`. Fix them, or write it anew for all files by `lint --write-baseline`.',
  },
  version_exists: {
    title: 'There is such a version already',
    text: 'Nothing is written over. Name another id or version by `--as`.',
  },
  different_here: {
    title: 'It is here with other content',
    text: 'A version of this name is in the folder and says something else. Compare both, and publish the next version.',
  },
  not_in_registry: {
    title: 'The registry does not have it',
    text: 'Nothing of this name is stored there. `compare BUNDLE_ID --registry URL` lists what is.',
  },
  registry_refused: {
    title: 'The registry refuses it',
    text: 'The database or the service does not do what is asked, for a reason that stays until somebody changes it: the message says which. Nothing was written here.',
  },
  registry_unanswered: {
    title: 'The registry does not answer',
    text: 'It cannot be reached, or broke off, so nobody can say what is stored there. Nothing was written here. Call the command again: it goes on where it broke.',
  },
  registry_unable: {
    title: 'The registry cannot do this',
    text: 'An API of the service lists no versions and gives no template back. Name its database instead.',
  },
  damaged_log: {
    title: 'An audit log is damaged',
    text: '`audit verify` says where a log is not as it was written. Of such a log no anchor is made.',
  },
  anchor_differs: {
    title: 'The logs do not match the anchor',
    text: 'Records that were anchored are missing or differ, as listed. Keep the old anchor, or remove it to anchor the logs as they are.',
  },
  unusable_file: {
    title: 'A file cannot be used',
    text: 'It is not there, may not be read or written, is too large, or is not what its format asks for; the message says which.',
  },
};

/** The codes, in that order. */
export const REFUSAL_CODES = Object.keys(REFUSAL_PAGES) as readonly RefusalCode[];

/** The page of a code, in Markdown. */
export function refusalPage(code: RefusalCode): string {
  const { title, text } = REFUSAL_PAGES[code];
  return `# ${title}\n\n\`${code}\`, a refusal\n\n${text}\n`;
}
