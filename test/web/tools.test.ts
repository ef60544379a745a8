import { describeTools } from '../host/toolTests.js';

describeTools('in a browser');
