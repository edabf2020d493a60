// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one process measured.
 *
 * @param wall seconds of each timed round
 * @param cpu processor seconds of each round, of all threads
 * @param peakMebibytes resident, of the whole process; NaN when unknown
 * @param facts what the work noted
 */
record Sample(
    List<Double> wall, List<Double> cpu, double peakMebibytes, Map<String, String> facts) {

  private static final String MARK = "measured ";

  Sample {
    wall = List.copyOf(wall);
    cpu = List.copyOf(cpu);
    facts = Map.copyOf(facts);
    if (wall.size() != cpu.size()) {
      throw new IllegalArgumentException(
          "Invalid sample: rounds of wall and processor time differ");
    }
  }

  /** A number that the work noted. */
  double number(String fact) {
    return Double.parseDouble(text(fact));
  }

  /** A count that the work noted. */
  long count(String fact) {
    return Long.parseLong(text(fact));
  }

  /** Something that the work noted. */
  String text(String fact) {
    String value = facts.get(fact);
    if (value == null) {
      throw new IllegalArgumentException("Unknown fact: " + fact + " (there are " + facts + ")");
    }
    return value;
  }

  /** As lines for another process to read. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < wall.size(); i++) {
      lines.add(MARK + "round " + wall.get(i) + " " + cpu.get(i));
    }
    lines.add(MARK + "peak " + peakMebibytes);
    facts.forEach((name, value) -> lines.add(MARK + "fact " + name + " " + value));
    return lines;
  }

  /** What another process wrote; other lines are passed over. */
  static Sample ofLines(List<String> lines) {
    List<Double> wall = new ArrayList<>();
    List<Double> cpu = new ArrayList<>();
    double peak = Double.NaN;
    Map<String, String> facts = new TreeMap<>();
    for (String line : lines) {
      if (line.startsWith(MARK)) {
        String[] words = line.substring(MARK.length()).split(" ", 3);
        switch (words[0]) {
          case "round" -> {
            wall.add(Double.valueOf(words[1]));
            cpu.add(Double.valueOf(words[2]));
          }
          case "peak" -> peak = Double.parseDouble(words[1]);
          default -> facts.put(words[1], words[2]);
        }
      }
    }
    return new Sample(wall, cpu, peak, facts);
  }
}
