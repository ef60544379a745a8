import assert from 'node:assert/strict';
import {
  connectionFromSettings,
  connectionFromUrl,
  connectionText,
  passwordFrom,
  type ReadConnection,
} from '../../../src/registry/connection.js';

const url = (text: string, env: Readonly<Record<string, string>> = {}): ReadConnection =>
  connectionFromUrl(text, { env, userName: 'me' });

describe('a connection from a URL', () => {
  it('has all that the URL says, and defaults for the rest', () => {
    const { connection } = url('postgres://ann:@db.example:6000/prompts%20of%20ours');
    assert.deepEqual(connection, {
      kind: 'postgresql',
      name: 'prompts of ours on db.example',
      host: 'db.example',
      port: 6000,
      database: 'prompts of ours',
      user: 'ann',
      tls: 'verify-full',
      poolSize: 4,
      connectTimeout: 5000,
      statementTimeout: 10000,
      idleTimeout: 10000,
    });
    assert.equal(connectionText(connection), 'database prompts of ours on db.example:6000');
  });

  it('takes from the variables of PostgreSQL what the URL leaves out', () => {
    const env = {
      PGHOST: 'env.example',
      PGPORT: '7000',
      PGUSER: 'env',
      PGDATABASE: 'd',
      PGSSLMODE: 'require',
      PGCONNECT_TIMEOUT: '3',
    };
    const read = url('postgresql://', env);
    assert.ok(read.connection);
    const { connection } = read;
    assert.equal(`${connection.user} ${connectionText(connection)}`, 'env database d on env.example:7000');
    assert.deepEqual([connection.tls, connection.connectTimeout], ['require', 3000]);
    assert.equal(url('postgres://a@h/x', env).connection?.host, 'h');
    assert.equal(url('postgres://h/x').connection?.user, 'me');
  });

  it('encrypts unless the host is this machine', () => {
    for (const host of ['localhost', '127.0.0.1', '127.1.2.3', '[::1]', 'LOCALHOST'])
      assert.equal(url(`postgres://u@${host}/d`).connection?.tls, 'disable', host);
    assert.equal(url('postgres:///d?host=/run/postgresql').connection?.tls, 'disable');
    for (const host of ['db', '10.0.0.1', 'localhost.example', '[::2]'])
      assert.equal(url(`postgres://u@${host}/d`).connection?.tls, 'verify-full', host);
    assert.equal(url('postgres://u@db/d?sslmode=disable').connection?.tls, 'disable');
    assert.equal(url('postgres://u@[::1]/d').connection?.host, '::1');
  });

  it('holds no password, and says where to put it without showing it', () => {
    for (const text of [
      'postgres://u:hunter2@h/d',
      'postgres://u@h/d?password=hunter2',
      'postgres://:hunter2@h/d',
    ]) {
      const { connection, problem = '' } = url(text);
      assert.equal(connection, undefined);
      assert.match(problem, /PROMPT_BUNDLES_REGISTRY_PASSWORD/);
      assert.ok(!problem.includes('hunter2'));
    }
  });

  it('is none where the URL is none, and the reason is a sentence', () => {
    for (const text of [
      '',
      'x',
      'http://h/d',
      'postgres://a,b/d',
      'postgres://u@h:99999/d',
      'postgres://u@h/%',
      'postgres://u@h/%00',
      'postgres://u@h/d?sslmode=prefer',
      'postgres://u@h/d?options=-c%20x',
      'postgres://u@h',
    ]) {
      const { connection, problem = '' } = url(text);
      assert.equal(connection, undefined, text);
      assert.match(problem, /^[A-Z].*\.$/);
    }
    assert.ok(connectionFromUrl('postgres://h/d').problem?.includes('`user`'));
  });
});

describe('a connection from settings', () => {
  const good = { host: 'h', database: 'd', user: 'u' };

  it('has what the settings say, or what their URL says', () => {
    assert.equal(connectionFromSettings(good).connection?.port, 5432);
    const read = connectionFromSettings({
      name: 'Ours',
      url: 'postgres://u@h:1/d',
      tls: 'require',
      replica: { host: 'copy' },
      poolSize: 9,
      rootCertificate: '/ca.pem',
    });
    assert.ok(read.connection);
    const { name, port, poolSize, replica, rootCertificate } = read.connection;
    assert.deepEqual([name, port, poolSize, rootCertificate], ['Ours', 1, 9, '/ca.pem']);
    assert.deepEqual(replica, { host: 'copy', port: 5432 });
  });

  it('is none where a value is wrong, and says which', () => {
    const wrong: readonly (readonly [unknown, RegExp])[] = [
      [null, /object/],
      [[], /object/],
      ['postgres://h/d', /object/],
      [{ ...good, password: 'hunter2' }, /no place for a password/],
      [{ ...good, colour: 1 }, /no key `colour`/],
      [{ ...good, kind: 'mysql' }, /`kind`/],
      [{ ...good, port: 0 }, /`port`/],
      [{ ...good, port: '5432' }, /`port`/],
      [{ ...good, host: 'a b' }, /`host`/],
      [{ ...good, host: 5 }, /`host`/],
      [{ ...good, user: '' }, /`user`/],
      [{ ...good, database: undefined }, /`database`/],
      [{ ...good, tls: 'yes' }, /`yes`/],
      [{ ...good, tls: true }, /TLS/],
      [{ ...good, poolSize: 0 }, /`poolSize`/],
      [{ ...good, statementTimeout: 1.5 }, /`statementTimeout`/],
      [{ ...good, replica: 'copy' }, /`replica`/],
      [{ ...good, replica: { host: 'copy', port: -1 } }, /`port`/],
      [{ ...good, rootCertificate: 1 }, /`rootCertificate`/],
      [{ ...good, name: ' ' }, /`name`/],
      [{ url: 5 }, /`url`/],
      [{ url: 'postgres://u:hunter2@h/d' }, /holds a password/],
    ];
    for (const [value, expected] of wrong) {
      const { connection, problem = '' } = connectionFromSettings(value);
      assert.equal(connection, undefined);
      assert.match(problem, expected);
      assert.ok(!problem.includes('hunter2'));
    }
  });
});

describe('the password in the environment', () => {
  it("is the project's own, or PostgreSQL's", () => {
    assert.equal(passwordFrom({}), undefined);
    assert.equal(passwordFrom({ PGPASSWORD: 'b' }), 'b');
    assert.equal(passwordFrom({ PGPASSWORD: 'b', PROMPT_BUNDLES_REGISTRY_PASSWORD: 'a' }), 'a');
  });
});
