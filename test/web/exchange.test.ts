import { describeExchange } from '../host/exchangeTests.js';

describeExchange('in a browser');
