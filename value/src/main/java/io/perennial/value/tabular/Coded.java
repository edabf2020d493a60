// SPDX-License-Identifier: Apache-2.0
package io.perennial.value.tabular;

import io.perennial.value.tabular.Cells.DateForm;
import java.util.List;

/**
 * One column of numbers made of a column of text.
 *
 * @param name of the feature
 * @param source the header it is made of
 * @param kind how
 * @param words in small letters: what the kind needs of them
 * @param decimal point or comma
 * @param form how days are written
 * @param latest the day that days are counted back from
 */
record Coded(
    String name,
    String source,
    Kind kind,
    List<String> words,
    char decimal,
    DateForm form,
    double latest) {

  enum Kind {
    /** The number, NaN where there is none. */
    NUMBER,
    /** Days before the latest. */
    DAYS_BEFORE,
    /** 1 where no number, 0 else. */
    NO_NUMBER,
    /** 1 where no day, 0 else. */
    NO_DAY,
    /** 1 where nothing, 0 else. */
    NOTHING,
    /** 1 for the first word, 0 for the second, NaN for others. */
    FLAG,
    /** 1 for the word, 0 for others and nothing. */
    WORD,
    /** 1 for what is none of the words nor nothing. */
    ANOTHER;

    boolean readsWords() {
      return this == FLAG || this == WORD || this == ANOTHER;
    }
  }

  Coded {
    words = List.copyOf(words);
  }

  /**
   * The number of a cell.
   *
   * @param key its {@link ColumnLook#key}; any where the kind reads no words
   */
  double value(String cell, String key) {
    boolean nothing = Cells.isNothing(cell);
    return switch (kind) {
      case NUMBER -> nothing ? Double.NaN : Cells.number(cell, decimal);
      case DAYS_BEFORE -> nothing ? Double.NaN : latest - Cells.day(cell, form);
      case NO_NUMBER -> nothing || Double.isNaN(Cells.number(cell, decimal)) ? 1 : 0;
      case NO_DAY -> nothing || Double.isNaN(Cells.day(cell, form)) ? 1 : 0;
      case NOTHING -> nothing ? 1 : 0;
      case FLAG -> {
        int place = nothing ? -1 : words.indexOf(key);
        yield place == 0 ? 1 : place == 1 ? 0 : Double.NaN;
      }
      case WORD -> !nothing && words.contains(key) ? 1 : 0;
      case ANOTHER -> nothing || words.contains(key) ? 0 : 1;
    };
  }
}
