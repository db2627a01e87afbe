import { type Node, parseSync, Visitor } from 'oxc-parser';
import { isBareSyllable } from '../../src/vietnamese/bare-syllable.ts';

/** What the rules about words and sizes need to know of a file, read from its syntax. */
export interface SyntaxFacts {
  /** Names it exports. */
  exports: string[];
  /** Vietnamese sentences in strings and templates: two words or more, one of them with a Vietnamese letter. */
  sentences: string[];
  /** Regular expressions over Vietnamese, with or without diacritics. */
  patterns: string[];
  /** `createX` functions and their lengths in lines. */
  factories: { name: string; lines: number }[];
}

const vietnameseLetter = /[ăâđêôơưàáạảãầấậẩẫằắặẳẵèéẹẻẽềếệểễìíịỉĩòóọỏõồốộổỗờớợởỡùúụủũừứựửữỳýỵỷỹ]/iu;

/** Reads the syntax of one file; a text that is no TypeScript gives empty lists. */
export function syntaxFacts(path: string, text: string): SyntaxFacts {
  const facts: SyntaxFacts = { exports: [], sentences: [], patterns: [], factories: [] };
  const { program } = parseSync(path, text);
  for (const statement of program.body) {
    if (statement.type !== 'ExportNamedDeclaration' || !statement.declaration) continue;
    const { declaration } = statement;
    if (declaration.type === 'VariableDeclaration')
      facts.exports.push(...declaration.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : [])));
    else if ('id' in declaration && declaration.id && 'name' in declaration.id) facts.exports.push(String(declaration.id.name));
  }
  const say = (value: string) => {
    if (vietnameseLetter.test(value) && /\p{L}+[\s,]+\p{L}+/u.test(value)) facts.sentences.push(value.trim().slice(0, 60));
  };
  const linesOf = ({ start, end }: Pick<Node, 'start' | 'end'>) => text.slice(start, end).split('\n').length;
  new Visitor({
    Literal(node) {
      if ('regex' in node && node.regex) {
        if (isOverVietnamese(node.regex.pattern)) facts.patterns.push(node.regex.pattern.slice(0, 60));
      } else if (typeof node.value === 'string') say(node.value);
    },
    TemplateElement: (node) => say(node.value.raw),
    JSXText: (node) => say(node.value),
    FunctionDeclaration(node) {
      if (node.id && /^create[A-Z]/u.test(node.id.name)) facts.factories.push({ name: node.id.name, lines: linesOf(node) });
    },
  }).visit(program);
  return facts;
}

/** Has a Vietnamese letter, or two neighbouring words that are Vietnamese syllables without diacritics: `don vi`. */
function isOverVietnamese(pattern: string): boolean {
  if (vietnameseLetter.test(pattern)) return true;
  const phrases = pattern.matchAll(/(?<![\\a-z])(?<one>[a-z]{2,7})(?: |\\s\+)(?<two>[a-z]{2,7})(?![a-z])/gu);
  return [...phrases].some(({ groups }) => isBareSyllable(groups!.one!) && isBareSyllable(groups!.two!));
}
