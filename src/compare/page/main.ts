import './compare.css';
import { readHostMessage, type PageMessage } from '../protocol.js';
import { Page } from './page.js';

const api = acquireVsCodeApi();
const post = (message: PageMessage): void => {
  api.postMessage(message);
};
const page = new Page(post);
page.mount(document.body);

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const message = readHostMessage(data);
  switch (message?.type) {
    case 'versions':
      page.show(message);
      api.setState(message.state);
      break;
    case 'notice':
      page.notice.show(message.text);
      break;
    case undefined:
  }
});

post({ type: 'ready' });
