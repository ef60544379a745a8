import '../../webview/page/l10n.js';
import './preview.css';
import type { PageMessage } from '../protocol.js';
import { readHostMessage } from '../readMessages.js';
import { KeptRender } from '../sentRender.js';
import { Page } from './page.js';
import { PageState } from './state.js';

const api = acquireVsCodeApi();
const post = (message: PageMessage): void => {
  api.postMessage(message);
};
const state = new PageState(api);
const kept = new KeptRender();
const page = new Page(post, state);
page.mount(document.body);

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const message = readHostMessage(data);
  switch (message?.type) {
    case 'render': {
      const render = kept.fill(message);
      if (!render) break;
      page.show(render);
      if (render.bundleId === null) break;
      state.keep({
        bundle: render.versions.selected,
        input: render.inputs.selected,
        model: render.models.selected,
        bundleName: render.bundleName,
      });
      if (render.sections.length > 0) state.restoreScroll();
      break;
    }
    case 'baseline':
      page.setBaseline(message);
      break;
    case 'notice':
      page.notice.show(message.text);
      break;
    case 'highlight':
      page.highlight(message);
      break;
    case 'located':
      page.located(message);
      break;
    case 'fixes':
      page.showFixes(message);
      break;
    case 'since':
      page.showSince(message);
      break;
    case 'ages':
      page.showAges(message);
      break;
    case 'lookingBack':
      page.showLookingBack(message);
      break;
    case 'askPlace':
      page.askSince();
      break;
    case undefined:
  }
});

// A selection that reaches into the prompt copies as the prompt's own text, to the last blank.
document.addEventListener('copy', (event) => {
  const selected = document.getSelection();
  if (!selected || selected.isCollapsed || event.target instanceof HTMLTextAreaElement) return;
  const text = page.prompt.textIn(selected.getRangeAt(0));
  if (text === undefined) return;
  event.clipboardData?.setData('text/plain', text);
  event.preventDefault();
});

post({ type: 'ready' });
page.resume();
