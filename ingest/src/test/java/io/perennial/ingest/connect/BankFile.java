// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One file of the bank: what it is called, how its rows are made, and what is expected of it.
 *
 * @param before lines before the rows
 * @param templates of rows, which take turns
 * @param after lines after the rows
 * @param expected by field; alternatives with {@code |}, and {@code ?} where none will do too
 */
record BankFile(
    String name,
    int rows,
    int persons,
    int lines,
    Charset charset,
    List<String> before,
    List<String> templates,
    List<String> after,
    Map<String, String> expected) {

  static List<BankFile> all() {
    String text;
    try (InputStream in = BankFile.class.getResourceAsStream("bank.txt")) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<BankFile> files = new ArrayList<>();
    String[] parts = text.split("\n## ", -1);
    for (int i = 1; i < parts.length; i++) {
      files.add(of(parts[i]));
    }
    return files;
  }

  private static BankFile of(String part) {
    List<String> all = part.lines().toList();
    Map<String, String> options = pairs(all.get(0));
    List<String> before = new ArrayList<>();
    List<String> templates = new ArrayList<>();
    List<String> after = new ArrayList<>();
    Map<String, String> expected = Map.of();
    for (String line : all.subList(1, all.size())) {
      if (line.startsWith("> ")) {
        templates.add(line.substring(2));
      } else if (line.startsWith("< ")) {
        after.add(line.substring(2));
      } else if (line.startsWith("= ")) {
        expected = pairs(line.substring(2));
      } else if (!line.startsWith("# ") && !(line.isEmpty() && !templates.isEmpty())) {
        before.add(line);
      }
    }
    return new BankFile(
        all.get(0).split(" ", -1)[0],
        Integer.parseInt(options.getOrDefault("rows", "80")),
        Integer.parseInt(options.getOrDefault("persons", "25")),
        Integer.parseInt(options.getOrDefault("lines", "1")),
        Charset.forName(options.getOrDefault("encoding", "utf-8")),
        before,
        templates,
        after,
        expected);
  }

  private static Map<String, String> pairs(String line) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : line.split(" ", -1)) {
      int is = pair.indexOf('=');
      if (is > 0) {
        pairs.put(pair.substring(0, is), pair.substring(is + 1));
      }
    }
    return pairs;
  }

  /** What may be said of a field, or of the file's kind. */
  List<String> alternatives(String key) {
    String missing = key.equals("kind") ? "events" : "-";
    return List.of(expected.getOrDefault(key, missing).replace("?", "").split("\\|", -1));
  }

  /** The whole file, the same each time. */
  byte[] bytes() {
    List<String> lines = new ArrayList<>(before);
    lines.addAll(new BankRows(this).rows());
    lines.addAll(after);
    return (String.join("\n", lines) + "\n").getBytes(charset);
  }

  @Override
  public String toString() {
    return name;
  }
}
