// Read where a folder has a configuration.
export { folderConfiguration } from '../../language/index.js';
