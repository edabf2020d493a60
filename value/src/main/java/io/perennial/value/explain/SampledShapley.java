// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.explain;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.math.summary.Moments;
import io.perennial.math.summary.StableSum;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.ladder.Cases;
import io.perennial.value.ladder.Explanation;
import io.perennial.value.ladder.LadderModel;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Shapley values of any model's forecast, by random orders: in each, the customer's inputs replace
 * another customer's one by one, and what each step adds is its input's. Every order adds up to the
 * forecast less the other's, hence so do the means, whatever the number of orders. Each order is
 * used backwards too, which takes most of the noise out. Source: Castro, Gómez and Tejada (2009);
 * Štrumbelj and Kononenko (2014); antithetic orders: Mitchell and others (2022).
 *
 * @param explanation additive
 * @param standardErrors of each contribution, by the input's name, in the forecast's unit
 */
public record SampledShapley(Explanation explanation, Map<String, Double> standardErrors) {

  private static final int ROWS_AT_ONCE = 1 << 13;

  public SampledShapley {
    standardErrors = Map.copyOf(standardErrors);
  }

  /**
   * The values of {@code model}'s forecast of row {@code row}.
   *
   * @param background cases of the base with the same inputs
   * @param orders >= 2, each used forwards and backwards: 2 (inputs + 1) forecasts an order
   * @throws TooLittleDataException if the background is empty
   */
  public static SampledShapley of(
      LadderModel model, Cases cases, int row, Cases background, int orders, long seed) {
    if (orders < 2) {
      throw new IllegalArgumentException("Invalid orders: " + orders + " (must be >= 2)");
    }
    if (background.customers() == 0) {
      throw new TooLittleDataException(
          "Cannot explain a forecast: there is no customer to compare with");
    }
    Inputs own = Inputs.of(cases.only(new int[] {row}));
    Inputs others = Inputs.of(background);
    int k = own.size();
    RandomSource source = RandomSource.seeded(seed).derive("orders");
    Moments[] moments = new Moments[k];
    Arrays.setAll(moments, j -> new Moments());
    StableSum totals = new StableSum();
    int chains = Math.max(1, ROWS_AT_ONCE / (2 * (k + 1)));
    for (int from = 0; from < orders; from += chains) {
      int count = Math.min(chains, orders - from);
      Walk walk = new Walk(source, from, count, k, background.customers());
      double[] forecasts =
          Inputs.means(model, own.mixed(new int[walk.other.length], others, walk.other, walk.kept));
      for (int o = 0; o < count; o++) {
        double[] added = walk.added(o, forecasts);
        for (int j = 0; j < k; j++) {
          moments[j].add(added[j]);
        }
        totals.add(forecasts[walk.end(o)]);
      }
    }
    double[] amounts = new double[k];
    double[] values = new double[k];
    Map<String, Double> errors = new LinkedHashMap<>();
    for (int j = 0; j < k; j++) {
      amounts[j] = moments[j].mean().orElseThrow();
      values[j] = own.value(0, j);
      errors.put(own.names().get(j), moments[j].deviation().orElseThrow() / Math.sqrt(orders));
    }
    double total = totals.value() / orders;
    return new SampledShapley(
        Additive.of(
            total - StableSum.of(amounts),
            total,
            own.names(),
            values,
            amounts,
            "sampled Shapley values of " + orders + " orders"),
        errors);
  }

  /** The rows of some orders: k + 1 forwards, from nobody's inputs to all, then k + 1 backwards. */
  private static final class Walk {
    private final int inputs;
    private final int[][] order;
    private final int[] other;
    private final boolean[][] kept;

    Walk(RandomSource source, int from, int count, int inputs, int customers) {
      this.inputs = inputs;
      int length = 2 * (inputs + 1);
      order = new int[count][inputs];
      other = new int[count * length];
      kept = new boolean[count * length][inputs];
      for (int o = 0; o < count; o++) {
        RandomStream random = source.stream(from + o);
        Arrays.fill(other, o * length, (o + 1) * length, random.nextInt(customers));
        shuffle(order[o], random);
        for (int step = 0; step < inputs; step++) {
          for (int later = step + 1; later <= inputs; later++) {
            kept[o * length + later][order[o][step]] = true;
            kept[o * length + inputs + 1 + later][order[o][inputs - 1 - step]] = true;
          }
        }
      }
    }

    /** The row of order {@code o} that has all of the customer's inputs. */
    int end(int o) {
      return o * 2 * (inputs + 1) + inputs;
    }

    double[] added(int o, double[] forecasts) {
      double[] added = new double[inputs];
      int forwards = o * 2 * (inputs + 1);
      int backwards = forwards + inputs + 1;
      for (int step = 0; step < inputs; step++) {
        added[order[o][step]] +=
            0.5 * (forecasts[forwards + step + 1] - forecasts[forwards + step]);
        added[order[o][inputs - 1 - step]] +=
            0.5 * (forecasts[backwards + step + 1] - forecasts[backwards + step]);
      }
      return added;
    }

    private static void shuffle(int[] order, RandomStream random) {
      Arrays.setAll(order, j -> j);
      for (int j = order.length - 1; j > 0; j--) {
        int i = random.nextInt(j + 1);
        int kept = order[j];
        order[j] = order[i];
        order[i] = kept;
      }
    }
  }
}
