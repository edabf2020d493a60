// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import io.perennial.ingest.sniff.NumberForms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What holds between columns of numbers: products, and what grows with what. */
final class MoneyColumns {

  private static final int LEAST_ROWS = 5;
  private static final double ROUNDED = 0.011;

  private final Sample sample;

  MoneyColumns(Sample sample) {
    this.sample = sample;
  }

  /** The share of rows in which {@code total} is {@code price} times {@code quantity}. */
  double isProduct(String total, String price, String quantity) {
    List<OptionalDouble> totals = numbers(total);
    List<OptionalDouble> prices = numbers(price);
    List<OptionalDouble> quantities = numbers(quantity);
    int rows = 0;
    int same = 0;
    for (int row = 0; row < totals.size(); row++) {
      if (totals.get(row).isPresent()
          && prices.get(row).isPresent()
          && quantities.get(row).isPresent()) {
        double product = prices.get(row).getAsDouble() * quantities.get(row).getAsDouble();
        double difference = Math.abs(Math.abs(totals.get(row).getAsDouble()) - Math.abs(product));
        rows++;
        same += difference <= ROUNDED * Math.max(1, Math.abs(product) / 20) ? 1 : 0;
      }
    }
    return rows < LEAST_ROWS ? 0 : (double) same / rows;
  }

  /**
   * Whether, for the same product, {@code price} rises in step with {@code quantity}: then it is
   * the money of the whole line.
   */
  boolean growsWith(String price, String quantity, String product) {
    List<OptionalDouble> prices = numbers(price);
    List<OptionalDouble> quantities = numbers(quantity);
    List<String> products = sample.values(product);
    Map<String, Map<Double, List<Double>>> seen = new HashMap<>();
    for (int row = 0; row < products.size(); row++) {
      if (prices.get(row).isPresent()
          && quantities.get(row).isPresent()
          && quantities.get(row).getAsDouble() > 0
          && prices.get(row).getAsDouble() > 0) {
        seen.computeIfAbsent(products.get(row), key -> new HashMap<>())
            .computeIfAbsent(quantities.get(row).getAsDouble(), key -> new ArrayList<>())
            .add(prices.get(row).getAsDouble());
      }
    }
    int grow = 0;
    int stay = 0;
    for (Map<Double, List<Double>> byQuantity : seen.values()) {
      if (byQuantity.size() < 2 || !byQuantity.containsKey(1.0)) {
        continue;
      }
      double one = middle(byQuantity.get(1.0));
      for (Map.Entry<Double, List<Double>> more : byQuantity.entrySet()) {
        if (more.getKey() > 1) {
          double ratio = middle(more.getValue()) / one;
          boolean inStep = Math.abs(ratio - more.getKey()) < Math.abs(ratio - 1);
          grow += inStep ? 1 : 0;
          stay += inStep ? 0 : 1;
        }
      }
    }
    return grow >= LEAST_ROWS && grow > 2 * stay;
  }

  private static double middle(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  private List<OptionalDouble> numbers(String column) {
    return sample.values(column).stream()
        .map(value -> NumberForms.value(value, sample.mark()))
        .toList();
  }
}
