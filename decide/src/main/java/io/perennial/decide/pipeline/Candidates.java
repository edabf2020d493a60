// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.pipeline;

import io.perennial.decide.action.Action;
import io.perennial.decide.action.Prior;
import io.perennial.decide.allocate.ActionColumn;
import io.perennial.decide.allocate.Offers;
import io.perennial.domain.AsOf;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Which actions are possible for which customers, with what each is expected to bring and cost.
 * Customers for whom nothing is possible are not there. 8 bytes a customer and action.
 */
final class Candidates {

  private final List<Action> actions;
  private final List<Action> suppressing;
  private int[] row = new int[256];
  private int[] suppressedBy = new int[256];
  private long[] possible = new long[256];
  private float[] gain;
  private float[] cost;
  private int size;

  private Candidates(List<Action> actions, List<Action> suppressing) {
    this.actions = actions;
    this.suppressing = suppressing;
    gain = new float[256 * actions.size()];
    cost = new float[256 * actions.size()];
  }

  /**
   * Those of all customers.
   *
   * @param effects what actions are believed to bring, by what was measured
   */
  static Candidates of(
      Known known,
      DecideConfig config,
      Refusals refusals,
      Contacts contacts,
      Effects effects,
      AsOf asOf) {
    LocalDate day = asOf.instant().minusNanos(1).atZone(config.purchase().zone()).toLocalDate();
    List<Action> open =
        config.actions().stream()
            .filter(action -> action.isOpen(day))
            .sorted(Comparator.comparingInt(action -> -action.priority()))
            .toList();
    Candidates all =
        new Candidates(
            open.stream().filter(action -> !action.suppresses()).toList(),
            open.stream().filter(Action::suppresses).toList());
    int[] rules = all.actions.stream().mapToInt(config.actions()::indexOf).toArray();
    int[] others = all.suppressing.stream().mapToInt(config.actions()::indexOf).toArray();
    Expected expected = new Expected(all.actions, effects, known, config.margin());
    for (int i = 0; i < known.size(); i++) {
      long mask = 0;
      for (int k = 0; k < rules.length; k++) {
        Action one = all.actions.get(k);
        if (known.holds(i, rules[k])
            && !refusals.forbid(known.customer(i), one)
            && !contacts.forbid(known.customer(i), one)) {
          mask |= 1L << k;
        }
      }
      if (mask != 0) {
        all.add(i, mask, known.worth(i), expected, first(known, i, others));
      }
    }
    return all;
  }

  private static int first(Known known, int i, int[] suppressing) {
    for (int k = 0; k < suppressing.length; k++) {
      if (known.holds(i, suppressing[k])) {
        return k;
      }
    }
    return -1;
  }

  private void add(int i, long mask, Prior.Worth worth, Expected expected, int suppressed) {
    int width = actions.size();
    if (size == row.length) {
      row = Arrays.copyOf(row, 2 * size);
      suppressedBy = Arrays.copyOf(suppressedBy, 2 * size);
      possible = Arrays.copyOf(possible, 2 * size);
      gain = Arrays.copyOf(gain, Math.multiplyExact(2 * size, width));
      cost = Arrays.copyOf(cost, Math.multiplyExact(2 * size, width));
    }
    row[size] = i;
    suppressedBy[size] = suppressed;
    possible[size] = mask;
    for (int k = 0; k < width; k++) {
      if ((mask >> k & 1) != 0) {
        gain[size * width + k] = (float) expected.gain(k, i, worth);
        cost[size * width + k] = (float) expected.cost(k, i, worth);
      }
    }
    size++;
  }

  /** Customers for whom something is possible. */
  int size() {
    return size;
  }

  /** Actions that may be done, in the order of bits. */
  List<Action> actions() {
    return actions;
  }

  /** The row of a customer among all that are known. */
  int row(int c) {
    return row[c];
  }

  boolean isSuppressed(int c) {
    return suppressedBy[c] >= 0;
  }

  /** The action that wants a suppressed customer to be left alone. */
  Action suppressedBy(int c) {
    return suppressing.get(suppressedBy[c]);
  }

  /** The actions that are possible: a bit for each. */
  long possible(int c) {
    return possible[c];
  }

  double gain(int c, int action) {
    return gain[c * actions.size() + action];
  }

  double cost(int c, int action) {
    return cost[c * actions.size() + action];
  }

  /**
   * Believes of everybody what each brings by how they answer in the channels of actions; what was
   * learned for each customer holds that already.
   */
  void believe(Habits habits, Known known, Effects effects) {
    for (int c = 0; c < size; c++) {
      for (long left = possible[c]; left != 0; left &= left - 1) {
        int k = Long.numberOfTrailingZeros(left);
        if (effects.personal(actions.get(k).name()).isEmpty()) {
          double factor = habits.factor(known.customer(row[c]), actions.get(k).channel());
          gain[c * actions.size() + k] *= (float) factor;
        }
      }
    }
  }

  /** To be chosen of: all that is possible. */
  Offers offers() {
    int width = actions.size();
    return Offers.of(
        actions.stream()
            .map(action -> new ActionColumn(action.name(), action.channel().word()))
            .toList(),
        Arrays.copyOf(gain, size * width),
        Arrays.copyOf(cost, size * width),
        Arrays.copyOf(possible, size));
  }
}
