// SPDX-License-Identifier: Apache-2.0
// Line drawings of 24 by 24; decoration only, words stand beside them.
import {h} from '/ui/lib/dom.js';

const paths = {
  portfolio: 'M4 19V5M4 19h16M8 15l4-5 3 3 5-7',
  segments: 'M12 3a9 9 0 1 0 9 9h-9zM15 3.5A9 9 0 0 1 20.5 9H15z',
  value: 'M12 3v18M16.5 7.5C16 6 14.3 5 12 5 9.5 5 7.5 6.2 7.5 8.3c0 4.7 9.5 2.3 9.5 7.2 0 2.2-2.2 3.5-5 3.5-2.5 0-4.5-1-5-2.7',
  customers: 'M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM2 21c0-4 3-6 7-6s7 2 7 6M16 3.5a4 4 0 0 1 0 7M22 21c0-3-1.5-5-4-5.7',
  actions: 'M13 2 4 14h7l-1 8 9-12h-7z',
  data: 'M4 6c0-1.7 3.6-3 8-3s8 1.3 8 3-3.6 3-8 3-8-1.3-8-3zM4 6v12c0 1.7 3.6 3 8 3s8-1.3 8-3V6M4 12c0 1.7 3.6 3 8 3s8-1.3 8-3',
  models: 'M12 3l8 4.5v9L12 21l-8-4.5v-9zM12 12l8-4.5M12 12v9M12 12L4 7.5',
  live: 'M5 12a7 7 0 0 1 14 0M8 12a4 4 0 0 1 8 0M12 12v.1M12 16v4',
  governance: 'M12 3l8 3v6c0 5-3.5 8-8 9-4.5-1-8-4-8-9V6z',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM20 20l-4-4',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6 19 19M5 19l1.4-1.4M17.6 6.4 19 5',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z',
  leave: 'M10 4H5v16h5M15 8l4 4-4 4M19 12H9',
  alert: 'M12 3 2 20h20zM12 10v4M12 17v.1',
  nothing: 'M4 13l3-8h10l3 8v6H4zM4 13h5l1 3h4l1-3h5',
  table: 'M4 5h16v14H4zM4 10h16M10 5v14',
  save: 'M12 4v11M7 11l5 5 5-5M4 20h16',
};

export const icon = name =>
  h('svg', {class: 'icon', viewBox: '0 0 24 24', 'aria-hidden': 'true', focusable: 'false'},
    h('path', {d: paths[name] ?? paths.nothing}));
