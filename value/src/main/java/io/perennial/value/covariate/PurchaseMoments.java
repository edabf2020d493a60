// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.covariate;

import io.perennial.value.GroupedHistories;
import io.perennial.value.PurchaseHistory;
import io.perennial.value.TooLittleDataException;
import io.perennial.value.ladder.Cases;
import io.perennial.value.ladder.EventSequences;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Histories with the moments of their repeats, as sequences of events tell them. */
final class PurchaseMoments {

  /** Of a hundred customers, so many may have sequences that are not those of their histories. */
  private static final double ODD = 0.01;

  private final GroupedHistories histories;
  private final int[] starts;
  private final double[] weeksBefore;

  private PurchaseMoments(GroupedHistories histories, int[] starts, double[] weeksBefore) {
    this.histories = histories;
    this.starts = starts;
    this.weeksBefore = weeksBefore;
  }

  /**
   * Of the customers of {@code cases}, or of about {@code most} of them, evenly spaced. Where there
   * are kinds of events, purchases are those whose kind has the word purchase or order.
   *
   * @throws TooLittleDataException if there are no sequences, or they are not those of the
   *     histories
   */
  static PurchaseMoments of(Cases cases, int most) {
    EventSequences events =
        cases
            .events()
            .orElseThrow(
                () ->
                    new TooLittleDataException(
                        "Cannot learn from moments of purchases: there are no sequences of"
                            + " events"));
    boolean[] purchase = new boolean[events.kinds().size()];
    for (int kind = 0; kind < purchase.length; kind++) {
      String word = events.kinds().get(kind).toLowerCase(Locale.ROOT);
      purchase[kind] = purchase.length == 1 || word.contains("purchase") || word.contains("order");
    }
    int n = cases.customers();
    int step = Math.max(1, (n - 1) / most + 1);
    List<PurchaseHistory> kept = new ArrayList<>();
    int[] starts = new int[n / step + 2];
    double[] moments = new double[16];
    int size = 0;
    int odd = 0;
    for (int i = 0; i < n; i += step) {
      PurchaseHistory history = cases.observed().history(i);
      double[] own = moments(events, i, purchase);
      if (own.length != history.repeats() + 1) {
        odd++;
        continue;
      }
      // a moment may be told from the end of its day: the first is where the history begins
      double shift = own[0] - history.ageWeeks();
      moments =
          size + own.length > moments.length
              ? Arrays.copyOf(moments, 2 * (size + own.length))
              : moments;
      for (int k = 1; k < own.length; k++) {
        moments[size++] = Math.max(0, own[k] - shift);
      }
      kept.add(history);
      starts[kept.size()] = size;
    }
    int asked = (n - 1) / step + 1;
    if (odd > ODD * asked) {
      throw new TooLittleDataException(
          "Cannot learn from moments of purchases: the sequences of "
              + odd
              + " of "
              + asked
              + " customers have not as many purchases as their histories");
    }
    return new PurchaseMoments(
        GroupedHistories.of(kept),
        Arrays.copyOf(starts, kept.size() + 1),
        Arrays.copyOf(moments, size));
  }

  /** Weeks before of a customer's purchases, the oldest first, those of one moment being one. */
  private static double[] moments(EventSequences events, int i, boolean[] purchase) {
    double[] own = new double[events.start(i + 1) - events.start(i)];
    int size = 0;
    for (int e = events.start(i); e < events.start(i + 1); e++) {
      if (purchase[events.kind(e)] && (size == 0 || own[size - 1] != events.weeksBefore(e))) {
        own[size++] = events.weeksBefore(e);
      }
    }
    return Arrays.copyOf(own, size);
  }

  TimedHistories on(CovariatePath path) {
    return TimedHistories.of(histories, starts, weeksBefore, path);
  }
}
