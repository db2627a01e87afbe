import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { channelNames, homeChannelsOf } from '../../src/app/platforms.ts';
import { parseConfig } from '../../src/config.ts';

describe('the one list of channels', () => {
  it('names every room of src/channels, and nothing else', () => {
    const rooms = readdirSync(join(import.meta.dirname, '../../src/channels'), { withFileTypes: true });
    const names = rooms.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    expect([...channelNames].sort()).toEqual(names.sort());
  });

  it('says which of them one process at a time receives: the page, and what is polled', () => {
    expect([...homeChannelsOf(parseConfig({}))].sort()).toEqual(['telegram', 'web', 'zalo-bot']);
  });
});
