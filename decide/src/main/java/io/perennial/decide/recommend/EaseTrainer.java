// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

import io.perennial.math.parallel.Chunks;
import java.util.Arrays;

/**
 * Every item explained by all others at once, so that none is counted twice: the ridge regression
 * of the purchases on themselves with nothing on the diagonal, in closed form. Source: Steck,
 * "Embarrassingly shallow autoencoders for sparse data" (WWW 2019), equation 8.
 */
public final class EaseTrainer implements RecommenderTrainer {

  private static final int TILE = 16;

  private final EaseConfig config;

  public EaseTrainer(EaseConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "EASE";
  }

  @Override
  public Recommender train(Interactions log) {
    Decay trend = new Decay(config.trendHalfLifeDays());
    SparseRows byCustomer =
        SparseRows.of(
            log,
            config.mostOfCustomer(),
            (history, place) -> Math.sqrt(trend.at(history.age(place))));
    int[] items = items(log);
    int[] place = new int[log.items()];
    Arrays.fill(place, -1);
    for (int p = 0; p < items.length; p++) {
      place[items[p]] = p;
    }
    float[][] inverse = gram(byCustomer, items, place);
    SymmetricInverse.invert(inverse);
    float[] diagonal = new float[items.length];
    for (int i = 0; i < items.length; i++) {
      diagonal[i] = inverse[i][i];
    }
    // B = 1 - P / (diagonal of P) by column, a row for each item that speaks
    Chunks.forEach(
        items.length,
        TILE,
        (from, to) -> {
          for (int j = from; j < to; j++) {
            for (int i = 0; i < items.length; i++) {
              inverse[j][i] = i == j ? 0 : -inverse[j][i] / diagonal[i];
            }
          }
        });
    return new Ease(log.items(), items, place, inverse, new Decay(config.halfLifeDays()));
  }

  /** The items that most buy lately, ascending. */
  private int[] items(Interactions log) {
    Decay trend = new Decay(config.trendHalfLifeDays());
    double[] count = new double[log.items()];
    for (int c = 0; c < log.customers(); c++) {
      for (int row = log.start(c); row < log.start(c + 1); row++) {
        count[log.item(row)] += trend.at(log.end() - log.day(row));
      }
    }
    return Arrays.stream(Order.byScore(count))
        .limit(config.mostItems())
        .filter(item -> count[item] > 0)
        .sorted()
        .toArray();
  }

  private float[][] gram(SparseRows byCustomer, int[] items, int[] place) {
    SparseRows byItem = byCustomer.transposed();
    int n = items.length;
    float[][] gram = new float[n][n];
    Chunks.forEach(
        n,
        TILE,
        (from, to) -> {
          double[] sums = new double[n];
          for (int a = from; a < to; a++) {
            Arrays.fill(sums, 0);
            for (int k = byItem.start[items[a]]; k < byItem.start[items[a] + 1]; k++) {
              int customer = byItem.column[k];
              double weight = byItem.value[k];
              int last = byCustomer.start[customer + 1];
              for (int m = byCustomer.start[customer]; m < last; m++) {
                int b = place[byCustomer.column[m]];
                if (b >= 0) {
                  sums[b] += weight * byCustomer.value[m];
                }
              }
            }
            for (int b = 0; b < n; b++) {
              gram[a][b] = (float) sums[b];
            }
            gram[a][a] += (float) config.regularisation();
          }
        });
    return gram;
  }

  /** Weights of items by items. */
  private static final class Ease implements Recommender {

    private final int count;
    private final int[] items;
    private final int[] place;
    private final float[][] weight;
    private final Decay decay;

    Ease(int count, int[] items, int[] place, float[][] weight, Decay decay) {
      this.count = count;
      this.items = items;
      this.place = place;
      this.weight = weight;
      this.decay = decay;
    }

    @Override
    public int items() {
      return count;
    }

    @Override
    public void score(History history, double[] into) {
      double[] sums = new double[items.length];
      for (int k = 0; k < history.size(); k++) {
        int j = history.item(k) < count ? place[history.item(k)] : -1;
        if (j >= 0) {
          double amount = decay.at(history.age(k));
          float[] row = weight[j];
          for (int i = 0; i < row.length; i++) {
            sums[i] += amount * row[i];
          }
        }
      }
      Arrays.fill(into, 0, count, 0);
      for (int i = 0; i < items.length; i++) {
        into[items[i]] = sums[i];
      }
    }

    @Override
    public Reason why(History history, int item) {
      int i = place[item];
      int most = -1;
      double largest = 0;
      for (int k = 0; k < history.size() && i >= 0; k++) {
        int j = history.item(k) < count ? place[history.item(k)] : -1;
        double said = j < 0 ? 0 : decay.at(history.age(k)) * weight[j][i];
        if (said > largest) {
          largest = said;
          most = history.item(k);
        }
      }
      if (most >= 0) {
        return new Reason.FitsWith(most);
      }
      int own = history.place(item);
      return own < 0
          ? new Reason.Unknown()
          : new Reason.BoughtBefore(history.purchases(own), history.age(own));
    }
  }
}
