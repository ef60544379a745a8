// To and from the formats of other tools, and to a chat: read when the first of them is asked for. Nothing else imports a value
// from here.

export { exportSelection } from './exportSelection.js';
export { importPrompts } from './importPrompts.js';
export { openInChat } from './openInChat.js';
