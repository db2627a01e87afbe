/**
 * First import of every entry point: one clear sentence where Node is too old, instead of a stack trace from a dependency.
 * The lock file brings Node 24 with it, so anything started through npm scripts or npx already has it.
 */
const oldestMajor = 24;

if (Number.parseInt(process.versions.node, 10) < oldestMajor) {
  process.stderr.write(
    `cutri needs Node ${oldestMajor} or newer and this is Node ${process.versions.node}: ` +
      'start it through npm ("npm start", "npx cutri ask …"), which uses the Node that "npm ci" installed.\n',
  );
  process.exit(1);
}
