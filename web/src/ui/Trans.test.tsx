import { beforeAll, expect, test } from '@jest/globals';
import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { renderToStaticMarkup } from 'react-dom/server';
import { Name } from './Name.tsx';

beforeAll(() => {
  i18n.loadAndActivate({ locale: 'en', messages: {} });
});

function markupOf(name: string): string {
  return renderToStaticMarkup(
    <I18nProvider i18n={i18n}>
      <Trans>
        <em>
          Made by <Name most={3_000}>{name}</Name>
        </em>
        , read by {name}.
      </Trans>
    </I18nProvider>,
  );
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

test.each([
  'refined.organisations',
  '<b>bold</b>',
  '<0>an element of the message</0>',
  '<1/>',
  '<script>alert(1)</script>',
  '<img src=x onerror="alert(1)">',
  'a < b > c',
  '<\u{10FFFF}b>what hides tags</\u{10FFFF}b><\u{10FFFF}\u{10FFFF}',
])('the name %s is filled into a sentence letter by letter', (name) => {
  const said = escaped(name);
  expect(markupOf(name)).toBe(`<em>Made by <bdi class="mono ">${said}</bdi></em>, read by ${said}.`);
});
