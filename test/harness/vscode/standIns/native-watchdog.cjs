'use strict';
// In place of native-watchdog, a native module: it would end an extension host stuck in a loop when its server is gone.
// The harness ends all processes of the server itself.
exports.start = () => {};
