import type { PollingStation } from './places.ts';

const earthRadiusKm = 6371;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great-circle distance in kilometres between two WGS 84 positions in degrees (haversine formula). */
export function distanceKm(a: { latitude: number; longitude: number }, b: { latitude: number; longitude: number }): number {
  const dLat = radians(b.latitude - a.latitude);
  const dLon = radians(b.longitude - a.longitude);
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(dLon / 2) ** 2;
  return 2 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(h)));
}

export interface PollingStations {
  /** Stations of a commune, by number of the voting area. */
  inCommune(code: string): PollingStation[];
  /** The closest station that has coordinates, at most `withinKm` away. Closest is not "yours": the voter list decides that. */
  nearest(
    position: { latitude: number; longitude: number },
    withinKm: number,
  ): { station: PollingStation; km: number } | undefined;
  readonly size: number;
  /** Stations with coordinates. */
  readonly located: number;
}

export function createPollingStations(stations: PollingStation[]): PollingStations {
  const byArea = [...stations].sort((a, b) => a.area.localeCompare(b.area, 'vi', { numeric: true }));
  return {
    size: stations.length,
    located: stations.filter(({ latitude, longitude }) => latitude !== undefined && longitude !== undefined).length,
    inCommune: (code) => byArea.filter((station) => station.communeCode === code),
    nearest(position, withinKm) {
      let best: { station: PollingStation; km: number } | undefined;
      for (const station of stations) {
        if (station.latitude === undefined || station.longitude === undefined) continue;
        const km = distanceKm(position, { latitude: station.latitude, longitude: station.longitude });
        if (km <= withinKm && (!best || km < best.km)) best = { station, km };
      }
      return best;
    },
  };
}
