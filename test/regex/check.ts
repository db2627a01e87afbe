/** Computes the verdicts that are missing in `verdicts.json` and drops those of expressions that are gone: `npm run regex:check`. */
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { builtExpressions, filesThatBuild } from './built.ts';
import { checked } from './checking.ts';
import { type RegexLiteral, regexLiterals, written } from './literals.ts';
import { nameOf, readVerdicts, statusOf, type Verdict, verdictsFile } from './verdicts.ts';

const all = [...regexLiterals(), ...(await builtExpressions(filesThatBuild()))];
const there = new Map<string, RegexLiteral>(all.map((one) => [nameOf(one), one]));
const verdicts = new Map<string, Verdict>([...readVerdicts()].filter(([name]) => there.has(name)));
const missing = [...there].filter(([name]) => !verdicts.has(name));
console.log(`${verdicts.size} verdicts kept, ${missing.length} to compute.`);

async function computeMissing(): Promise<void> {
  for (let next = missing.shift(); next !== undefined; next = missing.shift()) {
    const [name, expression] = next;
    const verdict = await checked(expression);
    if (verdict !== 'safe') console.log(`${statusOf(verdict)}: ${written(expression)}`);
    verdicts.set(name, verdict);
    save();
  }
}

function save(): void {
  const sorted = [...verdicts].sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = sorted.map(([name, verdict]) => `  ${JSON.stringify(name)}: ${JSON.stringify(verdict)}`);
  writeFileSync(verdictsFile, `{\n${lines.join(',\n')}\n}\n`);
}

await Promise.all(Array.from({ length: availableParallelism() }, computeMissing));
save();
