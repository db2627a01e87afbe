import { describe } from 'vitest';
import { describeStartingTexts } from '../../contracts/starting-texts.ts';
import { createRecordsMemory } from '../../fakes/records-memory.ts';

describe('texts to begin with, in memory', () => describeStartingTexts(async () => ({ records: createRecordsMemory() })));
