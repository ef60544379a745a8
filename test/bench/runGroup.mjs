// `node test/bench/runGroup.mjs GROUP full|quick|smoke FILE`: measures one group in a process of its own, prints its table unless it
// is a smoke run, and writes it to the file. What goes wrong ends the process with an error.
import { Effort } from './effort.mjs';
import { allGroups } from './groupFiles.mjs';
import { checkReport, printReport, writeReport } from './report.mjs';

const [group, thoroughness, file] = process.argv.slice(2);
const effort = new Effort(thoroughness);
const { default: measure } = await import(allGroups.get(group));
const report = { group, ...(await measure({ effort })), effort: thoroughness };
checkReport(report, effort);
await writeReport(file, report);
if (!effort.isSmoke) printReport(report);
