import { officeRoles } from '../../announcements/people/officials.ts';
import type { ConsoleRoute, OfficialVisit } from '../route.ts';
import { createNumbers, type NumbersDeps } from './numbers.ts';
import { type ServiceSettings, SettingsPage } from './settings-page.tsx';

export interface OverviewRoutesDeps extends NumbersDeps {
  service: ServiceSettings;
  /** Where what the province says of itself is kept. */
  provinceFile: string;
}

/** Numbers for everybody, settings for administrators. Nothing is changed here. */
export function createOverviewRoutes(deps: OverviewRoutesDeps): ConsoleRoute[] {
  const { service, provinceFile: file, pack, show } = deps;
  const numbers = createNumbers(deps);
  return [
    { method: 'GET', path: '/so-lieu', may: officeRoles, run: numbers.page },
    { method: 'GET', path: '/so-lieu.csv', may: officeRoles, run: numbers.csv },
    {
      method: 'GET',
      path: '/cai-dat',
      may: ['admin'],
      run: ({ c, official, formToken }: OfficialVisit) =>
        show(c, SettingsPage, { official, formToken, service, about: pack().about, file }),
    },
  ];
}
