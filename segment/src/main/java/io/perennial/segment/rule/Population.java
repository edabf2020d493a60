// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.rule;

import io.perennial.math.summary.Quantiles;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What is typical of all customers, for those of whom too little is known: the median of each
 * feature that conditions ask for. Frozen with the rules that are used live.
 *
 * @param medians by feature; one that nobody has is not there
 */
public record Population(Map<String, Double> medians) implements Serializable {

  /** Of which nothing is known: whatever is typical is missing. */
  public static final Population UNKNOWN = new Population(Map.of());

  public Population {
    medians = Map.copyOf(medians);
  }

  /**
   * The medians of features. Sorts a copy of each.
   *
   * @param values by feature, shape [n]; NaN where it is missing
   */
  public static Population of(Map<String, double[]> values) {
    Map<String, Double> medians = new TreeMap<>();
    values.forEach(
        (name, column) -> {
          double[] known = Arrays.stream(column).filter(Double::isFinite).toArray();
          if (known.length > 0) {
            medians.put(name, Quantiles.of(known).median());
          }
        });
    return new Population(medians);
  }

  /** The median of a feature; empty where nobody has it. */
  public OptionalDouble median(String feature) {
    Double median = medians.get(feature);
    return median == null ? OptionalDouble.empty() : OptionalDouble.of(median);
  }
}
