/** The icon of an entity's kind; that of a component for kinds without an icon. */
export function kindIcon(kind: string): string {
  const name = kind.toLowerCase()
  return (Object.hasOwn(kindIcons, name) ? kindIcons[name] : undefined) ?? component
}

const component = 'M8 1.75 13.5 4.9v6.2L8 14.25 2.5 11.1V4.9L8 1.75ZM2.75 5 8 8l5.25-3M8 8v6'

const kindIcons: Readonly<Record<string, string>> = {
  api: 'M5.5 2.5H5c-1 0-1.5.6-1.5 1.5v2c0 1-.5 1.75-1.5 2 1 .25 1.5 1 1.5 2v2c0 .9.5 1.5 1.5 1.5h.5M10.5 2.5h.5c1 0 1.5.6 1.5 1.5v2c0 1 .5 1.75 1.5 2-1 .25-1.5 1-1.5 2v2c0 .9-.5 1.5-1.5 1.5h-.5',
  resource: 'M2.75 3.75v8.5c0 1.1 2.35 2 5.25 2s5.25-.9 5.25-2v-8.5M2.75 8c0 1.1 2.35 2 5.25 2s5.25-.9 5.25-2',
  system:
    'M3.25 2.25h2.5a1 1 0 0 1 1 1v2.5a1 1 0 0 1-1 1h-2.5a1 1 0 0 1-1-1v-2.5a1 1 0 0 1 1-1zM10.25 2.25h2.5a1 1 0 0 1 1 1v2.5a1 1 0 0 1-1 1h-2.5a1 1 0 0 1-1-1v-2.5a1 1 0 0 1 1-1zM3.25 9.25h2.5a1 1 0 0 1 1 1v2.5a1 1 0 0 1-1 1h-2.5a1 1 0 0 1-1-1v-2.5a1 1 0 0 1 1-1zM10.25 9.25h2.5a1 1 0 0 1 1 1v2.5a1 1 0 0 1-1 1h-2.5a1 1 0 0 1-1-1v-2.5a1 1 0 0 1 1-1z',
  domain: 'M8 2l6 3-6 3-6-3 6-3ZM2 8l6 3 6-3M2 11l6 3 6-3',
  group:
    'M3.5 5.25a2.5 2.5 0 1 0 5 0 2.5 2.5 0 1 0-5 0M1.5 13.25c.35-2.6 2.1-4 4.5-4s4.15 1.4 4.5 4M10.75 2.95a2.5 2.5 0 0 1 0 4.6M12.2 9.7c1.35.6 2.1 1.8 2.3 3.55',
  user: 'M5.25 5a2.75 2.75 0 1 0 5.5 0 2.75 2.75 0 1 0-5.5 0M2.75 13.75c.4-2.9 2.5-4.5 5.25-4.5s4.85 1.6 5.25 4.5',
  template:
    'M9.25 1.75h-5c-.7 0-1.25.55-1.25 1.25v10c0 .7.55 1.25 1.25 1.25h7.5c.7 0 1.25-.55 1.25-1.25V5.5L9.25 1.75ZM9 2v3.75h3.75M8 7.75v4M6 9.75h4',
}
