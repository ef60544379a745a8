import { Uri, type Webview } from 'vscode';

/** The folder of the built page, below the extension's own. */
export function pageFolder(extension: Uri): Uri {
  return Uri.joinPath(extension, 'dist', 'page');
}

/** The page's document: nothing but its own scripts (the tokenizers are loaded later) and style may load; nothing inline runs. */
export function previewHtml(webview: Webview, extension: Uri, nonce: string): string {
  const resource = (name: string): string =>
    webview.asWebviewUri(Uri.joinPath(pageFolder(extension), name)).toString();
  const policy = `default-src 'none'; style-src ${webview.cspSource}; font-src ${webview.cspSource}; script-src 'nonce-${nonce}' ${webview.cspSource};`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Prompt preview</title>
<link rel="stylesheet" href="${resource('preview.css')}">
</head>
<body>
<script type="module" nonce="${nonce}" src="${resource('preview.js')}"></script>
</body>
</html>`;
}
