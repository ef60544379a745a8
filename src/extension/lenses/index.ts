// What stands in an editor beside the text, and in the language status. Loaded with the first prompt file that an editor
// shows; nothing else imports a value from here.

export { Lenses } from './lenses.js';
