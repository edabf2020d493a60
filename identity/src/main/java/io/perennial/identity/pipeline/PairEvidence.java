// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import io.perennial.identity.Levels;
import io.perennial.identity.compare.ComparedAttribute;
import io.perennial.identity.compare.HeardOnce;
import io.perennial.identity.compare.PairComparer;
import io.perennial.identity.compare.RecordTable;
import io.perennial.identity.model.MatchModel;
import io.perennial.identity.model.TermShares;
import java.util.Arrays;
import java.util.List;

/** How two rows agree, in the order of a model's attributes. One for each thread. */
final class PairEvidence {

  private final RecordTable table;
  private final PairComparer comparer;
  private final int[] places;
  private final byte[] tableLevels;
  private final int[] tableAgreed;
  private final HeardOnce heardOnce;
  private final byte[] levels;
  private final long[] hashes;

  /**
   * @param attributes those of the model, each with the levels of the table's attribute of that
   *     name; one that the table has not says nothing
   * @param shares of values, by which the rarest of several that both have is told
   */
  PairEvidence(RecordTable table, List<Levels> attributes, TermShares shares) {
    this.table = table;
    comparer = new PairComparer(table, shares::count);
    places = new int[attributes.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = place(table, attributes.get(i).attribute());
    }
    heardOnce = new HeardOnce(attributes);
    tableLevels = new byte[table.attributes().size()];
    tableAgreed = new int[tableLevels.length];
    levels = new byte[places.length];
    hashes = new long[places.length];
  }

  /** How two rows agree, as a model asks. */
  PairEvidence(RecordTable table, MatchModel model) {
    this(table, model.levels(), model.termShares());
  }

  private static int place(RecordTable table, String attribute) {
    List<ComparedAttribute> all = table.attributes();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).name().equals(attribute)) {
        return i;
      }
    }
    return -1;
  }

  /** The levels of a table's attributes. */
  static List<Levels> levelsOf(RecordTable table) {
    return table.attributes().stream().map(ComparedAttribute::levels).toList();
  }

  /** Compares two rows; {@link #levels} and {@link #hashes} tell of them until the next. */
  void compare(int a, int b) {
    comparer.compare(a, b, tableLevels, tableAgreed);
    for (int i = 0; i < places.length; i++) {
      int place = places[i];
      if (place < 0) {
        levels[i] = 0;
        hashes[i] = -1;
      } else {
        levels[i] = tableLevels[place];
        hashes[i] = tableAgreed[place] < 0 ? -1 : table.hash(place, tableAgreed[place]);
      }
    }
    heardOnce.apply(levels);
  }

  /** The level of each attribute; not a copy. */
  byte[] levels() {
    return levels;
  }

  /** The hash of the value that both have of each attribute, or -1; not a copy. */
  long[] hashes() {
    return hashes;
  }

  /** The levels as a text, a letter each. */
  static String text(byte[] levels) {
    char[] letters = new char[levels.length];
    for (int i = 0; i < letters.length; i++) {
      letters[i] = (char) ('a' + levels[i]);
    }
    return new String(letters);
  }

  /** The levels that {@link #text} wrote. */
  static byte[] levels(String text) {
    byte[] levels = new byte[text.length()];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) (text.charAt(i) - 'a');
    }
    return levels;
  }

  @Override
  public String toString() {
    return "PairEvidence[" + Arrays.toString(levels) + "]";
  }
}
