import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { answerJson, type GotRequest } from './testServer.js';

/** What happens to a request: it is carried out or not, and answered or not. */
export type Fault =
  | 'none'
  /** Answers 500 and does nothing, as where two create at once. */
  | 'failed'
  /** Answers 500 and has done it all the same. */
  | 'failed, stored'
  | 'dropped'
  | 'dropped, stored'
  | 'hangs'
  | 'page of a proxy'
  /** Answers 201 and commits later: the next `looks` requests do not see it. */
  | 'late';

interface Row {
  readonly uuid: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** Requests that go by before others see it. */
  hidden: number;
}

/** A service that creates and finds as the recorded one does, with faults by the number of the request, from 0. */
export class FakeService {
  readonly requests: string[] = [];
  #templates: Row[] = [];
  #bundles: Row[] = [];

  constructor(private readonly faults: Readonly<Record<number, Fault>> = {}) {}

  get stored(): { readonly templates: readonly string[]; readonly bundles: readonly string[] } {
    const names = (rows: readonly Row[], key: string): string[] =>
      rows.map(({ body }) => `${String(body[key])}@${String(body['semver'])}`);
    return { templates: names(this.#templates, 'template_id'), bundles: names(this.#bundles, 'bundle_id') };
  }

  /** Takes a template away, as somebody with the API can. */
  remove(templateId: string): void {
    this.#templates = this.#templates.filter(({ body }) => body['template_id'] !== templateId);
  }

  readonly handle = (request: GotRequest, response: ServerResponse): void => {
    const fault = this.faults[this.requests.length] ?? 'none';
    this.requests.push(`${request.method} ${request.path.replace('/api/v1/prompts/', '')}`);
    for (const row of [...this.#templates, ...this.#bundles]) row.hidden--;
    if (fault === 'failed') return void response.writeHead(500, PLAIN).end('Internal Server Error');
    if (fault === 'dropped') return void response.socket?.destroy();
    if (fault === 'hangs') return;
    if (fault === 'page of a proxy')
      return void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Hello</h1>');
    const { status, body } = this.#carryOut(request, fault === 'late');
    if (fault === 'failed, stored') response.writeHead(500, PLAIN).end('Internal Server Error');
    else if (fault === 'dropped, stored') response.socket?.destroy();
    else answerJson(response, status, body);
  };

  #carryOut({ method, path, body }: GotRequest, late: boolean): { status: number; body: unknown } {
    const [, kind, ...rest] = /\/prompts\/(\w+)\/?([^?]*)(?:\?semver=(.*))?$/.exec(path) ?? [];
    if (method === 'DELETE') {
      this.#templates = this.#templates.filter(({ uuid }) => uuid !== rest[0]);
      return { status: 204, body: '' };
    }
    if (method === 'GET') {
      const [id = '', semver = ''] = rest.map(decodeURIComponent);
      const row = this.#bundles.find(
        (one) => one.hidden <= 0 && one.body['bundle_id'] === id && one.body['semver'] === semver,
      );
      return row
        ? { status: 200, body: { ...row.body, id: row.uuid } }
        : { status: 404, body: { detail: 'Bundle not found' } };
    }
    const sent = JSON.parse(body) as Readonly<Record<string, unknown>>;
    if (kind === 'templates') return this.#create(this.#templates, sent, 'template_id', late);
    const ids = Object.entries(sent).flatMap(([key, value]) =>
      key.endsWith('_template_id') ? [String(value)] : [],
    );
    const absent = ids.find((id) => !this.#templates.some(({ uuid, hidden }) => uuid === id && hidden <= 0));
    if (absent !== undefined) return { status: 404, body: { detail: `Template not found: ${absent}` } };
    return this.#create(this.#bundles, sent, 'bundle_id', late);
  }

  #create(
    rows: Row[],
    body: Readonly<Record<string, unknown>>,
    key: 'template_id' | 'bundle_id',
    late: boolean,
  ): { status: number; body: unknown } {
    if (rows.some((row) => row.body[key] === body[key] && row.body['semver'] === body['semver']))
      return { status: 409, body: { detail: `It with this ${key} and semver already exists` } };
    const uuid = randomUUID();
    rows.push({ uuid, body, hidden: late ? 3 : 0 });
    return { status: 201, body: { ...body, id: uuid } };
  }
}

const PLAIN = { 'content-type': 'text/plain; charset=utf-8' };
