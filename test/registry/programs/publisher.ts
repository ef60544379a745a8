// Publishes one version after the other until it is killed, and says which are done: `node publisher.mjs CONNECTION FIRST`.
import { connectionFromSettings } from '../../../src/registry/connection.js';
import { Database } from '../../../src/registry/postgres/database.js';
import { publishable, publishTo } from '../publications.js';

const [settings = '', first = '', password = ''] = process.argv.slice(2);
const { connection } = connectionFromSettings(JSON.parse(settings));
if (!connection) throw new Error('There is no connection.');
const database = new Database(connection, { password });
for (let number = Number(first); ; number++) {
  const outcome = await publishTo(database, publishable({ id: 'killed', semver: `${number}.0.0` }));
  process.stdout.write(`${outcome.kind} ${number}\n`);
}
