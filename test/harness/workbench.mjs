import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium, errors } from 'playwright-core';
import { provideChromium } from './chromium.mjs';
import { linkExtension } from './extensionLink.mjs';
import { projectFolder } from './project.mjs';
import { temporaryFolder } from './temporaryFolder.mjs';
import { installExtension, VscodeServer } from './vscodeServer.mjs';
import { workbenchAddress } from './workbenchAddress.mjs';
import { workbenchSettings } from './workbenchSettings.mjs';

/**
 * @typedef {object} Options
 * @property {import('./workbenchSettings.mjs').HostKind} [kind] where the extension runs; `node` unless given
 * @property {Readonly<Record<string, unknown>>} [settings] of the user, over the harness's own
 * @property {string} [vsix] a packaged extension to install first
 * @property {string} [language] the display language, as VS Code names it; VS Code's own texts stay English, whose translations are extensions
 * @property {number} [scale] how many pixels of a picture one of the page has
 * @property {(page: import('playwright-core').Page) => Promise<void>} [beforeOpen] runs before the page is loaded
 *
 * @typedef {import('./workbenchAddress.mjs').WorkbenchContent & Options} WorkbenchOptions
 */

const DRAWN_TIMEOUT_MS = 60_000;
const PICK_TIMEOUT_MS = 8_000;
const PICK_ATTEMPTS = 5;
const CHROMIUM_ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-sync',
];

/** How VS Code names its own colour themes, and the class each kind of theme gives its page. */
const COLOR_THEMES = /** @type {const} */ ({
  light: { name: 'Default Light Modern', className: 'vs' },
  dark: { name: 'Default Dark Modern', className: 'vs-dark' },
  'high contrast light': { name: 'Default High Contrast Light', className: 'hc-light' },
  'high contrast dark': { name: 'Default High Contrast', className: 'hc-black' },
});

/**
 * Opens VS Code's workbench in headless Chromium, with the extension loaded from its folder or installed from its
 * `.vsix`; `ready()` waits until it is drawn.
 * @param {WorkbenchOptions} options
 * @returns {Promise<Workbench>}
 */
export async function openWorkbench({
  kind = 'node',
  settings = {},
  vsix,
  language,
  scale = 1,
  beforeOpen,
  ...content
}) {
  const folder = temporaryFolder();
  /** @type {(() => Promise<void> | void)[]} */
  const closers = [folder.remove];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const dataFolder = path.join(folder.path, 'server');
    if (vsix) await installExtension(vsix, dataFolder);
    const extension = content.extension && linkExtension(content.extension, folder.path);
    const server = await VscodeServer.start({
      dataFolder,
      settings: { ...workbenchSettings(kind), ...settings },
    });
    closers.push(() => server.stop());
    const context = await chromium.launchPersistentContext(path.join(folder.path, 'chromium'), {
      executablePath: await provideChromium(),
      viewport: { width: 1280, height: 800 },
      deviceScaleFactor: scale,
      args: CHROMIUM_ARGUMENTS,
    });
    closers.push(() => context.close());
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.origin });
    const [page = await context.newPage()] = context.pages();
    if (language !== undefined)
      await page.addInitScript((name) => {
        // What VS Code's translations set as they are loaded.
        Object.assign(globalThis, { _VSCODE_NLS_LANGUAGE: name });
      }, language);
    await beforeOpen?.(page);
    await page.goto(workbenchAddress(server.origin, { ...content, ...(extension && { extension }) }));
    return new Workbench(page, server, close);
  } catch (error) {
    await close();
    throw error;
  }
}

/** What a user does in VS Code, as far as tests need it. Anything else: `page`, with Playwright's own means. */
export class Workbench {
  #server;
  /** @type {Readonly<Record<string, unknown>>} */
  #changedSettings = {};

  /**
   * @param {import('playwright-core').Page} page
   * @param {VscodeServer} server
   * @param {() => Promise<void>} close
   */
  constructor(page, server, close) {
    this.page = page;
    this.#server = server;
    /** Ends the browser and the server and removes what they kept. */
    this.close = close;
  }

  /** What the server printed, for the report of a failure. */
  get serverLog() {
    return this.#server.log;
  }

