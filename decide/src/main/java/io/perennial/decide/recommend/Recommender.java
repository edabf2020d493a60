// SPDX-License-Identifier: Apache-2.0
package io.perennial.decide.recommend;

import java.util.Arrays;
import java.util.List;

/**
 * What was learned of items from many customers, ready to answer for any one. Immutable, and for
 * any count of threads. Whom to show what, and how many, is the {@link Shelf}'s choice.
 */
public interface Recommender {

  /** How many items it knows; those that it is asked about are within [0, items). */
  int items();

  /**
   * Scores every item for a customer: the higher, the sooner it will be bought. 0 means that
   * nothing speaks for the item; scores below 0, which some models give, speak against it. Always
   * finite; scores of different models cannot be compared.
   *
   * @param history what the customer bought; items that the model does not know are passed over
   * @param into double[items], overwritten
   */
  void score(History history, double[] into);

  /** Whether scores differ by customer; where not, they need be asked for but once. */
  default boolean isPersonal() {
    return true;
  }

  /** What speaks most for {@code item}: one thing, that can be said to the customer. */
  Reason why(History history, int item);

  /**
   * The same for several items at once, in their order, each asked for once: dear to ask one by one
   * for some models.
   */
  default List<Reason> reasons(History history, int... items) {
    return Arrays.stream(items).mapToObj(item -> why(history, item)).toList();
  }
}
