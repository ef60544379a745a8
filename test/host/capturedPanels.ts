import { window, type Disposable, type WebviewPanel } from 'vscode';

/** A panel that the extension opened: what it told its page, and a way to say what the page would. */
export interface CapturedPanel {
  readonly panel: WebviewPanel;
  readonly told: readonly unknown[];
  /** What the page said, or a test for it. */
  readonly heard: readonly unknown[];
  readonly say: (message: unknown) => void;
}

/** Does something while panels that are opened are listened in on, and gives the first; its page is the real one. */
export async function panelOpenedBy(act: () => PromiseLike<unknown>): Promise<CapturedPanel> {
  let captured: CapturedPanel | undefined;
  const original = window.createWebviewPanel.bind(window);
  const listening = (...options: Parameters<typeof original>): WebviewPanel => {
    const panel = original(...options);
    // A panel that is closed no longer gives its webview, which drops what it is sent.
    const page = panel.webview;
    const told: unknown[] = [];
    const heard: unknown[] = [];
    const listeners: ((message: unknown) => unknown)[] = [];
    captured = {
      panel,
      told,
      heard,
      say: (message) => {
        heard.push(message);
        for (const listener of listeners) listener(message);
      },
    };
    const webview = withOther(page, {
      postMessage: (message: unknown) => {
        told.push(message);
        return page.postMessage(message);
      },
      onDidReceiveMessage: (listener: (message: unknown) => unknown): Disposable => {
        listeners.push(listener);
        return page.onDidReceiveMessage((message: unknown) => {
          heard.push(message);
          listener(message);
        });
      },
    });
    return withOther(panel, { webview });
  };
  Object.assign(window, { createWebviewPanel: listening });
  try {
    await act();
  } finally {
    Object.assign(window, { createWebviewPanel: original });
  }
  if (!captured) throw new Error('No panel was opened.');
  return captured;
}

/** An object with some of its members replaced; all else is the object's own. */
export function withOther<T extends object>(target: T, other: object): T {
  return new Proxy(target, {
    get(_target, key) {
      if (key in other) return Reflect.get(other, key) as unknown;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
    set: (_target, key, value) => Reflect.set(target, key, value, target),
  });
}
