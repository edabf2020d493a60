// SPDX-License-Identifier: Apache-2.0
// Runs before the first paint, so that nobody sees the other theme flash by. Not a module: those wait.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem('perennial.theme');
  } catch {
    // a browser that keeps nothing gets the theme of the system
  }
  if (chosen === 'light' || chosen === 'dark') {
    document.documentElement.dataset.theme = chosen;
  }
})();
