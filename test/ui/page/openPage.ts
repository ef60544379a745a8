import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { PageMessage } from '../../../src/preview/protocol.js';
import type { PageMessage as ComparePageMessage } from '../../../src/compare/protocol.js';
import { pageScript } from '../../harness/l10n.mjs';
import themes from './themes.json' with { type: 'json' };

/** A theme of VS Code, with the classes and the colours that it gives a page. */
export type Theme = keyof typeof themes;
export const THEMES = Object.keys(themes) as Theme[];

// A page alone in a browser, under the policy the extension serves it with and a stand-in for the host.

const ORIGIN = 'http://preview.test';
const POLICY = [
  "default-src 'none'",
  `style-src ${ORIGIN}`,
  `font-src ${ORIGIN}`,
  `script-src 'nonce-n' ${ORIGIN}`,
  // Stricter than what is served: proves that no text is ever read as HTML.
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** The language of a page by its BCP 47 name, and its texts by their keys. */
export interface Language {
  readonly name: string;
  readonly texts: Readonly<Record<string, string>>;
}

const ENGLISH: Language = { name: 'en', texts: {} };

const html = (name: string, language: Language): string => `<!DOCTYPE html>
<html lang="${language.name}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>Prompt Bundles</title>
<link rel="stylesheet" href="${name}.css">
</head>
<body>
<script nonce="n" src="host.js"></script>
${language === ENGLISH ? '' : '<script nonce="n" type="module" src="l10n.js"></script>'}
<script nonce="n" type="module" src="${name}.js"></script>
</body>
</html>`;

declare global {
  interface Window {
    posted: unknown[];
    saved: unknown;
  }
}

export interface OpenPage<Message = PageMessage> {
  readonly page: Page;
  /** Errors, dialogs and what the policy blocked. */
  readonly complaints: readonly string[];
  /** Files that the page asked for. */
  readonly requested: readonly string[];
  /** Sends what a host would, well-formed or not, and waits until it is drawn. */
  readonly say: (message: unknown) => Promise<void>;
  readonly posted: () => Promise<Message[]>;
}

export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] });

interface Built {
  /** Texts of files by their names. */
  readonly files: ReadonlyMap<string, string>;
  /** What they are made of, from the project's folder. */
  readonly sources: readonly string[];
}

let built: Promise<Built> | undefined;

/** The sources that the pages are made of, from the project's folder. */
export async function pageSources(): Promise<readonly string[]> {
  return (await (built ??= buildFiles())).sources;
}

async function buildFiles(): Promise<Built> {
  const { outputFiles, metafile } = await build({
    entryPoints: {
      preview: 'src/preview/page/main.ts',
      compare: 'src/compare/page/main.ts',
      o200k_base: 'src/tokenizers/o200k_base.ts',
      cl100k_base: 'src/tokenizers/cl100k_base.ts',
    },
    outdir: 'page',
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    target: 'es2022',
    loader: { '.ttf': 'copy' },
    assetNames: '[name]',
  });
  return {
    files: new Map(outputFiles.map(({ path, text }) => [path.replace(/^.*[\\/]/, ''), text])),
    sources: Object.keys(metafile.inputs).filter(
      (input) => input.startsWith('src/') && input.endsWith('.ts'),
    ),
  };
}

export interface OpenOptions {
  readonly width?: number;
  readonly height?: number;
  /** How far the page is zoomed in. */
  readonly scale?: number;
  readonly state?: unknown;
  readonly theme?: Theme;
  readonly language?: Language;
}

/** Opens the page that compares versions. */
export const openComparePage = (
  browser: Browser,
  options: OpenOptions = {},
): Promise<OpenPage<ComparePageMessage>> => openNamed<ComparePageMessage>('compare', browser, options);

/** Opens the preview as a host would, with the state that it kept before. */
export const openPage = (browser: Browser, options: OpenOptions = {}): Promise<OpenPage> =>
  openNamed<PageMessage>('preview', browser, options);

async function openNamed<Message>(
  name: string,
  browser: Browser,
  { width = 1100, height = 700, state, theme = 'dark', scale = 1, language = ENGLISH }: OpenOptions,
): Promise<OpenPage<Message>> {
  const { files } = await (built ??= buildFiles());
  const page = await browser.newPage({
    viewport: { width: Math.round(width / scale), height: Math.round(height / scale) },
    deviceScaleFactor: scale,
  });
  const complaints: string[] = [];
  const requested: string[] = [];
  page.on('console', (line) => complaints.push(line.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', (dialog) => {
    complaints.push(dialog.message());
    void dialog.dismiss();
  });
  const host = `window.posted = []; window.saved = ${state === undefined ? 'undefined' : JSON.stringify(state)};
    const { className, colors } = ${JSON.stringify(themes[theme])};
    document.body.className = className;
    for (const [name, color] of Object.entries(colors)) document.documentElement.style.setProperty('--vscode-' + name, color);
    window.acquireVsCodeApi = () => ({ postMessage: (m) => posted.push(m), getState: () => saved, setState: (s) => (saved = s) });`;
  await page.route(`${ORIGIN}/**`, async (route) => {
    const file = new URL(route.request().url()).pathname.slice(1);
    requested.push(file);
    if (file === '') return route.fulfill({ contentType: 'text/html', body: html(name, language) });
    if (file === 'host.js') return route.fulfill({ contentType: 'text/javascript', body: host });
    if (file === 'l10n.js') {
      const script = pageScript(language.texts, new Set(Object.keys(language.texts)));
      return route.fulfill({ contentType: 'text/javascript', body: script });
    }
    if (file === 'codicon.ttf') {
      return route.fulfill({
        contentType: 'font/ttf',
        body: await readFile('node_modules/@vscode/codicons/dist/codicon.ttf'),
      });
    }
    const contentType = file.endsWith('.css') ? 'text/css' : 'text/javascript';
    return files.has(file)
      ? route.fulfill({ contentType, body: files.get(file) ?? '' })
      : route.fulfill({ status: 204 });
  });
  await page.goto(ORIGIN);
  return {
    page,
    complaints,
    requested,
    say: (message) =>
      page.evaluate(
        (data) =>
          new Promise<void>((done) => {
            window.postMessage(data, '*');
            setTimeout(
              () =>
                requestAnimationFrame(() => {
                  done();
                }),
              0,
            );
          }),
        message,
      ),
    posted: () => page.evaluate(() => window.posted as Message[]),
  };
}
