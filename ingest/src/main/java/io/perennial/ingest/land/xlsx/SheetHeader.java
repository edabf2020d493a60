// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.xlsx;

import io.perennial.ingest.FileReading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the table of a sheet begins: the first row that is nearly as wide as the widest one nearby,
 * and has nothing but texts. Titles above it are narrower.
 *
 * @param row the header's number in the sheet; 0 when columns have no names
 * @param names of the columns from the first one on; empty where there is none
 */
record SheetHeader(int row, List<String> names) {

  private static final int LOOKED_AT = 100;
  private static final int NEARLY_PERCENT = 60;

  /** The rows that are looked at, which are read again afterwards. */
  private static List<SheetRows.Row> first(SheetRows rows) throws IOException {
    List<SheetRows.Row> first = new ArrayList<>();
    for (SheetRows.Row row = rows.next(); row != null; row = rows.next()) {
      first.add(row);
      if (first.size() == LOOKED_AT) {
        break;
      }
    }
    return first;
  }

  /** The header of a sheet, as its configuration or its rows say; empty when there is none. */
  static Optional<SheetHeader> find(SheetRows rows, FileReading reading) throws IOException {
    List<SheetRows.Row> first = first(rows);
    int skip = reading.skip().orElse(0);
    first.removeIf(row -> row.number() <= skip);
    if (first.isEmpty()) {
      return Optional.empty();
    }
    if (!reading.header().orElse(true)) {
      return Optional.of(new SheetHeader(skip, names(null, first)));
    }
    if (reading.skip().isPresent() || reading.header().isPresent()) {
      boolean isNext = reading.skip().isPresent();
      SheetRows.Row header = isNext ? first.get(0) : search(first).orElse(first.get(0));
      return Optional.of(new SheetHeader(header.number(), names(header, first)));
    }
    return search(first).map(header -> new SheetHeader(header.number(), names(header, first)));
  }

  private static Optional<SheetRows.Row> search(List<SheetRows.Row> rows) {
    long widest = rows.stream().mapToLong(SheetRows.Row::filled).max().orElse(0);
    return rows.stream()
        .filter(
            row ->
                row.filled() >= Math.min(widest, Math.max((NEARLY_PERCENT * widest + 99) / 100, 2)))
        .filter(SheetHeader::isAllText)
        .findFirst();
  }

  private static boolean isAllText(SheetRows.Row row) {
    for (int column = 0; column < row.width(); column++) {
      if (!row.text(column).isEmpty() && !row.isText(column)) {
        return false;
      }
    }
    return true;
  }

  /** Columns without a name that have something in the rows below are column4 and so on. */
  private static List<String> names(SheetRows.@Nullable Row header, List<SheetRows.Row> rows) {
    int width = header == null ? 0 : header.width();
    for (SheetRows.Row row : rows) {
      boolean below = header == null || row.number() > header.number();
      width = below ? Math.max(width, row.width()) : width;
    }
    List<String> names = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (int column = 0; column < width; column++) {
      String name = header == null ? "" : header.text(column).replaceAll("\\s+", " ");
      if (name.isEmpty() && isUsed(column, header, rows)) {
        name = "column" + (column + 1);
      }
      names.add(name.isEmpty() || taken.add(name) ? name : name + "_" + (column + 1));
    }
    return names;
  }

  private static boolean isUsed(
      int column, SheetRows.@Nullable Row header, List<SheetRows.Row> rows) {
    return rows.stream()
        .filter(row -> header == null || row.number() > header.number())
        .anyMatch(row -> !row.text(column).isEmpty());
  }
}
