import { comparisonMarkdown } from '../core/compare/comparisonMarkdown.js';
import { differenceJson } from '../core/compare/comparisonJson.js';
import { compareVersions } from '../core/compare/compareVersions.js';
import type { ComparedVersion } from '../core/compare/comparison.js';
import { renderVersions, type VersionPlace } from '../core/compare/renderVersions.js';
import { counted, excerpt, listed } from '../core/text/quote.js';
import { AgentError } from './agentError.js';
import type { AgentHost, JsonObject, ToolResult } from './agentHost.js';
import { chooseBundleId, namedSemver, versionsOf, type AgentRoot } from './agentRoots.js';
import { givenInput } from './givenInput.js';
import { MAX_COMPARED_VERSIONS } from './limits.js';
import type { Arguments } from './readArguments.js';

/** `promptBundles_compare`. */
export async function compareTool(given: Arguments, host: AgentHost): Promise<ToolResult> {
  const id = given.text('bundle_id') ?? '';
  const root = await chooseBundleId(host, id, given.text('root'));
  const between = betweenOf(given, root, id);
  const all = versionsOf(root, id);
  const wanted = between ? all.filter((one) => between.includes(one)) : all.slice(-MAX_COMPARED_VERSIONS);
  const input = await givenInput(given, root);
  const rendered = await renderVersions({
    bundle_id: id,
    input,
    hashing: await root.language.hashing(),
    places: await placesOf(root, id, new Set(wanted)),
  });
  const comparison = compareVersions(id, rendered, between);
  const renders = comparison.versions.flatMap(({ prompt_hash, rendered: { render } }) =>
    render && prompt_hash !== null ? [render] : [],
  );
  await host.record(root.root, renders);
  const left = between ? 0 : all.length - wanted.length;
  const note =
    left > 0
      ? `Left out are the ${counted(left)} oldest versions. Name two of them by from and to: ${listed(
          [...all]
            .reverse()
            .slice(MAX_COMPARED_VERSIONS)
            .map((one) => excerpt(one)),
        )}.`
      : '';
  return {
    texts: [[comparisonMarkdown(comparison), note].filter(Boolean).join('\n')],
    structured: {
      bundle_id: id,
      root: root.name,
      versions: comparison.versions.map(versionJson),
      differences: comparison.differences.map(differenceJson),
      ...(left > 0 && { left_out: left }),
    },
    isError: false,
  };
}

/** The two versions that a call names; `undefined` where it names none. */
function betweenOf(given: Arguments, root: AgentRoot, id: string): readonly [string, string] | undefined {
  const [from, to] = [given.text('from'), given.text('to')];
  if (from === undefined && to === undefined) return undefined;
  if (from === undefined || to === undefined)
    throw new AgentError('Name both versions, from and to, or neither.');
  const [first, second] = [from, to].map((name) => {
    const semver = namedSemver(root, id, name);
    const all = versionsOf(root, id);
    if (all.includes(semver)) return semver;
    throw new AgentError(
      `There is no version ${excerpt(name)} of ${excerpt(id)}. There are ${listed([...all].reverse().map((one) => excerpt(one)))}.`,
    );
  });
  return [first ?? from, second ?? to];
}

/** Where the wanted versions are: published, and in files. */
async function placesOf(
  { language, scope, file }: AgentRoot,
  id: string,
  wanted: ReadonlySet<string>,
): Promise<readonly VersionPlace[]> {
  const among = (semvers: readonly string[]): readonly string[] => semvers.filter((one) => wanted.has(one));
  return [
    {
      source: 'published',
      semvers: among(scope.published.versions(id)),
      generator: await language.publishedGenerator(scope.published),
    },
    {
      source: 'workspace',
      semvers: among(scope.versions('bundle', id)),
      generator: await language.generatorOf(file),
    },
  ];
}

function versionJson(version: ComparedVersion): JsonObject {
  const {
    semver,
    sources,
    bundle_hash,
    personality_hash,
    prompt_hash,
    content_hash,
    template_hashes,
    problem,
  } = version;
  return {
    semver,
    sources,
    bundle_hash,
    personality_hash,
    prompt_hash,
    content_hash,
    template_hashes: template_hashes && { ...template_hashes },
    problem,
  };
}
