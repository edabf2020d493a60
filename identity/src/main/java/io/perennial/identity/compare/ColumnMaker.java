// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import io.perennial.identity.AttributeKind;
import java.util.Arrays;
import java.util.Optional;

/** Makes a column of what was said: values in their normal form, numbered in order of rows. */
final class ColumnMaker {

  private static final int NEW = -2;
  private static final int NOTHING = -1;

  private final Making making;
  private final Dates dates;
  private final NormalForm form;
  private final TextStore texts = new TextStore();
  private final int[] codes;
  private final int[] firsts;
  private int[] more = new int[16];
  private int moreSize;
  private long values;

  private ColumnMaker(Making making, int rows) {
    this.making = making;
    Said said = making.said();
    AttributeKind kind = making.comparing().kind();
    dates = making.frozen().map(Reading.Attribute::dates).orElseGet(() -> datesOf(kind, said));
    form =
        new NormalForm(
            making.comparing() == Comparing.CODES_OF_TEXT ? AttributeKind.TEXT : kind, dates);
    codes = new int[said.distinct()];
    Arrays.fill(codes, NEW);
    firsts = new int[rows];
  }

  private static Dates datesOf(AttributeKind kind, Said said) {
    return kind == AttributeKind.BIRTH_DATE ? Dates.of(said.sample()) : Dates.DAY_FIRST;
  }

  static ColumnMaker make(Making making, int rows) {
    ColumnMaker maker = new ColumnMaker(making, rows);
    for (int row = 0; row < rows; row++) {
      maker.add(row);
    }
    return maker;
  }

  String name() {
    return making.name();
  }

  /** How many values records said. */
  long values() {
    return values;
  }

  /** How many levels two values have, missing among them. */
  int levels() {
    return making.comparing().levels(making.name(), false).size();
  }

  /** Why nothing can be learned from the column, if so. */
  Optional<String> uselessness(int enough) {
    if (making.frozen().isPresent()) {
      return Optional.empty();
    }
    if (values == 0) {
      return Optional.of("says nothing");
    }
    if (values < enough) {
      return Optional.empty();
    }
    if (texts.size() == 1 && !making.mayBeConstant()) {
      return Optional.of("the same for all records");
    }
    boolean key =
        switch (making.comparing()) {
          case IDENTIFIER, CODE -> making.mayBeKey();
          default -> false;
        };
    return key && texts.size() == values
        ? Optional.of("never the same for two records: a key of the source")
        : Optional.empty();
  }

  /** The column, with all that is known of its values beforehand. */
  Column column(String secret) {
    int[] overflow = Arrays.copyOf(more, moreSize);
    int[] counts = Column.counts(texts.size(), firsts, overflow);
    Comparing comparing = making.comparing();
    ComparedAttribute attribute =
        new ComparedAttribute(
            making.name(),
            comparing.kind(),
            comparing.levels(making.name(), isOfAddress()),
            making.why());
    String hashedWith = (secret.isEmpty() ? "" : secret + '\u001f') + making.name();
    Prepared prepared = Prepared.of(making, hashedWith, texts, counts, firsts.length);
    return new Column(
        attribute,
        new Reading.Attribute(comparing, dates, prepared.tokens().frequencies()),
        texts,
        firsts,
        overflow,
        counts,
        prepared,
        hashedWith);
  }

  private boolean isOfAddress() {
    return switch (making.comparing()) {
      case CODE, CATEGORY, PLACE -> AttributeNames.isOfAddress(making.name());
      default -> false;
    };
  }

  private void add(int row) {
    Said said = making.said();
    int first = Column.NONE;
    int place = moreSize;
    for (int i = said.start(row); i < said.end(row); i++) {
      int code = code(said.settled(i));
      if (code == NOTHING || code == first) {
        continue;
      }
      if (first == Column.NONE) {
        first = code;
      } else if (moreSize == place) {
        keep(2);
        keep(first);
        keep(code);
      } else if (more[place] < RecordTable.MOST_VALUES && !isKept(place, code)) {
        more[place]++;
        keep(code);
      }
    }
    firsts[row] = moreSize > place ? -2 - place : first;
    values += moreSize > place ? more[place] : first == Column.NONE ? 0 : 1;
  }

  private boolean isKept(int place, int code) {
    for (int i = 1; i <= more[place]; i++) {
      if (more[place + i] == code) {
        return true;
      }
    }
    return false;
  }

  private void keep(int number) {
    if (moreSize == more.length) {
      more = Arrays.copyOf(more, moreSize * 2);
    }
    more[moreSize++] = number;
  }

  private int code(int said) {
    if (codes[said] == NEW) {
      Said all = making.said();
      String text = all.isNormal(said) ? all.text(said) : form.of(all.text(said));
      codes[said] = text.isEmpty() ? NOTHING : texts.add(text);
    }
    return codes[said];
  }
}
