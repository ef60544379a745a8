import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { PASSWORD, PostgresServer, SUPERUSER } from '../../harness/postgres.mjs';
import { loadSources } from '../engine.mjs';
import { consume, median } from '../measure.mjs';
import { outFolder, projectFolder } from '../places.mjs';
import { sampleInput, sampleParts } from '../prompts.mjs';
import { atMost, duration } from '../report.mjs';

const MODULES = [
  'core/audit/null',
  'core/hashing',
  'core/model/slots',
  'core/promptGenerator',
  'core/sources/inline',
  'node/sha256',
  'registry/index',
  'registry/postgres/selectVersions',
];
/** How many versions are rendered, and how many there are. */
const COUNTS = { renders: 1_000, versions: 10_000 };
const FEWEST = { renders: 100, versions: 100 };
const run = promisify(execFile);

/** The registry on a real PostgreSQL: what renders and comparisons cost beside their queries alone. */
export default async function measureRegistry({ effort }) {
  const engine = await loadSources(path.join(outFolder, 'registry.mjs'), MODULES, {
    external: ['pg', 'node:*'],
  });
  const counts = effort.of(COUNTS, COUNTS, FEWEST);
  const server = await PostgresServer.start();
  // No statement is to wait for a line of the log.
  const access = {
    host: '127.0.0.1',
    port: server.port,
    user: SUPERUSER,
    password: PASSWORD,
    database: 'postgres',
  };
  const pool = new pg.Pool({ ...access, max: 1 });
  // The server may be the first to close a connection when both of them end. What a query meets is thrown by the query.
  pool.on('error', () => {});
  await pool.query("alter system set log_statement = 'none'");
  await pool.query('select pg_reload_conf()');
  await pool.query(readFileSync(path.join(projectFolder, 'test/registry/schema.sql'), 'utf8'));
  const parts = await sampleParts();
  await fill(pool, engine.SLOTS, parts, counts.versions);
  const { password, ...settings } = access;
  const { connection } = engine.connectionFromSettings({ ...settings, name: 'bench' });
  const database = new engine.Database(connection, { password });
  try {
    const rows = [
      ...(await renders(engine, database, pool, counts, effort)),
      await cached(engine, database, counts, effort),
      await comparison(engine, database, server, access, counts, effort),
    ];
    return {
      title: 'The registry, on a PostgreSQL of its own',
      notes: [
        'Times are of the clock, the medians of many short turns: the server works in other processes. A query is sent as a render sends it, in one round trip with its transaction and time limit.',
        'The comparison reads every version with its templates and holds each against a file; psql starts, and prints the same columns to nowhere.',
      ],
      rows,
    };
  } finally {
    await Promise.all([database.close(), pool.end()]);
    await server.stop();
  }
}

/** So many versions of one bundle, each with a template of its own and three that ten versions share. */
async function fill(pool, slots, parts, versions) {
  for (const [i, slot] of slots.entries())
    await pool.query(
      `insert into prompt_template (id, template_id, semver, role, content, constraints)
       select gen_random_uuid(), $1::text, n || '.0.0', 'system', $2::text || n,
         case when n % 4 = 0 then '{"MAX_SENTENCE_LENGTH": 25, "NO_EMOJI": true}'::jsonb else 'null'::jsonb end
       from generate_series(1, $3::int) n`,
      [slot, `${parts[i]}\n`, i === 0 ? versions : versions / 10],
    );
  await pool.query(
    `insert into prompt_bundle (id, bundle_id, semver, ${slots.map((slot) => `${slot}_template_id`).join(', ')})
     select gen_random_uuid(), 'agent', n || '.0.0', ${slots.map((slot) => `${slot}.id`).join(', ')}
     from generate_series(1, ${versions}) n ${slots
       .map(
         (slot, i) =>
           `join prompt_template ${slot} on ${slot}.template_id = '${slot}' and ${slot}.semver = (${i === 0 ? 'n' : 'n / 10 + (n % 10 > 0)::int'}) || '.0.0'`,
       )
       .join(' ')}`,
  );
  await pool.query('analyze');
}

const references = (count) =>
  Array.from({ length: count }, (_, i) => ({ id: 'agent', semver: `${i + 1}.0.0` }));

async function generatorOf(engine, bundles) {
  return engine.createPromptGenerator({
    bundles,
    templates: engine.inlineTemplateSource([]),
    audit: engine.nullAuditSink,
    hashing: await engine.loadHashing(engine.sha256),
    now: () => new Date(0),
  });
}

async function renders(engine, database, pool, counts, effort) {
  const versions = new engine.StoredVersions(database);
  const generator = await generatorOf(engine, new engine.DbBundleSource({ versions, freshness: 'latest' }));
  const input = await sampleInput('calm');
  const asked = references(counts.renders);
  const types = { getTypeParser: () => (text) => text };
  const { render, transaction, query } = await inTurns(
    {
      render: async (bundle) =>
        consume((await generator.renderFromBundle({ bundle, input })).rendered_prompt),
      // What a render sends: a transaction that can write nothing, with its time limit.
      transaction: async (reference) =>
        consume((await database.read(engine.bundleStatement(reference)))[0].system_content),
      query: async (reference) => {
        const { rows } = await pool.query({ ...engine.bundleStatement(reference), types });
        consume(rows[0].system_content);
      },
    },
    inPieces(asked, 10, effort.of(3, 1)),
  );
  const row = (what, others, goal) => ({
    what,
    figure: median(render.map((time, i) => time / others[i])),
    ...(goal && { goal }),
    details: `${duration(median(render) / 10)} against ${duration(median(others) / 10)} each`,
  });
  const name = `${counts.renders.toLocaleString('en')} renders, each of a query`;
  return [
    row(`${name}, against their queries alone`, transaction, atMost(1.3)),
    row(`${name}, against the bare statement, in no transaction`, query),
  ];
}

