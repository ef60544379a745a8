import { createHash } from 'node:crypto';
import path from 'node:path';
import { contender, ratio, sideBySide, asyncContender } from '../measure.mjs';
import { loadSources } from '../engine.mjs';
import { outFolder } from '../places.mjs';
import { sampleInput, sampleParts } from '../prompts.mjs';
import { duration } from '../report.mjs';

const MODULES = [
  'core/audit/jsonLines',
  'core/audit/null',
  'core/audit/verify',
  'core/hashing',
  'core/model/slots',
  'core/promptGenerator',
  'core/published/planPublication',
  'core/published/publishedIndex',
  'core/published/readSnapshot',
  'core/sources/inline',
  'core/text/utf8',
  'node/sha256',
];
const CHUNK = 1 << 18;

/** Published versions and audit logs: what reading and checking them costs, beside the least that any reader does. */
export default async function measurePublished({ effort }) {
  const engine = await loadSources(path.join(outFolder, 'published.mjs'), MODULES);
  const hashing = await engine.loadHashing(engine.sha256);
  const renders = await renderVersions(engine, hashing, effort.of(1000, 1000, 10));
  return {
    title: 'Published versions and audit logs',
    notes: [
      'Reading a snapshot parses it with the places of its values, hashes it, and holds it against what would be written.',
      'Verifying a log hashes its lines, their checksums, inputs and prompts, so that three times the bytes are hashed.',
    ],
    rows: [await snapshots(engine, hashing, renders, effort), await logs(engine, hashing, renders, effort)],
  };
}

async function renderVersions(engine, hashing, versions) {
  const parts = await sampleParts();
  const input = await sampleInput('calm');
  const generator = engine.createPromptGenerator({
    bundles: engine.inlineBundleSource([]),
    templates: engine.inlineTemplateSource([]),
    audit: engine.nullAuditSink,
    hashing,
    now: () => new Date(0),
  });
  const renders = [];
  for (let i = 0; i < versions; i++) {
    const templates = engine.bySlot((slot, at) => ({
      kind: 'inline',
      template: { content: `${parts[at]}\n${i}`, role: null, constraints: null, adapter_version: null },
    }));
    const bundle = { bundle_id: 'support-agent', semver: `1.${i}.0`, tags: [], templates };
    renders.push(await generator.renderInline({ bundle, origin: 'bench', input, model: '' }));
  }
  return renders;
}

async function snapshots(engine, hashing, renders, effort) {
  const none = new engine.PublishedIndex();
  const files = renders.map((render) => {
    const { name, text } = engine.planPublication(render, none, hashing);
    return { name, text, bytes: engine.encodeUtf8(text) };
  });
  const read = ({ name, bytes }) =>
    engine.readSnapshot({ file: name, name, given: engine.decodeUtf8(bytes) }, hashing).snapshot.content_hash;
  const parse = ({ bytes }) => JSON.parse(Buffer.from(bytes).toString()).content_hash;
  const all = (of) => () => files.map(of).join('');
  const timings = await sideBySide([contender('read', all(read)), contender('parse', all(parse))], {
    effort,
    roundCount: effort.of(15, 5, 1),
  });
  const [ours, others] = [timings.get('read'), timings.get('parse')];
  const kilobytes = files.reduce((sum, { bytes }) => sum + bytes.length, 0) / files.length / 1000;
  return {
    what: `${files.length} snapshots of ${kilobytes.toFixed(1)} KB, times as slow as JSON.parse`,
    figure: ratio(ours, others),
    details: `${duration(ours.nanoseconds)} against ${duration(others.nanoseconds)}`,
  };
}

async function logs(engine, hashing, renders, effort) {
  const size = effort.of(100e6, 20e6, 1e5);
  const lines = [];
  let bytes = 0;
  const sink = engine.jsonLinesSink({
    append: async (text) => {
      lines.push(text);
      bytes += Buffer.byteLength(text);
    },
    sha256: engine.sha256,
    onFailure: (error) => {
      throw error;
    },
    maxBytes: Infinity,
  });
  for (let i = 0; bytes < size; i++) {
    sink.append(engine.createAuditRecord(renders[i % renders.length], 'copy', new Date(i * 1000)));
    await sink.flush();
  }
  const log = Buffer.from(lines.join(''));
  const verify = async () => {
    const { records, broken } = await engine.verifyLog(chunksOf(log), hashing);
    if (records !== lines.length || broken.length > 0) throw new Error('The log is not whole.');
    return 'whole';
  };
  const hash = async () => {
    const sum = createHash('sha256');
    for await (const chunk of chunksOf(log)) sum.update(chunk);
    return sum.digest('hex') && 'whole';
  };
  const timings = await sideBySide([asyncContender('verify', verify), asyncContender('hash', hash)], {
    effort,
    roundCount: effort.of(7, 3, 1),
  });
  const [ours, others] = [timings.get('verify'), timings.get('hash')];
  return {
    what: `a log of ${size / 1e6} MB verified, times as slow as its SHA-256`,
    figure: ratio(ours, others),
    details: `${duration(ours.nanoseconds)} against ${duration(others.nanoseconds)}`,
  };
}

async function* chunksOf(bytes) {
  for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
}
