// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.xlsx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cells of a column that are merged over several rows: what stands in the first is meant for all.
 * The list of them stands behind all rows, so it is looked for by its bytes before those are read.
 */
final class MergedCells {

  private static final byte[] LIST = "<mergeCells".getBytes(StandardCharsets.US_ASCII);
  private static final Pattern RANGE =
      Pattern.compile("ref=\"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})\"");
  private static final int MOST = 32_000_000;

  private record Rows(int from, int to) {}

  private final Map<Integer, List<Rows>> byColumn = new HashMap<>();
  private final Map<Integer, String> values = new HashMap<>();

  private MergedCells() {}

  /** Those of a sheet; costs a pass over its bytes. */
  static MergedCells read(InputStream sheet) throws IOException {
    MergedCells merged = new MergedCells();
    byte[] buffer = new byte[1 << 16];
    int kept = 0;
    for (int read = sheet.read(buffer, kept, buffer.length - kept);
        read >= 0;
        read = sheet.read(buffer, kept, buffer.length - kept)) {
      int length = kept + read;
      int at = find(buffer, length);
      if (at >= 0) {
        String list =
            new String(buffer, at, length - at, StandardCharsets.US_ASCII)
                + new String(sheet.readNBytes(MOST), StandardCharsets.US_ASCII);
        int end = list.indexOf("</mergeCells");
        merged.add(end < 0 ? list : list.substring(0, end));
        return merged;
      }
      kept = Math.min(length, LIST.length);
      System.arraycopy(buffer, length - kept, buffer, 0, kept);
    }
    return merged;
  }

  private static int find(byte[] bytes, int length) {
    for (int i = 0; i + LIST.length <= length; i++) {
      if (bytes[i] == '<' && bytes[i + 1] == 'm') {
        int same = 2;
        while (same < LIST.length && bytes[i + same] == LIST[same]) {
          same++;
        }
        if (same == LIST.length) {
          return i;
        }
      }
    }
    return -1;
  }

  private void add(String list) {
    Matcher range = RANGE.matcher(list);
    while (range.find()) {
      int from = Integer.parseInt(range.group(2));
      int to = Integer.parseInt(range.group(4));
      if (to > from) {
        byColumn
            .computeIfAbsent(SheetRows.column(range.group(1)), column -> new ArrayList<>())
            .add(new Rows(from, to));
      }
    }
  }

  /** Whether there are none. */
  boolean isEmpty() {
    return byColumn.isEmpty();
  }

  /** Gives the cells of a row what the first of their merged cells has. */
  void fill(SheetRows.Row row) {
    byColumn.forEach(
        (column, ranges) -> {
          for (Rows rows : ranges) {
            if (row.number() == rows.from()) {
              values.put(column, row.text(column));
            } else if (row.number() > rows.from() && row.number() <= rows.to()) {
              String value = values.getOrDefault(column, "");
              if (!value.isEmpty() && row.text(column).isEmpty()) {
                row.put(column, value);
              }
            }
          }
        });
  }
}
