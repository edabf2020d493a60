// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether files of the same columns are parts of one list of persons or things, or lists of their
 * own: two lists may both have a number 17, which is not the same one in both.
 */
final class OneList {

  private OneList() {}

  /** Takes groups apart whose files are several lists; events stay together. */
  static List<List<Looked>> split(List<List<Looked>> kinds) {
    List<List<Looked>> all = new ArrayList<>();
    for (List<Looked> kind : kinds) {
      all.addAll(kind.size() > 1 && isList(kind.get(0)) ? lists(kind) : List.of(kind));
    }
    return all;
  }

  private static boolean isList(Looked file) {
    KindGuess kind = KindGuess.of(file);
    return kind.kind() != FileKind.EVENTS && RecordList.of(file, kind.kind(), Set.of()).isPresent();
  }

  private static List<List<Looked>> lists(List<Looked> files) {
    List<List<Looked>> lists = new ArrayList<>();
    for (Looked file : files) {
      Optional<List<Looked>> home =
          lists.stream()
              .filter(list -> list.stream().allMatch(other -> isPartOfOne(file, other)))
              .findFirst();
      if (home.isPresent()) {
        home.get().add(file);
      } else {
        lists.add(new ArrayList<>(List.of(file)));
      }
    }
    return lists;
  }

  /** Named alike but for numbers, and no key names two different rows. */
  private static boolean isPartOfOne(Looked one, Looked other) {
    if (!stem(one.name()).equals(stem(other.name()))) {
      return false;
    }
    Map<String, List<String>> rows = rows(one);
    Map<String, List<String>> others = rows(other);
    return rows.entrySet().stream()
        .allMatch(row -> others.getOrDefault(row.getKey(), row.getValue()).equals(row.getValue()));
  }

  private static String stem(String name) {
    return name.substring(name.lastIndexOf('/') + 1)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}]+", "");
  }

  /** The sampled rows by their key; none where no column is one. */
  private static Map<String, List<String>> rows(Looked file) {
    Map<String, List<String>> rows = new HashMap<>();
    RecordList.of(file, KindGuess.of(file).kind(), Set.of())
        .map(list -> file.shape().fields().indexOf(list.key().column()))
        .filter(key -> key >= 0)
        .ifPresent(
            key ->
                file.shape()
                    .rows()
                    .forEach(row -> rows.put(key < row.size() ? row.get(key) : "", row)));
    return rows;
  }
}
