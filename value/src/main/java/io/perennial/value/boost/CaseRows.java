// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.boost;

import io.perennial.domain.FeatureMatrix;
import io.perennial.value.history.Observed;
import io.perennial.value.ladder.Cases;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Cases as trees read them: the columns of the dictionary, those of the history, and what
 * buy-till-you-die models say. All of them are known at the cases' instant. Columns of the
 * dictionary are shared with the cases; twelve more cost 8 bytes a customer each. Immutable.
 */
final class CaseRows {

  static final String PURCHASES = "btyd_purchases";
  static final String SPEND = "btyd_spend_per_purchase";

  private final FeatureMatrix matrix;
  private final double[] logPurchases;
  private final double[] logSpend;

  private CaseRows(FeatureMatrix matrix, double[] logPurchases, double[] logSpend) {
    this.matrix = matrix;
    this.logPurchases = logPurchases;
    this.logSpend = logSpend;
  }

  /**
   * @param dictionary the columns to take from the cases' features
   */
  static CaseRows of(Cases cases, List<String> dictionary, Btyd btyd) {
    Observed observed = cases.observed();
    int n = cases.customers();
    double[] logPurchases = btyd.logPurchases(observed, cases.horizonWeeks());
    double[] logSpend = btyd.logSpend(observed);
    Map<String, double[]> columns = new LinkedHashMap<>();
    history(observed, columns);
    columns.put("btyd_alive", btyd.alive(observed));
    columns.put(PURCHASES, exp(logPurchases));
    columns.put(SPEND, exp(logSpend));
    double[] worth = new double[n];
    for (int i = 0; i < n; i++) {
      worth[i] = Math.exp(logPurchases[i] + logSpend[i]);
    }
    columns.put("btyd_spend", worth);
    FeatureMatrix matrix =
        cases
            .features()
            .with(
                dictionary,
                List.copyOf(columns.keySet()),
                columns.values().toArray(new double[0][]));
    return new CaseRows(matrix, logPurchases, logSpend);
  }

  private static void history(Observed observed, Map<String, double[]> columns) {
    int n = observed.customers();
    double[][] own = new double[6][n];
    int[] repeats = observed.repeats();
    double[] recency = observed.recencyWeeks();
    double[] age = observed.ageWeeks();
    double[] spend = observed.meanSpend();
    for (int i = 0; i < n; i++) {
      double silence = age[i] - recency[i];
      double interval = repeats[i] > 0 ? recency[i] / repeats[i] : Double.NaN;
      own[0][i] = repeats[i];
      own[1][i] = age[i];
      own[2][i] = silence;
      own[3][i] = interval;
      own[4][i] = repeats[i] > 0 ? silence / Math.max(interval, 1.0 / 7) : Double.NaN;
      own[5][i] = repeats[i] > 0 ? spend[i] : Double.NaN;
    }
    List<String> names =
        List.of(
            "history_repeats",
            "history_age_weeks",
            "history_silence_weeks",
            "history_interval_weeks",
            "history_silence_intervals",
            "history_mean_spend");
    for (int k = 0; k < own.length; k++) {
      columns.put(names.get(k), own[k]);
    }
  }

  private static double[] exp(double[] logs) {
    double[] values = new double[logs.length];
    for (int i = 0; i < logs.length; i++) {
      values[i] = Math.exp(logs[i]);
    }
    return values;
  }

  FeatureMatrix matrix() {
    return matrix;
  }

  int size() {
    return logPurchases.length;
  }

  long[] ids() {
    return matrix.rowIds();
  }

  /** ln E[purchases] of row {@code i}, 0 where not known. */
  double logPurchases(int i) {
    return Double.isNaN(logPurchases[i]) ? 0 : logPurchases[i];
  }

  /** ln E[spend of a purchase] of row {@code i}, 0 where not known. */
  double logSpend(int i) {
    return Double.isNaN(logSpend[i]) ? 0 : logSpend[i];
  }

  /** Rows of several instants, one behind the other; all with the same columns. */
  static CaseRows stacked(List<CaseRows> parts) {
    List<String> names = parts.get(0).matrix.names();
    int n = parts.stream().mapToInt(CaseRows::size).sum();
    long[] ids = new long[n];
    double[][] columns = new double[names.size()][n];
    double[] purchases = new double[n];
    double[] spend = new double[n];
    int at = 0;
    for (CaseRows part : parts) {
      int m = part.size();
      for (int i = 0; i < m; i++) {
        ids[at + i] = part.matrix.rowId(i);
        for (int k = 0; k < columns.length; k++) {
          columns[k][at + i] = part.matrix.at(i, k);
        }
      }
      System.arraycopy(part.logPurchases, 0, purchases, at, m);
      System.arraycopy(part.logSpend, 0, spend, at, m);
      at += m;
    }
    return new CaseRows(new FeatureMatrix(ids, names, columns), purchases, spend);
  }
}
