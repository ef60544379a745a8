// Since when a prompt says what it says, for the preview: read when that is asked first. Nothing else imports a value from here.

export { PreviewBlame } from './previewBlame.js';
