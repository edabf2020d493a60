// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Whole folders at a time. */
final class Folders {

  private Folders() {}

  /** An empty folder, whatever was there. */
  static void renew(Path folder) throws IOException {
    delete(folder);
    Files.createDirectories(folder);
  }

  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      List<Path> all;
      try (Stream<Path> walk = Files.walk(folder)) {
        all = walk.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path path : all) {
        Files.delete(path);
      }
    }
  }

  static void copy(Path from, Path to) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(from)) {
      all = walk.toList();
    }
    for (Path path : all) {
      Files.copy(path, to.resolve(from.relativize(path).toString()));
    }
  }

  /** Bytes of all files under {@code folder} whose names end in {@code ending}. */
  static long bytes(Path folder, String ending) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(path -> path.toString().endsWith(ending))
          .mapToLong(path -> path.toFile().length())
          .sum();
    }
  }
}