async function cached(engine, database, counts, effort) {
  const versions = new engine.StoredVersions(database);
  const asked = references(counts.renders);
  const found = await versions.bundles(asked);
  const sources = {
    kept: new engine.DbBundleSource({ versions }),
    inline: inlineBundles(engine, [...found.values()]),
  };
  // One generator for both: where in memory it keeps what it compiled weighs more than what is measured.
  let source = sources.kept;
  const generator = await generatorOf(engine, { findBundles: (reference) => source.findBundles(reference) });
  const input = await sampleInput('calm');
  const from = (name) => async (bundle) => {
    source = sources[name];
    consume((await generator.renderFromBundle({ bundle, input })).rendered_prompt);
  };
  const { kept, inline } = await inTurns(
    { kept: from('kept'), inline: from('inline') },
    inPieces(asked, 100, effort.of(100, 20, 2)),
  );
  return {
    what: 'the same of what is kept, against bundles that are at hand as values',
    figure: median(kept.map((time, i) => time / inline[i])),
    goal: atMost(1.1),
    details: `${duration(median(kept) / 100)} against ${duration(median(inline) / 100)} each`,
  };
}

/** The bundles as values that hold their own templates. */
function inlineBundles(engine, stored) {
  return engine.inlineBundleSource(
    stored.map(({ bundle, parts }) => ({
      ...bundle,
      templates: engine.bySlot((slot) => ({ kind: 'inline', template: parts[slot].template })),
    })),
  );
}

async function comparison(engine, database, server, access, counts, effort) {
  const asked = references(counts.versions);
  const first = await new engine.StoredVersions(database).bundles(asked);
  // As files have it: values of their own.
  const files = new Map(
    [...first].map(([name, { bundle, parts }]) => [
      name,
      {
        bundle: { ...bundle, tags: [...bundle.tags] },
        parts: engine.bySlot((slot) => ({
          reference: { ...bundle.templates[slot].reference },
          template: { ...parts[slot].template },
        })),
      },
    ]),
  );
  const columns = (statement, values) =>
    statement.text.replace(/\$(\d)/g, (_all, number) => values[number - 1]);
  const list = (texts) => `array[${texts.map((text) => `'${text}'`).join(', ')}]`;
  const bundles = columns(engine.bundlesStatement(asked), [
    list(asked.map(({ id }) => id)),
    list(asked.map(({ semver }) => semver)),
  ]);
  const ids = new Set([...first.values()].flatMap(({ parts }) => engine.SLOTS.map((slot) => parts[slot].id)));
  const templates = columns(engine.templatesByIdStatement([...ids]), [list([...ids])]);
  const psql = path.join(server.programs, 'psql');
  const args = [
    '-X',
    '-q',
    '-h',
    access.host,
    '-p',
    String(access.port),
    '-U',
    access.user,
    '-o',
    '/dev/null',
    'postgres',
  ];
  const contenders = {
    compare: async () => {
      const stored = await new engine.StoredVersions(database).bundles(asked);
      let differing = 0;
      for (const [name, bundle] of stored)
        differing += engine.compareStored(bundle, files.get(name)).differences.length;
      if (stored.size !== counts.versions || differing > 0) throw new Error('Something differs.');
    },
    select: async () => {
      const child = run(psql, args, { env: { ...process.env, PGPASSWORD: access.password } });
      child.child.stdin.end(`${bundles};\n${templates};\n`);
      await child;
    },
  };
  const { compare, select } = await inTurns(
    contenders,
    Array.from({ length: effort.of(8, 4, 2) }, () => [undefined]),
  );
  return {
    what: `${counts.versions.toLocaleString('en')} versions read by two queries and compared with files, against psql`,
    figure: median(compare.map((time, i) => time / select[i])),
    goal: atMost(3),
    details: `${duration(median(compare))} against ${duration(median(select))}`,
  };
}

/** The things so many at a time, and all of them so often. */
function inPieces(things, size, times) {
  const all = Array.from({ length: times }, () => things).flat();
  return Array.from({ length: all.length / size }, (_, i) => all.slice(i * size, (i + 1) * size));
}

/**
 * Times functions by the clock, in turns so short that what slows the machine down slows all of them down alike: each of a piece
 * of things after the other. The first pieces are for compilers and caches. Gives nanoseconds a piece.
 */
async function inTurns(contenders, pieces) {
  const names = Object.keys(contenders);
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (const [round, piece] of pieces.entries())
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(round + turn) % names.length];
      const started = process.hrtime.bigint();
      for (const thing of piece) await contenders[name](thing);
      if (round >= pieces.length / 4) times[name].push(Number(process.hrtime.bigint() - started));
    }
  return times;
}
