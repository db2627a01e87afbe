import './src/node-guard.ts';
import { defineConfig } from 'vitest/config';
import { processTests, settings } from './test/setup/settings.ts';

/** `npm run test:journeys`: what `npm test` leaves out, in a browser and with processes that are started and killed. */
export default defineConfig({ test: { ...settings, include: processTests } });
