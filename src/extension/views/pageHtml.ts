import { env, l10n, Uri, type Webview } from 'vscode';

/** The folder of the built pages, below the extension's own. */
export function pageFolder(extension: Uri): Uri {
  return Uri.joinPath(extension, 'dist', 'page');
}

/** A page by the name of its script and style, and its title for assistive technology. */
export interface PageName {
  readonly name: 'preview' | 'compare';
  readonly title: string;
}

/** A page's document: nothing but its own scripts (more may be loaded later) and style may load; nothing inline runs. */
export function pageHtml(webview: Webview, extension: Uri, nonce: string, { name, title }: PageName): string {
  const resource = (file: string): string =>
    webview.asWebviewUri(Uri.joinPath(pageFolder(extension), file)).toString();
  const policy = `default-src 'none'; style-src ${webview.cspSource}; font-src ${webview.cspSource}; script-src 'nonce-${nonce}' ${webview.cspSource};`;
  // The page's texts are a script of their own, which runs first; English ones are in the page.
  const language = l10n.bundle ? env.language : 'en';
  const scripts = [...(l10n.bundle ? [`l10n.${language}.js`] : []), `${name}.js`];
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="${resource(`${name}.css`)}">
</head>
<body>
${scripts.map((file) => `<script type="module" nonce="${nonce}" src="${resource(file)}"></script>`).join('\n')}
</body>
</html>`;
}
