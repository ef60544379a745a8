// The language server: a file of its own, read by the command that starts it. Nothing else imports a value from here.

export { serve, type ServedStreams } from './serve.js';
