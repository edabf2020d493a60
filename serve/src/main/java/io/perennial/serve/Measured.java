// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve;

import java.util.List;
import java.util.Map;

/** What has figures that operators watch; asked for each time that metrics are read. */
public interface Measured {

  /**
   * A gauge, or one of each label.
   *
   * @param name lower case with underscores and the unit last: {@code snapshot_age_seconds}; {@code
   *     perennial_} comes before it
   * @param meaning in a line
   * @param label what the keys of values are, such as {@code table}
   * @param values by label; one of the empty label where there is one alone
   */
  record Figure(String name, String meaning, String label, Map<String, Double> values) {

    public Figure {
      values = Map.copyOf(values);
    }

    /** One alone. */
    public static Figure of(String name, String meaning, double value) {
      return new Figure(name, meaning, "", Map.of("", value));
    }
  }

  /** Them now. */
  List<Figure> figures();
}
