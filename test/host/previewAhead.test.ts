import { randomUUID } from 'node:crypto';
import { EventEmitter, extensions, Uri, ViewColumn, window, workspace, type Memento } from 'vscode';
import { loadHashing } from '../../src/core/hashing.js';
import { PROMPT_FILES_GLOB } from '../../src/core/documents/fileKinds.js';
import { Previews } from '../../src/extension/preview/previews.js';
import type { PreviewServices } from '../../src/extension/preview/previewPanel.js';
import { BundleRenderer } from '../../src/extension/rendering/bundleRenderer.js';
import { InputDrafts } from '../../src/extension/selection/inputDrafts.js';
import { SelectionMemory } from '../../src/extension/selection/selectionMemory.js';
import { PromptWorkspace } from '../../src/extension/workspace/promptWorkspace.js';
import { createPromptLanguage } from '../../src/language/index.js';
import { sha256 } from '../../src/node/sha256.js';
import type { HostMessage, RenderMessage } from '../../src/preview/protocol.js';
import { panelOpenedBy, type CapturedPanel } from './capturedPanels.js';
import { lastRender, shownText } from './openPreview.js';
import { at, becomes, same, tidyUp, toldOfFiles, write } from './support.js';

// A preview that is asked for while the files of the workspace are still being read. The extension's own were read long ago: these
// tests have an index of their own, whose search for all files is held back.

const own = at('own-ahead');
const told = at('own-ahead-told');
const template = (text: string): string =>
  `---\ntemplate_id: ahead-system\nsemver: 1.0.0\nrole: system\n---\n\n${text}\n`;
const BUNDLE =
  'bundle_id: ahead\nsemver: 1.0.0\ntags: [ahead-model]\ntemplates:\n  system: ahead-system@1.0.0\n' +
  '  personality: { content: Calm. }\n  activity: { content: Now. }\n  task: { content: "{{task}}" }\n';

/** A memory of nothing. */
const memento = (): Memento => {
  const kept = new Map<string, unknown>();
  return {
    keys: () => [...kept.keys()],
    get: (key: string) => kept.get(key) as never,
    update: (key: string, value: unknown) => {
      kept.set(key, value);
      return Promise.resolve();
    },
  };
};

/** The previews of an index that is not read before `read` is called. */
class HeldBack {
  readonly #log = window.createOutputChannel('Held back', { log: true });
  readonly files = new PromptWorkspace(this.#log, {
    loadSha256: () => Promise.resolve(sha256),
    realPath: (uri) => Promise.resolve(uri),
  });
  readonly memory = new SelectionMemory(memento());
  readonly previews: Previews;
  read: () => void = () => undefined;
  readonly #loaded: Promise<void>;

  constructor() {
    const { files, memory } = this;
    const language = createPromptLanguage({
      files,
      cache: files.cache,
      loadHashing: () => loadHashing(sha256),
      now: () => new Date(),
    });
    const drafts = new InputDrafts(memento(), language.parse);
    const renderer = new BundleRenderer(files, drafts, language);
    const diagnostics = { onDidShow: new EventEmitter<string>().event, problems: () => [] };
    const services = { files, language, renderer, drafts, memory, diagnostics, fixes: {}, actions: {} };
    const extension = extensions.all.find(
      ({ packageJSON }) => (packageJSON as { name: string }).name === 'prompt-bundles',
    );
    this.previews = new Previews(
      extension?.extensionUri ?? Uri.file('/'),
      services as unknown as PreviewServices,
      randomUUID,
    );
    const original = workspace.findFiles.bind(workspace);
    const released = new Promise<void>((resolve) => (this.read = resolve));
    const held: typeof workspace.findFiles = async (...given) => {
      const [include] = given;
      if (typeof include !== 'string' && include.pattern === PROMPT_FILES_GLOB) await released;
      return original(...given);
    };
    Object.assign(workspace, { findFiles: held });
    this.#loaded = files.load().finally(() => Object.assign(workspace, { findFiles: original }));
  }

  async dispose(): Promise<void> {
    this.read();
    await this.#loaded;
    this.previews.dispose();
    this.files.dispose();
    this.#log.dispose();
  }
}

