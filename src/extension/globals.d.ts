// What both extension hosts, Node's and the web worker's, have beside the language itself.
declare function setTimeout(callback: () => void, milliseconds: number): unknown;
declare function clearTimeout(timer: unknown): void;
