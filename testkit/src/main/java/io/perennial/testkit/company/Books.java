// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.company;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Keeps the books: what was written, what is wrong in it, and whose it is, as CSV. */
final class Books implements Closeable {

  private final Writer files;
  private final Writer defects;
  private final Writer records;
  private final Map<Defect, Long> counts = new EnumMap<>(Defect.class);
  private final Set<String> told = new HashSet<>();
  private long rows;

  /** Books in {@code folder}, which is made. */
  Books(Path folder) throws IOException {
    Files.createDirectories(folder);
    files = writer(folder.resolve("files.csv"));
    try {
      defects = writer(folder.resolve("defects.csv"));
      try {
        records = writer(folder.resolve("records.csv"));
      } catch (IOException e) {
        defects.close();
        throw e;
      }
    } catch (IOException e) {
      files.close();
      throw e;
    }
    files.write("source,file,rows\n");
    defects.write("defect,source,file,line,key,written,right\n");
    records.write("source,key,person,household\n");
  }

  private static BufferedWriter writer(Path file) throws IOException {
    return Files.newBufferedWriter(file, UTF_8);
  }

  void file(WrittenFile file) throws IOException {
    rows += file.rows();
    files.write(file.source() + ',' + file.file() + ',' + file.rows() + '\n');
  }

  void defect(Injected injected) throws IOException {
    counts.merge(injected.defect(), 1L, Long::sum);
    defects.write(
        String.join(
            ",",
            injected.defect().word(),
            injected.source(),
            injected.file(),
            Long.toString(injected.line()),
            quoted(injected.key()),
            quoted(injected.written()),
            quoted(injected.right())));
    defects.write('\n');
  }

  /** Notes whose record it is that a system knows by a key. */
  void record(String system, String key, Person person) throws IOException {
    records.write(
        String.join(
            ",",
            system,
            quoted(key),
            Long.toString(person.number()),
            Long.toString(person.household())));
    records.write('\n');
  }

  /** Whether this is said for the first time. */
  boolean isNews(String what) {
    return told.add(what);
  }

  Map<Defect, Long> counts() {
    return Collections.unmodifiableMap(counts);
  }

  long rows() {
    return rows;
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  @Override
  public void close() throws IOException {
    try (files;
        defects) {
      records.close();
    }
  }
}
