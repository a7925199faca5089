/** Nobody. */
export const personNone =
  'M3.75 5a2.75 2.75 0 1 0 5.5 0 2.75 2.75 0 1 0-5.5 0M1.25 13.75c.4-2.9 2.5-4.5 5.25-4.5 1.5 0 2.8.45 3.7 1.3M10.75 12.75h4'
/** Looked for, and not there. */
export const searchNone = 'M2.25 7a4.75 4.75 0 1 0 9.5 0 4.75 4.75 0 1 0-9.5 0M10.5 10.5l3.75 3.75M5.4 5.4l3.2 3.2M8.6 5.4 5.4 8.6'
/** Once more. */
export const refresh = 'M13.5 3v3.25h-3.25M2.5 13V9.75h3.25M13.2 6.25A5.5 5.5 0 0 0 3.5 5M2.8 9.75a5.5 5.5 0 0 0 9.7 1.25'
