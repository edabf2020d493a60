// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.pipeline;

import io.perennial.lake.Batch;
import io.perennial.value.history.Observed;
import java.util.Arrays;
import java.util.List;

/** The customers with a purchase as of an instant, by ascending id, in columns. Immutable. */
final class KnownCustomers {

  private final long[] ids;
  private final long[] firstAt;
  private final double[] spend;
  private final Observed observed;
  private final int[] repeats;

  private KnownCustomers(
      long[] ids, long[] firstAt, double[] spend, int[] repeats, Observed observed) {
    this.ids = ids;
    this.firstAt = firstAt;
    this.spend = spend;
    this.repeats = repeats;
    this.observed = observed;
  }

  static KnownCustomers none() {
    return new Builder().build();
  }

  int size() {
    return ids.length;
  }

  /** Ascending; the object's own array. */
  long[] ids() {
    return ids;
  }

  long id(int i) {
    return ids[i];
  }

  /** The row of a customer; negative when there is none. */
  int indexOf(long id) {
    return Arrays.binarySearch(ids, id);
  }

  /** When each first bought, microseconds; the object's own array. */
  long[] firstAt() {
    return firstAt;
  }

  double spend(int i) {
    return spend[i];
  }

  int repeats(int i) {
    return repeats[i];
  }

  Observed observed() {
    return observed;
  }

  /** Takes rows of the fold of purchases in the order in which it gives them: by customer. */
  static final class Builder {

    private static final List<String> COLUMNS =
        List.of(
            "key",
            "purchases",
            "first_purchase_at",
            "spend_total",
            "repeat_purchases",
            "age_at_last_weeks",
            "age_weeks",
            "gap_log_sum",
            "spend_repeat_mean");

    private int size;
    private long[] ids = new long[1024];
    private long[] firstAt = new long[1024];
    private double[] spend = new double[1024];
    private int[] repeats = new int[1024];
    private double[] recency = new double[1024];
    private double[] age = new double[1024];
    private double[] logs = new double[1024];
    private double[] mean = new double[1024];

    /** Where the columns stand in batches of the fold; empty before the first. */
    private int[] places = new int[0];

    void add(Batch batch, int row) {
      if (places.length == 0) {
        places = COLUMNS.stream().mapToInt(batch::index).toArray();
      }
      if (batch.longs(places[1])[row] == 0) {
        return;
      }
      if (size == ids.length) {
        grow();
      }
      ids[size] = batch.longs(places[0])[row];
      firstAt[size] = batch.longs(places[2])[row];
      spend[size] = batch.doubles(places[3])[row];
      repeats[size] = Math.toIntExact(batch.longs(places[4])[row]);
      recency[size] = batch.doubles(places[5])[row];
      age[size] = batch.doubles(places[6])[row];
      logs[size] = repeats[size] == 0 ? 0 : batch.doubles(places[7])[row];
      mean[size] = repeats[size] == 0 ? 0 : batch.doubles(places[8])[row];
      size++;
    }

    private void grow() {
      int length = 2 * ids.length;
      ids = Arrays.copyOf(ids, length);
      firstAt = Arrays.copyOf(firstAt, length);
      spend = Arrays.copyOf(spend, length);
      repeats = Arrays.copyOf(repeats, length);
      recency = Arrays.copyOf(recency, length);
      age = Arrays.copyOf(age, length);
      logs = Arrays.copyOf(logs, length);
      mean = Arrays.copyOf(mean, length);
    }

    KnownCustomers build() {
      int[] counts = Arrays.copyOf(repeats, size);
      return new KnownCustomers(
          Arrays.copyOf(ids, size),
          Arrays.copyOf(firstAt, size),
          Arrays.copyOf(spend, size),
          counts,
          Observed.of(
              counts,
              Arrays.copyOf(recency, size),
              Arrays.copyOf(age, size),
              Arrays.copyOf(logs, size),
              Arrays.copyOf(mean, size)));
    }
  }
}
