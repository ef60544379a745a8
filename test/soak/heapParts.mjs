import { readFileSync } from 'node:fs';

// Whose the bytes of a heap are: what the scripts of a folder keep, what is there without them, and what is V8's own.

/**
 * The parts of a heap, in bytes; together they are all of it.
 * @typedef {object} HeapParts
 * @property {number} ours what nothing but code of the folder keeps: its functions and objects, and all that is kept through them
 * @property {number} others what is there without the folder's code, too
 * @property {number} forgotten `DisposableStore`s of VS Code that are disposed of and yet kept, and what is kept through them alone
 * @property {number} engine V8's own: code as it was read and compiled, what it learned of it, and the shapes of objects
 */

/**
 * Says whose a heap is. What others keep for our code, such as a text that was handed to them, is theirs: it is there without our code.
 * @param {string} file a snapshot that V8 wrote
 * @param {string} folder where the scripts are that are ours, with a separator at its end
 * @returns {HeapParts}
 */
export function readHeapParts(file, folder) {
  const graph = readGraph(file);
  const ours = oursOf(graph, folder);
  const forgotten = forgottenStores(graph);
  const others = reachable(graph, (node) => ours[node] === 1 || forgotten[node] === 1);
  const withForgotten = reachable(graph, (node) => ours[node] === 1);
  const sources = scriptSources(graph);
  const parts = { ours: 0, others: 0, forgotten: 0, engine: 0 };
  for (let node = 0; node < graph.count; node++) {
    const size = graph.size(node);
    if (isEngine(graph, node) || sources[node]) parts.engine += size;
    else if (others[node]) parts.others += size;
    else if (withForgotten[node]) parts.forgotten += size;
    else parts.ours += size;
  }
  return parts;
}

/** @typedef {ReturnType<typeof readGraph>} Graph */

/** @param {string} file */
function readGraph(file) {
  const { snapshot, nodes, edges, strings } = JSON.parse(readFileSync(file, 'utf8'));
  const { node_fields, node_types, edge_fields, edge_types } = snapshot.meta;
  /** @type {(name: string) => number} */
  const inNode = (name) => node_fields.indexOf(name);
  /** @type {(name: string) => number} */
  const inEdge = (name) => edge_fields.indexOf(name);
  const nodeType = inNode('type');
  const nodeName = inNode('name');
  const selfSize = inNode('self_size');
  const edgeCount = inNode('edge_count');
  const edgeType = inEdge('type');
  const edgeName = inEdge('name_or_index');
  const toNode = inEdge('to_node');
  const width = node_fields.length;
  const edgeWidth = edge_fields.length;
  const count = nodes.length / width;
  const first = new Uint32Array(count + 1);
  for (let node = 0; node < count; node++) first[node + 1] = first[node] + nodes[node * width + edgeCount];
  /** @type {(edge: number) => string} */
  const typeOfEdge = (edge) => edge_types[0][edges[edge * edgeWidth + edgeType]];
  return {
    count,
    /** Where the edges of a node begin; those of the next one come after them. */
    first,
    /** @type {(node: number) => string} */
    type: (node) => node_types[0][nodes[node * width + nodeType]],
    /** @type {(node: number) => string} */
    name: (node) => strings[nodes[node * width + nodeName]],
    /** @type {(node: number) => number} */
    size: (node) => nodes[node * width + selfSize],
    /** @type {(edge: number) => boolean} */
    isWeak: (edge) => typeOfEdge(edge) === 'weak',
    /** @type {(edge: number) => number} */
    to: (edge) => edges[edge * edgeWidth + toNode] / width,
    /** @type {(edge: number) => string | number} What an element or a hidden edge has is a number. */
    edgeName: (edge) => {
      const name = edges[edge * edgeWidth + edgeName];
      return ['element', 'hidden'].includes(typeOfEdge(edge)) ? name : strings[name];
    },
  };
}

/**
 * Where the edge of a name leads from a node.
 * @param {Graph} graph
 * @param {number} node
 * @param {string} name
 */
function follow(graph, node, name) {
  const end = /** @type {number} */ (graph.first[node + 1]);
  for (let edge = /** @type {number} */ (graph.first[node]); edge < end; edge++)
    if (graph.edgeName(edge) === name && !graph.isWeak(edge)) return graph.to(edge);
  return undefined;
}

/**
 * The functions of the folder's scripts with what they close over, their calls that wait for something, and the objects of its classes.
 * @param {Graph} graph
 * @param {string} folder
 */
