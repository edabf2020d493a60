// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.model;

import io.perennial.identity.Levels;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Attributes in the order in which all sums are taken: that of their names, so that results do not
 * depend on the order in which attributes are listed.
 */
final class Layout {

  private final List<Levels> listed;
  private final Levels[] sorted;
  private final int[] places;

  Layout(List<Levels> levels) {
    listed = List.copyOf(levels);
    places =
        IntStream.range(0, listed.size())
            .boxed()
            .sorted(Comparator.comparing(place -> listed.get(place).attribute()))
            .mapToInt(Integer::intValue)
            .toArray();
    sorted = IntStream.of(places).mapToObj(listed::get).toArray(Levels[]::new);
    for (int j = 1; j < sorted.length; j++) {
      if (sorted[j].attribute().equals(sorted[j - 1].attribute())) {
        throw new IllegalArgumentException(
            "Invalid levels: " + sorted[j].attribute() + " is there twice (must be distinct)");
      }
    }
  }

  /** How many attributes there are. */
  int size() {
    return sorted.length;
  }

  /** As the caller lists them. */
  List<Levels> listed() {
    return listed;
  }

  /** Attribute j by name. */
  Levels attribute(int j) {
    return sorted[j];
  }

  /** How many levels attribute j has, with that of missing. */
  int levels(int j) {
    return sorted[j].size();
  }

  /** Where the caller lists attribute j. */
  int place(int j) {
    return places[j];
  }

  /** Which attribute, by name, has a name; -1 for none. */
  int find(String name) {
    for (int j = 0; j < sorted.length; j++) {
      if (sorted[j].attribute().equals(name)) {
        return j;
      }
    }
    return -1;
  }

  /** Whether the attributes and their levels are the same, in any order. */
  boolean isLike(Layout other) {
    return IntStream.range(0, Math.max(size(), other.size()))
        .allMatch(j -> j < size() && j < other.size() && sorted[j].equals(other.sorted[j]));
  }

  /**
   * Levels in the order of names.
   *
   * @throws IllegalArgumentException if there are too many or too few, or one does not exist
   */
  void sort(byte[] asListed, byte[] into, int offset) {
    if (asListed.length != sorted.length) {
      throw new IllegalArgumentException(
          "Invalid pattern: "
              + asListed.length
              + " levels (must be "
              + sorted.length
              + ", one per attribute)");
    }
    for (int j = 0; j < sorted.length; j++) {
      byte level = asListed[places[j]];
      if (level < 0 || level >= sorted[j].size()) {
        throw new IllegalArgumentException(
            "Invalid level of "
                + sorted[j].attribute()
                + ": "
                + level
                + " (must be within 0 and "
                + sorted[j].top()
                + ")");
      }
      into[offset + j] = level;
    }
  }
}
