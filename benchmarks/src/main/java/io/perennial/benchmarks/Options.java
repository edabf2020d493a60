// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What to measure.
 *
 * @param names of benchmarks; empty for all
 * @param rows of the ordinary size
 * @param large rows of the large size, for fold and layout; 0 leaves it out
 * @param sizes rows by which growth is measured, ascending
 * @param repeats how often each work is measured
 * @param minutes that a server is asked for
 * @param threads that engines work with
 * @param memoryMebibytes that an engine may fill
 * @param data folder for simulated data, lakes and scratch
 */
record Options(
    List<String> names,
    long rows,
    long large,
    List<Long> sizes,
    int repeats,
    int minutes,
    int threads,
    int memoryMebibytes,
    Path data) {

  private static final int DOUBLINGS = 5;

  Options {
    names = List.copyOf(names);
    sizes = List.copyOf(sizes);
    if (rows < 1_000) {
      throw new IllegalArgumentException("Invalid --rows: " + rows + " (must be >= 1000)");
    }
    if (repeats < 1) {
      throw new IllegalArgumentException("Invalid --repeats: " + repeats + " (must be >= 1)");
    }
    if (minutes < 1) {
      throw new IllegalArgumentException("Invalid --minutes: " + minutes + " (must be >= 1)");
    }
  }

  /** 10 million rows, 3 repetitions, 4 GiB for an engine; nothing large. */
  static Options defaults() {
    return new Options(
        List.of(), 10_000_000, 0, List.of(), 3, 3, Machine.cores(), 4_096, Path.of("target/data"));
  }

  Options withRows(long count) {
    return new Options(
        names, count, large, sizes, repeats, minutes, threads, memoryMebibytes, data);
  }

  Options withRepeats(int count) {
    return new Options(names, rows, large, sizes, count, minutes, threads, memoryMebibytes, data);
  }

  Options withMinutes(int count) {
    return new Options(names, rows, large, sizes, repeats, count, threads, memoryMebibytes, data);
  }

  Options withData(Path folder) {
    return new Options(
        names, rows, large, sizes, repeats, minutes, threads, memoryMebibytes, folder);
  }

  Options withLarge(long count) {
    return new Options(names, rows, count, sizes, repeats, minutes, threads, memoryMebibytes, data);
  }

  Options withSizes(List<Long> counts) {
    return new Options(
        names, rows, large, counts, repeats, minutes, threads, memoryMebibytes, data);
  }

  /** The sizes for growth: those given, or five doublings from a tenth of the ordinary size. */
  List<Long> growthSizes() {
    if (!sizes.isEmpty()) {
      return sizes;
    }
    List<Long> doubling = new ArrayList<>();
    for (int i = 0; i <= DOUBLINGS; i++) {
      doubling.add((rows / 10) << i);
    }
    return doubling;
  }

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException when it has an unknown option or a value is missing or wrong
   */
  static Options parse(List<String> words) {
    Options options = defaults();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (!word.startsWith("--")) {
        names.add(word);
        continue;
      }
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      if (equals < 0 && ++i == words.size()) {
        throw new IllegalArgumentException("Missing value of " + name);
      }
      String value = equals < 0 ? words.get(i) : word.substring(equals + 1);
      options =
          switch (name) {
            case "--rows" -> options.withRows(count(name, value));
            case "--large" -> options.withLarge(count(name, value));
            case "--sizes" -> options.withSizes(counts(name, value));
            case "--repeats" -> options.withRepeats(Math.toIntExact(count(name, value)));
            case "--minutes" -> options.withMinutes(Math.toIntExact(count(name, value)));
            case "--data" -> options.withData(Path.of(value));
            default ->
                throw new IllegalArgumentException(
                    "Unknown option: "
                        + name
                        + " (there are --rows, --large, --sizes, --repeats, --minutes, --data)");
          };
    }
    return new Options(
        names,
        options.rows,
        options.large,
        options.sizes,
        options.repeats,
        options.minutes,
        options.threads,
        options.memoryMebibytes,
        options.data);
  }

  private static List<Long> counts(String name, String value) {
    List<Long> counts = new ArrayList<>();
    for (String part : value.split(",", -1)) {
      counts.add(count(name, part));
    }
    return counts;
  }

  /** A count such as 250000, 20k, 10M. */
  private static long count(String name, String value) {
    String text = value.strip().toLowerCase(Locale.ROOT);
    long unit = text.endsWith("k") ? 1_000 : text.endsWith("m") ? 1_000_000 : 1;
    String digits = unit == 1 ? text : text.substring(0, text.length() - 1);
    if (!digits.matches("[0-9]{1,12}")) {
      throw new IllegalArgumentException(
          "Invalid " + name + ": " + value + " (must be a number such as 250000, 20k or 10M)");
    }
    return Long.parseLong(digits) * unit;
  }
}
