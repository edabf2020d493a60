// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.chart;

/**
 * A picture of numbers, and the numbers. The picture has no colours of its own: its parts have
 * classes (s1, s2, s3 for series, g0 to g8 for groups, q0 to q5 for fifths, cell, axis, grid, mark)
 * that the page's style sheet colours, in light and in dark.
 */
public interface Chart {

  /** The picture: one {@code svg} element with a title for those who do not see it. */
  String svg();

  /** The picture as a page has it: with buttons before it where it can be seen in several ways. */
  default String html() {
    return svg();
  }

  /** The same numbers as a table. */
  DataTable table();
}
