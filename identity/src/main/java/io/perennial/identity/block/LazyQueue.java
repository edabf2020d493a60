// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.block;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.ToDoubleFunction;

/**
 * Items in the order of values that only fall: a value that was once computed bounds it from above
 * ever after. So most are never computed again (Minoux, "Accelerated greedy algorithms for
 * maximizing submodular set functions", 1978). The order is that in which all would come if all
 * were computed: highest first, equal ones by name. Items of value 0 or less are forgotten.
 */
final class LazyQueue<T> {

  /**
   * An item.
   *
   * @param value what it is worth, or was when that was computed
   * @param round in which that was; below 0 for a bound
   */
  record Entry<T>(T item, String name, double value, int round) {}

  private final PriorityQueue<Entry<T>> entries =
      new PriorityQueue<>(
          Comparator.comparingDouble((Entry<T> e) -> -e.value()).thenComparing(Entry::name));
  private final ToDoubleFunction<T> values;
  private int round;
  private long computed;

  /**
   * @param values what items are worth now; never more than before
   */
  LazyQueue(ToDoubleFunction<T> values) {
    this.values = values;
  }

  /** Adds an item that is worth at most so much. */
  void add(T item, String name, double bound) {
    put(new Entry<>(item, name, bound, -1));
  }

  /**
   * From now on values may be lower than before.
   *
   * @param bounds what items are worth now at most, where that is known to be less than it was
   */
  void nextRound(ToDoubleFunction<T> bounds) {
    round++;
    List<Entry<T>> all = List.copyOf(entries);
    entries.clear();
    for (Entry<T> entry : all) {
      double bound = Math.min(entry.value(), bounds.applyAsDouble(entry.item()));
      put(new Entry<>(entry.item(), entry.name(), bound, entry.round()));
    }
  }

  /** Takes the item that is worth most now. */
  Optional<Entry<T>> poll() {
    while (!entries.isEmpty()) {
      Entry<T> first = entries.remove();
      if (first.round() == round) {
        return Optional.of(first);
      }
      computed++;
      put(new Entry<>(first.item(), first.name(), values.applyAsDouble(first.item()), round));
    }
    return Optional.empty();
  }

  /** Puts back an item with another value. */
  void putBack(Entry<T> entry, double value) {
    put(new Entry<>(entry.item(), entry.name(), value, entry.round()));
  }

  private void put(Entry<T> entry) {
    if (entry.value() > 0) {
      entries.add(entry);
    }
  }

  /** How many values were computed so far. */
  long computed() {
    return computed;
  }
}
