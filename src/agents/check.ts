import { fileTypeOf } from '../core/documents/fileKinds.js';
import { SEVERITIES } from '../core/model/findings.js';
import { parseReference } from '../core/model/reference.js';
import { addAll } from '../core/text/addAll.js';
import { counted, excerpt } from '../core/text/quote.js';
import { filesOfVersion, type FoundIn, type PromptLanguage, type ScopeIndex } from '../language/index.js';
import { AgentError } from './agentError.js';
import type { AgentHost, ToolResult } from './agentHost.js';
import { agentRoots, chooseBundle, fileNamed, type AgentRoot } from './agentRoots.js';
import { pageOf } from './pageOfList.js';
import { placedFindings, type PlacedFinding } from './placedFindings.js';
import type { Arguments } from './readArguments.js';

/** `promptBundles_check`. */
export async function checkTool(given: Arguments, host: AgentHost): Promise<ToolResult> {
  const found: PlacedFinding[] = [];
  let files = 0;
  for (const checked of await whatToCheck(given, host)) {
    files += checked.files.length;
    addAll(found, await placedFindings(checked, await findingsIn(checked, host)));
  }
  found.sort((a, b) => rankOf(a) - rankOf(b));
  const { lines, items, counts, note } = pageOf(found, given);
  const what = `${counted(files)} ${files === 1 ? 'file' : 'files'}`;
  const verdict =
    found.length === 0
      ? `Nothing is wrong in ${what}.`
      : `${counted(found.length)} ${found.length === 1 ? 'finding' : 'findings'} in ${what}:`;
  return {
    texts: [[verdict, ...lines, note].filter((line) => line !== '').join('\n')],
    structured: { files, findings: items, ...counts },
    isError: false,
  };
}

/** Errors come first; findings of one severity stay in order of place. */
function rankOf({ json }: PlacedFinding): number {
  return SEVERITIES.findIndex((severity) => severity === json['severity']);
}

/** Some files of a root, or of a draft of one. */
interface Checked {
  readonly language: PromptLanguage;
  readonly scope: ScopeIndex;
  readonly files: readonly string[];
  /** The bundles whose prompts are assembled for it. */
  readonly bundles: readonly string[];
  /** Whether nobody else assembles those. */
  readonly isDraft?: boolean;
}

async function whatToCheck(given: Arguments, host: AgentHost): Promise<readonly Checked[]> {
  const [name, bundle, text, root] = ['file', 'bundle', 'text', 'root'].map((one) => given.text(one) ?? '');
  if (name && bundle) throw new AgentError('Name a file or a bundle, not both.');
  if (text && !name)
    throw new AgentError('Name the file that the text is of, such as new.prompt-template.md.');
  if (bundle) return [await bundleFiles(host, bundle, root)];
  const roots = await agentRoots(host, root);
  if (name)
    return [given.text('text') === undefined ? fileOf(roots, name) : await draft(roots, name, text ?? '')];
  return roots.map(({ language, scope }) => ({
    language,
    scope,
    files: [...[...scope.files()].sort(), ...scope.records()],
    bundles: [...scope.files()].filter((file) => scope.get(file)?.kind === 'bundle'),
  }));
}

/** The files of a bundle version: its own, its templates, and the inputs that are meant for it. */
async function bundleFiles(host: AgentHost, written: string, named: string | undefined): Promise<Checked> {
  const { root, bundle } = await chooseBundle(host, written, named);
  const { language, scope } = root;
  const own = filesOfVersion(scope, bundle);
  const templates = own.flatMap((file) =>
    (scope.get(file)?.references ?? []).flatMap(({ name }) => scope.definitions('template', name)),
  );
  const inputs = own.flatMap((file) => scope.inputsFor(file).inputs);
  return {
    language,
    scope,
    files: [...new Set([...own, ...templates, ...inputs, ...scope.expecting(bundle)])],
    bundles: own.filter((file) => scope.get(file)?.kind === 'bundle'),
  };
}

function fileOf(roots: readonly AgentRoot[], name: string): Checked {
  const { language, scope, file } = onlyFile(roots, name);
  return { language, scope, files: [file], bundles: concernedBundles(scope, file) };
}

/** The one file of a name. Throws an `AgentError` where there is none, or several. */
function onlyFile(roots: readonly AgentRoot[], name: string): AgentRoot {
  const found = filesNamed(roots, name);
  const [first, ...others] = found;
  if (first && others.length === 0) return first;
  if (first) throw new AgentError(`${excerpt(name)} is in several roots. Name one of them as root.`);
  const advice = fileTypeOf(name)
    ? 'Give its path from the root as promptBundles_findBundles shows it, or its text to check what is not written yet.'
    : 'Prompt files are called *.prompt-template.md, *.prompt-bundle.yaml, *.prompt-input.yaml or likewise.';
  throw new AgentError(`There is no prompt file ${excerpt(name)}. ${advice}`);
}

/** The roots that have a file of the name, each with its key. */
function filesNamed(roots: readonly AgentRoot[], name: string): readonly AgentRoot[] {
  return roots.flatMap((root) => {
    const file = fileNamed(root, name, root.scope.files());
    return file === undefined ? [] : [{ ...root, file }];
  });
}

async function draft(roots: readonly AgentRoot[], name: string, text: string): Promise<Checked> {
  const type = fileTypeOf(name);
  if (!type) return fileOf(roots, name);
  const [known, ...others] = filesNamed(roots, name);
  if (others.length > 0)
    throw new AgentError(`${excerpt(name)} is in several roots. Name one of them as root.`);
  const [first, ...further] = roots;
  if (!known && further.length > 0)
    throw new AgentError(
      `${excerpt(name)} is not there yet, and there are several roots. Name one of them as root.`,
    );
  const root = known ?? first;
  if (!root) throw new AgentError('There are no prompt files here for it to belong to.');
  const file = known?.file ?? name;
  const { language, scope } = await root.language.draft(root.scope, { file, name, type, text });
  return { language, scope, files: [file], bundles: concernedBundles(scope, file), isDraft: true };
}

/** The bundles whose prompts say something of a file. */
function concernedBundles(scope: ScopeIndex, file: string): readonly string[] {
  const summary = scope.get(file);
  if (summary?.kind === 'bundle') return [file];
  if (summary?.kind === 'input') {
    const expected = summary.expected.flatMap((name) => {
      const reference = parseReference(name);
      return reference ? scope.definitions('bundle', reference) : [];
    });
    return [...new Set([...scope.bundlesFor(file), ...expected])];
  }
  return summary?.identity ? scope.usersOf(summary.identity.name) : [];
}

async function findingsIn(checked: Checked, host: AgentHost): Promise<readonly FoundIn[]> {
  const { language, scope, files, bundles, isDraft = false } = checked;
  const rulesOf = (file: string): ReturnType<NonNullable<AgentHost['rulesOf']>> => host.rulesOf?.(file) ?? {};
  const isAssembled = host.isKeptUpToDate && !isDraft;
  if (!isAssembled)
    for (const file of files) if (scope.get(file)?.kind === 'input') await language.compareExpectations(file);
  const [prompts, records] = [
    files.filter((file) => scope.get(file)),
    files.filter((file) => !scope.get(file) && scope.record(file)),
  ];
  const found = await language.check(isAssembled ? [] : bundles, prompts, rulesOf);
  const recorded = records.flatMap((file) =>
    language.diagnosePublished(file, rulesOf(file)).map((finding) => ({ file, finding })),
  );
  return [...found, ...recorded];
}
