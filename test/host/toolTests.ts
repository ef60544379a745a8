import {
  CancellationTokenSource,
  commands,
  env,
  LanguageModelTextPart,
  lm,
  workspace,
  type CancellationToken,
} from 'vscode';
import { contributedTools } from '../../src/agents/index.js';
import { SAMPLE_RENDER } from '../sampleRender.js';
import {
  at,
  auditRecords,
  becomes,
  extension,
  open,
  retype,
  same,
  tidyUp,
  write,
  type LoggedRecord,
} from './support.js';

// The tools for language models, in the desktop's extension host and in that of a browser. Nothing here needs Node.

/** Calls a tool as a model's editor does; gives its texts. */
export async function invoke(
  name: string,
  input: object,
  token?: CancellationToken,
): Promise<readonly string[]> {
  const { content } = await lm.invokeTool(
    `promptBundles_${name}`,
    { input, toolInvocationToken: undefined },
    token,
  );
  return content.map((part) => (part instanceof LanguageModelTextPart ? part.value : ''));
}

/** Why a call is refused. */
async function refusal(name: string, input: object): Promise<string> {
  try {
    return `Not refused: ${(await invoke(name, input)).join('\n')}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

interface Facts {
  readonly bundle_hash: string;
  readonly personality_hash: string;
  readonly prompt_hash: string;
  readonly content_hash: string;
}

/** The hashes of what the tool that renders gave. */
export function hashesOf(texts: readonly string[]): Facts {
  const { bundle_hash, personality_hash, prompt_hash, content_hash } = JSON.parse(
    texts.at(-1) ?? '',
  ) as Facts;
  return { bundle_hash, personality_hash, prompt_hash, content_hash };
}

let bundles = 0;

/** The tests that hold wherever the extension runs. */
export function describeTools(where: string): void {
  describe(`tools for language models, ${where}`, () => {
    const own = at(`tools-${where.replaceAll(' ', '-')}`);
    // A file of its own for each test: VS Code keeps what it showed for a while.
    let id = '';
    let bundle = own;
    beforeEach(() => {
      id = `tool-agent-${++bundles}`;
      bundle = at(`${id}.prompt-bundle.yaml`, own);
    });
    const text = (system: string): string =>
      `bundle_id: ${id}\nsemver: 1.0.0\ntemplates:\n  system: { content: ${system}, constraints: { FORBIDDEN_TOKENS: [cheap] } }\n` +
      '  personality: { content: Calm. }\n  activity: { content: Low. }\n  task: { content: "{{task}}" }\n';
    afterEach(() => tidyUp(own));

    before(() => extension().activate());

    it('are those of the manifest, with its descriptions and schemas', () => {
      const there = lm.tools.filter(({ name }) => name.startsWith('promptBundles_'));
      const told = (name: string, description: string, schema: object | undefined): readonly unknown[] => [
        name,
        description,
        schema,
      ];
      same(
        'The tools',
        there.map(({ name, description, inputSchema }) => told(name, description, inputSchema)).sort(),
        contributedTools()
          .map(({ name, modelDescription, inputSchema }) => told(name, modelDescription, inputSchema))
          .sort(),
      );
    });

    it('render what editors show, with its hashes, and record it as an agent’s', async () => {
      await write(bundle, text('Stored.'));
      await retype(await open(bundle), text('Shown.'));
      const before = (await auditRecords()).length;
      const texts = await invoke('render', { bundle: id, task: 'Go.' });
      await commands.executeCommand('promptBundles.copyRenderedPrompt', bundle);
      same('The prompt', texts[0]?.startsWith('Shown.'), true);
      same('Its end', texts[0]?.endsWith('Go.'), true);
      const ofAgent = async (): Promise<readonly LoggedRecord[]> =>
        (await auditRecords()).slice(before).filter(({ event }) => event === 'agent');
      await becomes(
        'The records',
        async () =>
          (await ofAgent()).map((one) => [one.bundle_id, one.prompt_hash, one.rendered_prompt === texts[0]]),
        [[id, hashesOf(texts).prompt_hash, true]],
      );
    });

    it('give the bytes and hashes that everybody gives', async () => {
      const { bundle: name, bundleFile, input, hashes } = SAMPLE_RENDER;
      const [prompt = '', ...rest] = await invoke('render', { bundle: name, input });
      same('Hashes of the tool', hashesOf(rest), hashes);
      await commands.executeCommand('promptBundles.openPreviewToSide', at(bundleFile));
      await commands.executeCommand('promptBundles.chooseInput', at(input));
      await commands.executeCommand('promptBundles.copyRenderedPrompt', at(bundleFile));
      same('The prompt', await env.clipboard.readText(), prompt);
      const copied = async (): Promise<unknown> => {
        const last = (await auditRecords()).findLast(({ event }) => event === 'copy') as
          (LoggedRecord & Facts) | undefined;
        if (!last) return undefined;
        const { bundle_hash, personality_hash, prompt_hash, content_hash } = last;
        return { bundle_hash, personality_hash, prompt_hash, content_hash };
      };
      await becomes('Hashes of the editor', copied, hashes);
    });

    it('check what is written a moment before, what is not written yet, and an answer', async () => {
      await write(bundle, text('Cheap.').replace('system:', 'systm:'));
      const [missing = ''] = await invoke('check', { file: workspace.asRelativePath(bundle) });
      same(
        'The finding',
        /error: .*\[unknown-key\]/.exec(missing)?.[0] ?? missing,
        'error: Unknown key `systm`. Did you mean `system`? [unknown-key]',
      );
      const [draft = ''] = await invoke('check', {
        file: workspace.asRelativePath(bundle),
        text: text('So cheap.'),
      });
      same(
        'Of the draft',
        [draft.includes('[forbidden-token]'), draft.includes('unknown-key')],
        [true, false],
      );
      await write(bundle, text('Fine.'));
      const [answer = ''] = await invoke('checkAnswer', { bundle: id, answer: 'It is cheap.' });
      same('Of the answer', /answer:1:7: .*\[forbidden-token\]/.test(answer), true);
    });

    it('find, compare and explain', async () => {
      const [found = ''] = await invoke('findBundles', { query: 'support-agent' });
      same('The bundle', found.includes('support-agent'), true);
      const [compared = ''] = await invoke('compare', {
        bundle_id: 'support-agent',
        from: '1.2.0',
        to: '1.3.0',
      });
      same('What differs', /1\.2\.0.*1\.3\.0/s.test(compared), true);
      const [page = ''] = await invoke('explain', { code: 'forbidden-token' });
      same('The page', page.startsWith('# '), true);
    });

    it('refuse in words that say what to do', async () => {
      same('Why', (await refusal('render', { bundle: 'support-agnt' })).includes('Did you mean'), true);
      await write(bundle, text('Bad.').replace(/task: .*/, 'task: gone@1.0.0'));
      const refused = await refusal('render', { bundle: `${id}@1.0.0` });
      same('Why', /is not rendered\..*gone@1\.0\.0/s.test(refused) || refused, true);
    });

    it('give and record nothing when they are cancelled', async () => {
      const records = async (): Promise<number> =>
        (await auditRecords()).filter(({ event }) => event === 'agent').length;
      const before = await records();
      const source = new CancellationTokenSource();
      const asked = invoke('render', { bundle: SAMPLE_RENDER.bundle }, source.token);
      source.cancel();
      const outcome = await asked.then(
        () => 'given',
        (error: unknown) => (error instanceof Error ? error.name : 'other'),
      );
      same('What comes of it', outcome, 'Canceled');
      same('The records', await records(), before);
    });
  });
}