function oursOf(graph, folder) {
  const ours = new Uint8Array(graph.count);
  const isOurCode = remembered((/** @type {number} */ shared) => {
    const script = follow(graph, shared, 'script_or_debug_info') ?? follow(graph, shared, 'script');
    return script !== undefined && graph.name(script).startsWith(folder);
  });
  for (let node = 0; node < graph.count; node++) {
    if (graph.type(node) !== 'closure') continue;
    const shared = follow(graph, node, 'shared');
    if (shared === undefined || !isOurCode(shared)) continue;
    ours[node] = 1;
    // What is in scope of a whole script is everybody's.
    const context = follow(graph, node, 'context');
    if (context !== undefined && graph.name(context) === 'system / Context') ours[context] = 1;
  }
  const isOurClass = remembered((/** @type {number} */ prototype) => {
    const made = follow(graph, prototype, 'constructor');
    return made !== undefined && ours[made] === 1;
  });
  for (const node of objects(graph)) {
    const prototype = follow(graph, node, '__proto__');
    if (prototype !== undefined && isOurClass(prototype)) ours[node] = 1;
    // A call that waits has its function, by this name, and what it holds.
    const called = follow(graph, node, 'function');
    if (called !== undefined && graph.type(called) === 'closure' && ours[called] === 1) ours[node] = 1;
  }
  return ours;
}

/**
 * The stores that are disposed of, which nobody needs, and the tables they stand in.
 * @param {Graph} graph
 */
function forgottenStores(graph) {
  const forgotten = new Uint8Array(graph.count);
  const isStoreClass = remembered(
    (/** @type {number} */ prototype) =>
      follow(graph, prototype, 'deleteAndLeak') !== undefined &&
      follow(graph, prototype, 'get isDisposed') !== undefined,
  );
  const isTrue = remembered(
    (/** @type {number} */ node) =>
      graph.name(node) === 'true' ||
      (graph.name(node) === 'system / Oddball' &&
        edgesOf(graph, node).some((edge) => graph.name(graph.to(edge)) === 'true')),
  );
  for (const node of objects(graph)) {
    const prototype = follow(graph, node, '__proto__');
    if (prototype === undefined || !isStoreClass(prototype)) continue;
    if (edgesOf(graph, node).some((edge) => isTrue(graph.to(edge)))) forgotten[node] = 1;
  }
  const tables = [];
  for (let node = 0; node < graph.count; node++)
    if (graph.type(node) === 'array' && edgesOf(graph, node).some((edge) => forgotten[graph.to(edge)]))
      tables.push(node);
  for (const table of tables) forgotten[table] = 1;
  return forgotten;
}

/**
 * The texts of scripts, which V8 keeps and lets go as it likes.
 * @param {Graph} graph
 */
function scriptSources(graph) {
  const sources = new Uint8Array(graph.count);
  for (let node = 0; node < graph.count; node++) {
    const source = graph.type(node) === 'code' ? follow(graph, node, 'source') : undefined;
    if (source !== undefined) sources[source] = 1;
  }
  return sources;
}

/**
 * What is kept from the roots on without those that are left out.
 * @param {Graph} graph
 * @param {(node: number) => boolean} isLeftOut
 */
function reachable(graph, isLeftOut) {
  const seen = new Uint8Array(graph.count);
  seen[0] = 1;
  const open = [0];
  for (let node = open.pop(); node !== undefined; node = open.pop())
    for (const edge of edgesOf(graph, node)) {
      const to = graph.to(edge);
      if (seen[to] || graph.isWeak(edge) || isLeftOut(to)) continue;
      seen[to] = 1;
      open.push(to);
    }
  return seen;
}

/**
 * @param {Graph} graph
 * @param {number} node
 */
function isEngine(graph, node) {
  const type = graph.type(node);
  return (
    type === 'code' ||
    type === 'object shape' ||
    (type === 'hidden' && graph.name(node) === 'system / WeakArrayList')
  );
}

/**
 * @param {Graph} graph
 * @param {number} node
 */
function edgesOf({ first }, node) {
  const start = /** @type {number} */ (first[node]);
  return Array.from({ length: /** @type {number} */ (first[node + 1]) - start }, (_, i) => start + i);
}

/** @param {Graph} graph */
function* objects(graph) {
  for (let node = 0; node < graph.count; node++) if (graph.type(node) === 'object') yield node;
}

/**
 * Asks once of each node.
 * @param {(node: number) => boolean} ask
 */
function remembered(ask) {
  /** @type {Map<number, boolean>} */
  const known = new Map();
  return (/** @type {number} */ node) => {
    const answer = known.get(node) ?? ask(node);
    known.set(node, answer);
    return answer;
  };
}