  /** Waits until the workbench is drawn and has read its workspace. */
  async ready() {
    await this.page.locator('.part.statusbar').waitFor({ timeout: DRAWN_TIMEOUT_MS });
    await this.page
      .locator('.explorer-folders-view .monaco-list-row')
      .first()
      .waitFor({ timeout: DRAWN_TIMEOUT_MS });
  }

  /**
   * Runs a command from the command palette.
   * @param {string} title as the palette shows it, category included: `View: Toggle Output`
   */
  async runCommand(title) {
    await this.#pick('F1', `>${title}`, title);
  }

  /**
   * Opens a file of the workspace by quick open.
   * @param {string} name its last part suffices
   */
  async openFile(name) {
    await this.#pick('Control+p', name, path.basename(name));
    await this.page
      .locator('.editor-group-container.active .tab.active', { hasText: path.basename(name) })
      .waitFor();
  }

  /**
   * Puts the cursor of the active editor there.
   * @param {number} line from 1
   * @param {number} [column] from 1
   */
  async goTo(line, column = 1) {
    await this.#pick('Control+g', `:${line}:${column}`, 'Go to line');
  }

  /**
   * Types into the active editor at the cursor, key by key.
   * @param {string} text
   */
  async type(text) {
    await this.#focusEditor();
    await this.page.keyboard.type(text);
  }

  /**
   * Presses a key in the active editor.
   * @param {string} key by Playwright's name for it
   */
  async press(key) {
    await this.#focusEditor();
    await this.page.keyboard.press(key);
  }

  /** The document inside the webview, or inside the last opened one of several. */
  webview() {
    return this.page.frameLocator('iframe.webview.ready >> nth=-1').frameLocator('iframe#active-frame');
  }

  /** @returns {Promise<string>} the text on the clipboard; a command may still be about to put it there */
  readClipboard() {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /**
   * Changes settings of this machine. The workbench follows at its own pace: wait for what the change does.
   * @param {Readonly<Record<string, unknown>>} settings those given; the others stay
   */
  changeSettings(settings) {
    this.#changedSettings = { ...this.#changedSettings, ...settings };
    this.#server.overrideSettings(this.#changedSettings);
  }

  /** @param {keyof typeof COLOR_THEMES} theme */
  async setColorTheme(theme) {
    const { name, className } = COLOR_THEMES[theme];
    this.changeSettings({ 'workbench.colorTheme': name });
    await this.page.locator(`.monaco-workbench.${className}`).waitFor();
  }

  /**
   * Takes a picture of the window: `out/screenshots/<name>.png`.
   * @param {string} name
   * @returns {Promise<string>} the file
   */
  async screenshot(name) {
    const file = path.join(projectFolder, 'out/screenshots', `${name}.png`);
    mkdirSync(path.dirname(file), { recursive: true });
    await this.page.screenshot({ path: file });
    return file;
  }

  async #focusEditor() {
    await this.page
      .locator('.editor-group-container.active .editor-instance textarea.inputarea')
      .first()
      .focus();
  }

  /**
   * @param {string} key opens the quick input
   * @param {string} text to put into it
   * @param {string} label of the row to take; rows of an earlier text are still there for a moment
   */
  async #pick(key, text, label) {
    for (let attempt = 1; !(await this.#tryToPick(key, text, label)); attempt++) {
      if (attempt === PICK_ATTEMPTS) throw new Error(`VS Code does not offer "${label}" for "${text}".`);
      await this.page.keyboard.press('Escape');
    }
    await this.page.mouse.move(0, 0); // where it rests it would bring up a hover
  }

  /**
   * False when VS Code was not ready for it: it can miss a key or a click, and opened too early it misses what
   * extensions bring.
   * @param {string} key
   * @param {string} text
   * @param {string} label
   */
  async #tryToPick(key, text, label) {
    const widget = this.page.locator('.quick-input-widget');
    const step = { timeout: PICK_TIMEOUT_MS };
    try {
      await this.page.keyboard.press(key);
      await widget.locator('input[type=text]').first().fill(text, step);
      await widget.locator('.monaco-list-row', { hasText: label }).first().click(step);
      await widget.waitFor({ state: 'hidden', ...step });
      return true;
    } catch (error) {
      if (error instanceof errors.TimeoutError) return false;
      throw error;
    }
  }
}
