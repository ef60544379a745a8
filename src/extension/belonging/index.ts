export { Placement } from './placement.js';
