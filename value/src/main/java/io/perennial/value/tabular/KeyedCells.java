// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular;

import java.util.HashMap;
import java.util.Map;

/** The cells of a column, and what equal words have in common, worked out once for each word. */
final class KeyedCells {

  private final String[] cells;
  private String[] keys = {};

  KeyedCells(String[] cells) {
    this.cells = cells;
  }

  double[] values(Coded code) {
    boolean words = code.kind().readsWords();
    if (words && keys.length < cells.length) {
      Map<String, String> known = new HashMap<>();
      keys = new String[cells.length];
      for (int i = 0; i < cells.length; i++) {
        keys[i] = known.computeIfAbsent(cells[i], ColumnLook::key);
      }
    }
    double[] values = new double[cells.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = code.value(cells[i], words ? keys[i] : "");
    }
    return values;
  }
}
