import { isDeepStrictEqual } from 'node:util';
import { sealLine, isSealIntact } from '../../../src/core/audit/checksum.js';
import { readRecord } from '../../../src/core/audit/readRecord.js';
import { readCanonicalInput } from '../../../src/core/audit/replay.js';
import { canonicalJson } from '../../../src/core/canonicalJson.js';
import { DEFAULT_INPUT, type RenderInput } from '../../../src/core/model/renderInput.js';
import { SLOTS } from '../../../src/core/model/slots.js';
import { createAuditRecord, type Render } from '../../../src/core/promptGenerator.js';
import { planPublication } from '../../../src/core/published/planPublication.js';
import { PublishedIndex } from '../../../src/core/published/publishedIndex.js';
import { readSnapshot } from '../../../src/core/published/readSnapshot.js';
import type { Snapshot } from '../../../src/core/published/snapshot.js';
import { sha256 } from '../../../src/node/sha256.js';
import type { Folder } from '../folder.js';
import type { Report } from '../fuzzCase.js';
import { naiveJson, naiveRender } from '../naiveRender.js';

const shown = (text: string): string => JSON.stringify(text.slice(0, 300));

/** Renders every bundle of a folder with some of its inputs, and holds each render against the spec's plain words. */
export async function checkRenders(folder: Folder, report: Report): Promise<Render[]> {
  const inputs = folder.names().flatMap((file) => {
    const parsed = folder.get(file);
    return parsed.kind === 'input' && parsed.model ? [parsed.model] : [];
  });
  const renders: Render[] = [];
  for (const file of folder.names()) {
    const parsed = folder.get(file);
    if (parsed.kind !== 'bundle' || !parsed.model) continue;
    const { bundle_id, semver } = parsed.model;
    for (const input of [undefined, ...inputs.slice(0, 2)]) {
      const render = await folder.render({ id: bundle_id, semver }, input);
      if (!render) continue;
      checkRender(render, input ?? DEFAULT_INPUT, report);
      renders.push(render);
    }
  }
  return renders;
}

function checkRender(render: Render, input: RenderInput, report: Report): void {
  const contents = SLOTS.map((slot) => render.parts[slot].template.content);
  const expected = naiveRender(contents, input);
  if (render.rendered_prompt !== expected)
    report('render is not the naive one', `${shown(render.rendered_prompt)} instead of ${shown(expected)}`);
  if (render.prompt_hash !== sha256(expected))
    report('prompt_hash is not that of the prompt', render.prompt_hash);
  if (render.values.semantic_traits !== naiveJson(input.semantic_traits))
    report('canonical JSON is not the naive one', shown(render.values.semantic_traits));
  checkProvenance(render, report);
  checkSnapshot(render, report);
  checkRecord(render, input, report);
}

/** Spans cover the prompt in order without a gap, and show what stands at their origin. */
function checkProvenance(render: Render, report: Report): void {
  const { spans, formed } = render.provenance();
  let end = 0;
  for (const span of spans) {
    if (span.start !== end || span.end < span.start)
      report('provenance has a gap', `${span.start} after ${end}`);
    end = span.end;
    const text = render.rendered_prompt.slice(span.start, span.end);
    const { origin } = span;
    if (origin.kind === 'separator') {
      if (text !== '\n\n') report('provenance shows other text', 'separator');
      continue;
    }
    const source =
      origin.kind === 'template' ? render.parts[origin.slot].template.content : render.values[origin.name];
    if (source.slice(origin.start, origin.start + text.length) !== text)
      report('provenance shows other text', `${origin.kind} ${origin.slot} ${origin.start}`);
    if (text === '' && source !== '')
      report('provenance has an empty span', `${origin.kind} ${origin.slot} ${origin.start}`);
  }
  if (end !== render.rendered_prompt.length) report('provenance has a gap', `it ends at ${end}`);
  for (const { name, task } of formed)
    if (task.start < 0 || task.end < task.start || task.end > render.values.task.length)
      report('formed placeholder outside the task', name);
}

/** What publishing writes is read back as what was published. */
function checkSnapshot(render: Render, report: Report): void {
  const index = new PublishedIndex();
  const plan = planPublication(render, index, { sha256 });
  if (plan.kind !== 'new') {
    report(
      `publishing is ${plan.kind} where nothing is published`,
      plan.kind === 'refused' ? plan.reason : '',
    );
    return;
  }
  const read = readSnapshot({ file: plan.name, name: plan.name, given: { text: plan.text } }, { sha256 });
  if (read.problem || !read.snapshot || !isDeepStrictEqual(said(read.snapshot), said(plan.snapshot)))
    report('snapshot is not read back equal', read.problem?.message ?? shown(plan.text));
  if (plan.snapshot.content_hash !== render.content_hash)
    report('snapshot has another content_hash', plan.snapshot.content_hash);
  index.set(read);
  const again = planPublication(render, index, { sha256 });
  if (again.kind !== 'same')
    report('publishing twice is not the same', again.kind === 'refused' ? again.reason : again.kind);
}

/** What a snapshot says, less what the template of a file says beside. */
function said({ bundle: { bundle_id, semver, tags }, parts, content_hash }: Snapshot): unknown {
  return SLOTS.map((slot) => {
    const { reference, template, template_hash } = parts[slot];
    const { content, role, constraints, adapter_version } = template;
    return {
      bundle_id,
      semver,
      tags,
      content_hash,
      reference,
      template_hash,
      content,
      role,
      constraints,
      adapter_version,
    };
  });
}

/** A record of a render is read back equal, and so is the input in it. */
function checkRecord(render: Render, input: RenderInput, report: Report): void {
  const record = createAuditRecord(render, 'copy', new Date(0));
  const line = sealLine(JSON.stringify({ ...record, previous: null }), sha256);
  if (line.includes('\n') || !isSealIntact(line, sha256))
    report('record is not one sealed line', shown(line));
  const back = readRecord(line).record;
  if (
    !back ||
    !isDeepStrictEqual(
      { ...back, previous: undefined, checksum: undefined },
      { ...record, previous: undefined, checksum: undefined },
    )
  )
    report('record is not read back equal', shown(line));
  const again = readCanonicalInput(render.canonical_input);
  const isSame =
    again?.task === input.task &&
    again.stress === input.stress &&
    again.activity_level === input.activity_level &&
    canonicalJson(again.semantic_traits) === canonicalJson(input.semantic_traits);
  if (!isSame) report('recorded input is not read back equal', shown(render.canonical_input));
}
