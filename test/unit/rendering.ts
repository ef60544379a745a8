import assert from 'node:assert/strict';
import { nullAuditSink } from '../../src/core/audit/null.js';
import { loadHashing } from '../../src/core/hashing.js';
import { parseReference } from '../../src/core/model/reference.js';
import { createPromptGenerator, type Render } from '../../src/core/promptGenerator.js';
import { planPublication } from '../../src/core/published/planPublication.js';
import { PublishedIndex } from '../../src/core/published/publishedIndex.js';
import { readSnapshot, type SnapshotFile } from '../../src/core/published/readSnapshot.js';
import { inlineBundleSource, inlineTemplateSource } from '../../src/core/sources/inline.js';
import { decodeUtf8, encodeUtf8 } from '../../src/core/text/utf8.js';
import { sha256 } from '../../src/node/sha256.js';
import { parseInput, parseNamed } from './documents/parsing.js';

/** Files by name: text, or bytes as text. */
export type Files = Readonly<Record<string, string>>;

/** What the files render for a bundle version, with all defaults or with this input. */
export async function renderFiles(files: Files, name = 'b@1.0.0', input = '{}'): Promise<Render> {
  const parsed = Object.entries(files).map(([file, text]) => parseNamed(file, text));
  const bundles = parsed.flatMap((file) => (file.kind === 'bundle' && file.model ? [file.model] : []));
  const templates = parsed.flatMap((file) => (file.kind === 'template' && file.model ? [file.model] : []));
  const [bundle, model] = [parseReference(name), parseInput(input).model];
  assert.ok(bundle && model);
  const generator = createPromptGenerator({
    bundles: inlineBundleSource(bundles),
    templates: inlineTemplateSource(templates),
    audit: nullAuditSink,
    hashing: await loadHashing(sha256),
    now: () => new Date(0),
  });
  return generator.renderFromBundle({ bundle, input: model });
}

/** The name and the text of the snapshot that publishing the files' version writes. */
export async function snapshotOf(
  files: Files,
  name = 'b@1.0.0',
): Promise<{ readonly name: string; readonly text: string }> {
  const plan = planPublication(await renderFiles(files, name), new PublishedIndex(), { sha256 });
  assert.equal(plan.kind, 'new');
  return { name: plan.name, text: plan.text };
}

/** A snapshot as it is read from its file. */
export function read(name: string, given: string | Uint8Array): SnapshotFile {
  const bytes = typeof given === 'string' ? encodeUtf8(given) : given;
  return readSnapshot({ file: `published/${name}`, name, given: decodeUtf8(bytes) }, { sha256 });
}

/** The published versions of these snapshots. */
export function indexOf(
  ...snapshots: readonly { readonly name: string; readonly text: string }[]
): PublishedIndex {
  const index = new PublishedIndex();
  for (const { name, text } of snapshots) index.set(read(name, text));
  return index;
}
