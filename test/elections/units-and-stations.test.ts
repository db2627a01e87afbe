import { describe, expect, test } from 'vitest';
import { createElectoralUnits } from '../../src/elections/electoral-units.ts';
import type { ElectoralUnit, PollingStation } from '../../src/elections/places.ts';
import { createPollingStations, distanceKm } from '../../src/elections/polling-stations.ts';
import { lazily } from '../setup/lazily.ts';

const source = { title: 'a source', publisher: 'a publisher', date: '2026-03-01' };
const unit = (level: ElectoralUnit['level'], number: string, communes: string[]): ElectoralUnit => ({
  level,
  number,
  communes,
  confidence: 'established',
  source,
});
const station = (area: string, extra: Partial<PollingStation> = {}): PollingStation => ({
  communeCode: '02671',
  area,
  hamlets: [],
  name: `Nhà văn hóa ${area}`,
  address: 'Tổ 1',
  source,
  ...extra,
});

describe('electoral units', () => {
  const units = lazily(() =>
    createElectoralUnits([unit('province', '09', ['02671', '02647']), unit('national-assembly', '3', ['02671'])]),
  );

  test('a commune belongs to one unit at each level, the National Assembly first', () => {
    expect(
      units()
        .ofCommune('02671')
        .map(({ level, number }) => `${level} ${number}`),
    ).toEqual(['national-assembly 3', 'province 09']);
  });

  test('9 and 09 are one number; unit 9 of the province is no unit of the National Assembly', () => {
    expect(
      units()
        .numbered('9')
        .map((found) => found.level),
    ).toEqual(['province']);
    expect(units().numbered('09', 'national-assembly')).toEqual([]);
  });
});

describe('polling stations', () => {
  const stations = lazily(() =>
    createPollingStations([
      station('10', { latitude: 22.48, longitude: 103.97 }),
      station('2'),
      station('1', { latitude: 22.5, longitude: 104 }),
    ]),
  );

  test('are listed by the number of their area, as numbers', () => {
    expect(
      stations()
        .inCommune('02671')
        .map(({ area }) => area),
    ).toEqual(['1', '2', '10']);
  });

  test('the nearest is found among those with coordinates and never beyond the limit', () => {
    expect(stations().nearest({ latitude: 22.481, longitude: 103.971 }, 5)?.station.area).toBe('10');
    expect(stations().nearest({ latitude: 10.77, longitude: 106.7 }, 5)).toBeUndefined();
  });

  test('one degree of latitude is about 111 km', () => {
    expect(distanceKm({ latitude: 22, longitude: 104 }, { latitude: 23, longitude: 104 })).toBeCloseTo(111.2, 0);
  });
});