const render = ({ told }: CapturedPanel): RenderMessage | undefined => lastRender(told as HostMessage[]);
const system = ({ told }: CapturedPanel): string =>
  shownText({ told: told as HostMessage[] }, 'system').trim();

describe('a preview that is asked for before all files are read', () => {
  let held: HeldBack;
  let bundle: Uri;
  let input: Uri;

  beforeEach(async () => {
    bundle = await write(at('one/ahead.prompt-bundle.yaml', own), BUNDLE);
    await write(at('two/ahead-system-1.0.0.prompt-template.md', own), template('Be early.'));
    await write(
      at('two/ahead-system-0.9.0.prompt-template.md', own),
      template('Old.').replace('1.0.0', '0.9.0'),
    );
    input = await write(at('three/a.prompt-input.yaml', own), 'model_type: ahead-model\ntask: One.\n');
  });
  afterEach(async () => {
    await held.dispose();
    await tidyUp(own);
    // The next test may ask for an input, of which none of these is to be found any more.
    await toldOfFiles(told);
    await tidyUp(told);
  });

  /** Begins once nobody is told of the files of the test any more: they are found by looking for them. */
  const holdBack = async (): Promise<void> => {
    await toldOfFiles(own);
    held = new HeldBack();
  };
  const opened = (): Promise<CapturedPanel> =>
    panelOpenedBy(() => held.previews.open(bundle, ViewColumn.Active));
  const becomesRead = async (panel: CapturedPanel): Promise<void> => {
    held.read();
    await becomes('That all is read', () => render(panel)?.isReading, false);
    same('The index', held.files.isWhole, true);
  };

  it('is there at once, says so, and stays as it is when it was right', async () => {
    await holdBack();
    const panel = await opened();
    await becomes('The text', () => system(panel), 'Be early.');
    same('The index', held.files.isWhole, false);
    const before = render(panel);
    same('What it says', [before?.isReading, before?.problem], [true, null]);
    same('The input', before?.inputs.selected, input.toString());
    same('The hashes', before?.hashes.length, 4);
    same('What is remembered', held.memory.recall(held.files.scopeKey(bundle)), {});
    await becomesRead(panel);
    const after = render(panel);
    same('The hashes', after?.hashes, before?.hashes);
    same('The input', after?.inputs.selected, input.toString());
    same('The text', system(panel), 'Be early.');
    same('What is remembered', held.memory.recall(held.files.scopeKey(bundle)).bundle, bundle.toString());
  });

  it('is corrected when another file says the same, or otherwise', async () => {
    await write(at('two/copy.prompt-template.md', own), template('Be late.'));
    await holdBack();
    const panel = await opened();
    await becomes('The text', () => system(panel), 'Be early.');
    same('What it says', render(panel)?.isReading, true);
    await becomesRead(panel);
    same('A problem', typeof render(panel)?.problem?.message, 'string');
  });

  it('waits where a template is not found by its name', async () => {
    await workspace.fs.rename(
      at('two/ahead-system-1.0.0.prompt-template.md', own),
      at('two/other.prompt-template.md', own),
    );
    await holdBack();
    let isOpened = false;
    const opening = opened().finally(() => (isOpened = true));
    await new Promise((resolve) => setTimeout(resolve, 300));
    same('Whether it is there', isOpened, false);
    held.read();
    const panel = await opening;
    await becomes('The text', () => system(panel), 'Be early.');
    same('What it says', render(panel)?.isReading, false);
  });

  it('is restored with its own input', async () => {
    const other = await write(at('three/z.prompt-input.yaml', own), 'task: Two.\n');
    await holdBack();
    const panel = await panelOpenedBy(async () => {
      const made = window.createWebviewPanel('promptBundles.preview', 'Preview', ViewColumn.Active);
      const state = {
        bundle: bundle.toString(),
        input: other.toString(),
        model: '',
        bundleName: 'ahead@1.0.0',
      };
      await held.previews.restore(made, state);
    });
    await becomes('The task', () => shownText({ told: panel.told as HostMessage[] }, 'task'), 'Two.');
    same('What it says', render(panel)?.isReading, true);
    await becomesRead(panel);
    same('The input', render(panel)?.inputs.selected, other.toString());
  });
});
