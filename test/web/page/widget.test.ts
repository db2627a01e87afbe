import { describe, expect, it } from 'vitest';
import { asset } from '../../../src/web/http/assets.ts';
import { createWidgetRoutes } from '../../../src/web/page/widget.ts';
import { widgetWords } from '../../../src/web/page/words.ts';

const files = new Map([['widget.js', asset('text/javascript', "const words = '__GIVEN__';\n")]]);

describe('the script that puts the page on another site', () => {
  it('G-15: is there for the sites that are named, and may be loaded by them for an hour', async () => {
    const response = await createWidgetRoutes(files, ['https://tinh.example.vn']).request('/widget.js');
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'public, max-age=3600',
    });
    const script = await response.text();
    expect(script).toContain(JSON.stringify(JSON.stringify(widgetWords)));
    // In a function of its own: no name of it gets in the way of the site's scripts.
    expect(script).toMatch(/^\(\(\) => \{\n[\s\S]*\}\)\(\);\n$/u);
  });

  it('G-15: is not there where no site is named, even where the file itself is missing', async () => {
    expect((await createWidgetRoutes(files, []).request('/widget.js')).status).toBe(404);
    expect((await createWidgetRoutes(new Map(), []).request('/widget.js')).status).toBe(404);
    expect(() => createWidgetRoutes(new Map(), ['https://tinh.example.vn'])).toThrow('widget.js is missing');
  });
});
