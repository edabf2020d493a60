// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.work;

import io.perennial.app.UsageException;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.domain.AsOf;
import io.perennial.domain.FeatureMatrix;
import io.perennial.features.PurchaseRule;
import io.perennial.features.pipeline.PurchaseHistories;
import io.perennial.lake.Batch;
import io.perennial.lake.Batches;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;

/**
 * What customers bought in a window of time, beside what was known of them before it: what an
 * experiment is measured by, and planned with. Customers by ascending number; columns of doubles.
 */
public final class TrialWindow {

  private static final long MICROS_PER_DAY = 86_400_000_000L;

  /** What was known before, of purchases. */
  private static final List<String> HISTORY =
      List.of(
          "purchases",
          "repeat_purchases",
          "age_weeks",
          "age_at_last_weeks",
          "spend_total",
          "spend_mean",
          "returns");

  private final long[] customers;
  private final double[] bought;
  private final double[] spend;
  private final double[] boughtBefore;
  private final double[] spendBefore;
  private final double[][] history;
  private int known;

  private TrialWindow(long[] customers) {
    this.customers = customers;
    bought = new double[customers.length];
    spend = new double[customers.length];
    boughtBefore = new double[customers.length];
    spendBefore = new double[customers.length];
    history = new double[HISTORY.size()][customers.length];
    for (double[] column : history) {
      Arrays.fill(column, Double.NaN); // who is not known before has no history, which is not 0
    }
  }

  /**
   * Looks at some customers.
   *
   * @param from when the window begins; nothing known before it is of later
   * @param days how long it is
   * @param ofAll customers, ascending; empty for all who are known before {@code from}
   * @throws UsageException when the lake does not reach to the window's end
   */
  public static TrialWindow read(
      OpenWorkspace open, Clock clock, AsOf from, int days, long[] ofAll) {
    AsOf end = new AsOf(from.micros() + days * MICROS_PER_DAY);
    AsOf before = new AsOf(from.micros() - days * MICROS_PER_DAY);
    PurchaseRule rule = open.settings().decide().purchase();
    try (PurchaseHistories histories = PurchaseHistories.open(open.lake(), open.engine(), rule)) {
      AsOf known = histories.afterLastEvent(clock).orElse(from);
      if (known.compareTo(end) < 0) {
        throw new UsageException(
            "Cannot tell what came of it: the window ends "
                + end
                + ", and what is known ends "
                + known
                + " (say fewer --days, an earlier --from, or perennial run when there is more)");
      }
      TrialWindow window = new TrialWindow(ofAll.length > 0 ? ofAll : all(histories, from));
      window.history(histories, from);
      window.fill(histories.between(before, from), window.boughtBefore, window.spendBefore);
      window.known = window.fill(histories.between(from, end), window.bought, window.spend);
      return window;
    }
  }

  private static long[] all(PurchaseHistories histories, AsOf from) {
    long[] found = new long[1024];
    int size = 0;
    try (Batches rows = histories.at(List.of(from))) {
      while (rows.next()) {
        Batch batch = rows.batch();
        int key = batch.index("key");
        for (int i = 0; i < batch.rows(); i++) {
          found = size == found.length ? Arrays.copyOf(found, 2 * size) : found;
          found[size++] = batch.longs(key)[i];
        }
      }
    }
    long[] all = Arrays.copyOf(found, size);
    Arrays.sort(all);
    return all;
  }

  private void history(PurchaseHistories histories, AsOf from) {
    try (Batches rows = histories.at(List.of(from))) {
      while (rows.next()) {
        Batch batch = rows.batch();
        int key = batch.index("key");
        for (int i = 0; i < batch.rows(); i++) {
          int at = Arrays.binarySearch(customers, batch.longs(key)[i]);
          for (int c = 0; at >= 0 && c < history.length; c++) {
            history[c][at] = number(batch, batch.index(HISTORY.get(c)), i);
          }
        }
      }
    }
  }

  private static double number(Batch batch, int column, int row) {
    if (batch.isNull(column, row)) {
      return Double.NaN;
    }
    return switch (batch.fields().get(column).type()) {
      case LONG -> (double) batch.longs(column)[row];
      default -> batch.doubles(column)[row];
    };
  }

  /** Returns how many of the customers are known by its end, whether they bought or not. */
  private int fill(Batches window, double[] buys, double[] money) {
    int found = 0;
    try (Batches rows = window) {
      while (rows.next()) {
        Batch batch = rows.batch();
        int key = batch.index("key");
        int count = batch.index("holdout_purchases");
        int amount = batch.index("holdout_spend");
        for (int i = 0; i < batch.rows(); i++) {
          int at = Arrays.binarySearch(customers, batch.longs(key)[i]);
          if (at >= 0) {
            found++;
            buys[at] = batch.longs(count)[i] > 0 ? 1 : 0;
            money[at] = batch.doubles(amount)[i];
          }
        }
      }
    }
    return found;
  }

  /** How many customers. */
  public int size() {
    return customers.length;
  }

  /** How many of them the lake does not know at the window's end: nothing is told of them. */
  public int unknown() {
    return customers.length - known;
  }

  /** 1 for who bought in the window, else 0. */
  public double[] bought() {
    return bought.clone();
  }

  /** Money in the window, less returns, base currency. */
  public double[] spend() {
    return spend.clone();
  }

  /** The same of the window of the same length before it. */
  public double[] boughtBefore() {
    return boughtBefore.clone();
  }

  /** The same of the window of the same length before it. */
  public double[] spendBefore() {
    return spendBefore.clone();
  }

  /** All that was known before the window, by customer. */
  public FeatureMatrix known() {
    FeatureMatrix known = new FeatureMatrix(customers.clone(), HISTORY, history);
    return known.with(
        HISTORY,
        List.of("bought_before", "spend_before"),
        new double[][] {boughtBefore, spendBefore});
  }
}
