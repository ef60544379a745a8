import '../../webview/page/l10n.js';
import './compare.css';
import { ENCODINGS, type EncodingName } from '../../webview/encodings.js';
import { readCompareState, readHostMessage, type PageMessage } from '../protocol.js';
import { Page } from './page.js';

const api = acquireVsCodeApi();
const post = (message: PageMessage): void => {
  api.postMessage(message);
};
const page = new Page(post, readEncoding(api.getState()), (encoding) => {
  api.setState({ ...readCompareState(api.getState()), encoding });
});
page.mount(document.body);

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const message = readHostMessage(data);
  switch (message?.type) {
    case 'versions':
      page.show(message);
      api.setState({ ...message.state, encoding: readEncoding(api.getState()) });
      break;
    case 'prompts':
      page.takePrompts(message);
      break;
    case 'notice':
      page.notice.show(message.text);
      break;
    case undefined:
  }
});

post({ type: 'ready' });

/** The encoding that was chosen before, as far as it is one. */
function readEncoding(stored: unknown): EncodingName | undefined {
  const { encoding } = (typeof stored === 'object' && stored !== null ? stored : {}) as {
    encoding?: unknown;
  };
  return ENCODINGS.find((name) => name === encoding);
}
