// SPDX-License-Identifier: Apache-2.0
package io.perennial.segment.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How the segments of two schemes go together.
 *
 * @param cells one for each pair, row by row
 */
public record Overlap(List<Cell> cells) {

  /**
   * Two segments.
   *
   * @param segment of the first scheme
   * @param other of the second
   * @param customers in the segment
   * @param others in the other
   * @param both in both
   * @param of how many there are
   */
  public record Cell(String segment, String other, int customers, int others, int both, int of) {

    /** Share of the segment's members who are in the other, too; empty without members. */
    public OptionalDouble share() {
      return ratio(both, customers);
    }

    /** How many times as many are in both as chance would put there; empty without members. */
    public OptionalDouble lift() {
      return ratio((double) both * of, (double) customers * others);
    }

    /** Those in both over those in either: 1 where both are the same; empty without members. */
    public OptionalDouble jaccard() {
      return ratio(both, (double) customers + others - both);
    }

    private static OptionalDouble ratio(double part, double whole) {
      return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of(part / whole);
    }
  }

  public Overlap {
    cells = List.copyOf(cells);
  }

  /**
   * That of two schemes over the same customers; of one with itself, that of its segments. O(n /
   * 64) for each pair.
   */
  public static Overlap of(Members rows, Members columns) {
    if (rows.customers() != columns.customers()) {
      throw new IllegalArgumentException(
          "Invalid schemes: of "
              + rows.customers()
              + " and of "
              + columns.customers()
              + " customers (must be of the same)");
    }
    List<Cell> cells = new ArrayList<>();
    for (int r = 0; r < rows.segments(); r++) {
      for (int c = 0; c < columns.segments(); c++) {
        cells.add(
            new Cell(
                rows.names().get(r),
                columns.names().get(c),
                rows.size(r),
                columns.size(c),
                rows.both(r, columns, c),
                rows.customers()));
      }
    }
    return new Overlap(cells);
  }
}
