// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.ladder;

import java.util.Arrays;
import java.util.List;

/**
 * What happened to n customers before an instant, in columns: the events of customer i are those
 * from {@code start(i)} to {@code start(i + 1)} - 1, the oldest first. Immutable.
 */
public final class EventSequences {

  private final int[] starts;
  private final float[] weeksBefore;
  private final float[] amount;
  private final int[] kind;
  private final int[] product;
  private final List<String> kinds;
  private final int products;

  /**
   * @param starts ascending from 0 to m, int[n + 1]
   * @param weeksBefore how long before the instant, > 0, float[m]
   * @param amount money of the event, 0 where there is none, float[m]
   * @param kind what it was, an index into {@code kinds}, int[m]
   * @param product its product or category within [0, products), int[m]; 0 where not known
   * @param kinds as {@code "order, web"}
   * @param products >= 1
   */
  public EventSequences(
      int[] starts,
      float[] weeksBefore,
      float[] amount,
      int[] kind,
      int[] product,
      List<String> kinds,
      int products) {
    int m = weeksBefore.length;
    if (starts.length == 0
        || starts[0] != 0
        || starts[starts.length - 1] != m
        || amount.length != m
        || kind.length != m
        || product.length != m) {
      throw new IllegalArgumentException(
          "Invalid sequences: "
              + m
              + " times, "
              + amount.length
              + " amounts, "
              + kind.length
              + " kinds, "
              + product.length
              + " products (must be as many of each, and starts from 0 to that)");
    }
    this.starts = starts.clone();
    this.weeksBefore = weeksBefore.clone();
    this.amount = amount.clone();
    this.kind = kind.clone();
    this.product = product.clone();
    this.kinds = List.copyOf(kinds);
    this.products = products;
  }

  /** How many customers. */
  public int customers() {
    return starts.length - 1;
  }

  /** Where the events of customer {@code i} begin. */
  public int start(int i) {
    return starts[i];
  }

  /** How long before the instant event {@code e} was, in weeks. */
  public float weeksBefore(int e) {
    return weeksBefore[e];
  }

  /** Money of event {@code e}. */
  public float amount(int e) {
    return amount[e];
  }

  /** What event {@code e} was, an index into {@link #kinds()}. */
  public int kind(int e) {
    return kind[e];
  }

  /** The product or category of event {@code e}, within [0, products). */
  public int product(int e) {
    return product[e];
  }

  /** Names of the kinds. */
  public List<String> kinds() {
    return kinds;
  }

  /** How many products or categories. */
  public int products() {
    return products;
  }

  /** The events of these customers alone, in the order given. */
  public EventSequences only(int[] rows) {
    int[] some = new int[rows.length + 1];
    for (int r = 0; r < rows.length; r++) {
      some[r + 1] = some[r] + starts[rows[r] + 1] - starts[rows[r]];
    }
    int m = some[rows.length];
    float[] weeks = new float[m];
    float[] money = new float[m];
    int[] what = new int[m];
    int[] which = new int[m];
    for (int r = 0; r < rows.length; r++) {
      int from = starts[rows[r]];
      int count = some[r + 1] - some[r];
      System.arraycopy(weeksBefore, from, weeks, some[r], count);
      System.arraycopy(amount, from, money, some[r], count);
      System.arraycopy(kind, from, what, some[r], count);
      System.arraycopy(product, from, which, some[r], count);
    }
    return new EventSequences(some, weeks, money, what, which, kinds, products);
  }

  @Override
  public String toString() {
    return customers()
        + " customers, "
        + weeksBefore.length
        + " events, "
        + Arrays.toString(kinds.toArray());
  }
}
