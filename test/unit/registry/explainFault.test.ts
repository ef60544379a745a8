// What the driver throws, as it was recorded fault by fault, in words that say what to do.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { inspect } from 'node:util';
import { connectionFromSettings } from '../../../src/registry/connection.js';
import { explainFault } from '../../../src/registry/postgres/explainFault.js';
import { RegistryError, type RegistryErrorCode } from '../../../src/registry/registryError.js';
import { projectFolder } from '../projectFolder.js';

interface Recorded {
  readonly name: string;
  readonly ok?: boolean;
  readonly code?: string;
  readonly severity?: string;
  readonly message?: string;
}
const recorded = JSON.parse(
  readFileSync(path.join(projectFolder, 'test/vectors/registry/pg-errors.json'), 'utf8'),
) as readonly Recorded[];

const { connection } = connectionFromSettings({ host: 'db.example', database: 'prompts', user: 'ann' });
assert.ok(connection);
const known = connection;
const PASSWORD = 'hunter2';

const explain = (fault: unknown): RegistryError => explainFault(fault, known, PASSWORD);
const faultOf = ({ code, severity, message = '' }: Omit<Recorded, 'name'>): Error =>
  Object.assign(new Error(message), { ...(code && { code }), ...(severity && { severity }) });

const EXPECTED: Readonly<Record<string, RegistryErrorCode>> = {
  'refused (no server)': 'unreachable',
  'localhost, no server (two addresses)': 'unreachable',
  'unknown host': 'unknown-host',
  'wrong password': 'authentication',
  'no password': 'authentication',
  'unknown user': 'authentication',
  'unknown database': 'no-database',
  'no table': 'no-tables',
  'no column': 'outdated-tables',
  'no right to read': 'no-permission',
  'no right to write': 'no-permission',
  'too many connections of the role': 'too-many-connections',
  'a server that never answers': 'timeout',
  'an HTTP server': 'lost',
  'a server that drops': 'lost',
  'statement timeout': 'timeout',
  'query timeout': 'timeout',
  'lock timeout': 'locked',
  'terminated while working': 'lost',
  'pool exhausted': 'timeout',
  'unique conflict': 'conflict',
  'missing template': 'conflict',
  'TLS wanted, server has none': 'tls',
  'TLS, unknown authority': 'tls',
  'TLS, authority given, host is an address': 'tls',
};

describe('a fault of the database', () => {
  const faults = recorded.filter(({ ok }) => ok !== true);

  it('is expected, each that was recorded', () => {
    assert.deepEqual(faults.map(({ name }) => name).sort(), Object.keys(EXPECTED).sort());
  });

  for (const fault of faults)
    it(`${fault.name}: says what to do`, () => {
      const error = explain(faultOf(fault));
      assert.equal(error.code, EXPECTED[fault.name]);
      assert.match(error.message, /\. (?:Check|Try|Set|Close|Ask|Connect|Run|Name|Turn|Compare|Free)\b.*\.$/);
      // Nothing of the driver's own words where there are better ones.
      assert.doesNotMatch(error.message, /SASL|ECONN|relation|FATAL|terminat/);
    });

  it('names the migration that a database lacks', () => {
    assert.match(
      explain(faultOf({ code: '42703', message: 'column b.tags does not exist' })).message,
      /b5f6a1b2c3d4/,
    );
  });

  it('holds no password, stack or cause of what was thrown, however it is looked at', () => {
    const faults = [
      faultOf({ message: `connect failed for ${PASSWORD}` }),
      faultOf({ code: '28P01', message: `password authentication failed with ${PASSWORD}` }),
      faultOf({ code: '28000', message: `no entry for ${PASSWORD}` }),
      faultOf({ code: 'EPROTO', message: `wrong version number ${PASSWORD}` }),
      Object.assign(new Error('x'), { client: { password: PASSWORD }, cause: new Error(PASSWORD) }),
      `thrown ${PASSWORD}`,
      { password: PASSWORD },
      null,
    ];
    for (const fault of faults) {
      const error = explain(fault);
      const seen = [
        error.message,
        error.stack ?? '',
        inspect(error, { depth: 9, showHidden: true }),
        JSON.stringify(error),
      ];
      assert.ok(!seen.some((text) => text.includes(PASSWORD)));
      assert.equal(error.cause, undefined);
    }
  });

  it('shows what a server says on one line, cut', () => {
    const { message } = explain(faultOf({ message: `a\u001b[31m\n${'b'.repeat(5000)}` }));
    assert.ok(message.length < 400);
    assert.ok(!message.includes('\u001b') && !message.includes('\n'));
  });

  it('of the server or the system is told by what to do about it', () => {
    const codes: Readonly<Record<string, RegistryErrorCode>> = {
      '53100': 'disk-full',
      '53300': 'too-many-connections',
      '57P03': 'unavailable',
      '57P02': 'lost',
      '25006': 'read-only',
      '40P01': 'busy',
      '40001': 'busy',
      '28000': 'authentication',
      '08004': 'lost',
      ECONNRESET: 'lost',
      ETIMEDOUT: 'timeout',
      EAI_AGAIN: 'unknown-host',
      CERT_HAS_EXPIRED: 'tls',
      UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls',
      XX000: 'refused',
    };
    for (const [code, expected] of Object.entries(codes)) {
      const error = explain(faultOf({ code, message: 'what it said' }));
      assert.equal(error.code, expected, code);
      assert.match(error.message, /^[A-Z].*\.$/);
    }
  });

  it('stays what it is when it is explained again', () => {
    const error = explain(faultOf({ code: '3D000' }));
    assert.equal(explain(error), error);
    assert.ok(RegistryError.is(error));
    assert.ok(!RegistryError.is(new Error('x')));
  });

  it('says whether trying again may help', () => {
    assert.ok(explain(faultOf({ code: '57P03' })).isPassing);
    assert.ok(!explain(faultOf({ code: '3D000' })).isPassing);
  });
});
