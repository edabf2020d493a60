// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.write;

import io.perennial.ingest.land.Landed;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file of rows that is being written, up to a size. */
public final class RowFile implements Closeable {

  private final Writer out;
  private final long most;
  private final Path file;
  private long written;

  private RowFile(Path file, long most) throws IOException {
    this.file = file;
    // half of a pair of surrogates is no character, and no reason not to write the row
    this.out =
        new BufferedWriter(
            new OutputStreamWriter(
                Files.newOutputStream(file),
                StandardCharsets.UTF_8
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .replaceWith("\ufffd".getBytes(StandardCharsets.UTF_8))),
            1 << 16);
    this.most = most;
  }

  /**
   * A new file.
   *
   * @param copies the folder it lies in
   * @param suffix of its name, such as {@code .csv}
   * @param most characters after which it is full: a sample needs no more
   */
  public static RowFile in(Path copies, String suffix, long most) throws IOException {
    return new RowFile(Files.createTempFile(copies, "rows-", suffix), most);
  }

  /** Where it is. */
  public Path file() {
    return file;
  }

  /** Whether it has as much as is wanted; what is written all the same is in it. */
  public boolean isFull() {
    return written >= most;
  }

  /** Characters that it has. */
  public long length() {
    return written;
  }

  /** Writes a part of a line. */
  public void write(CharSequence text, int from, int to) throws IOException {
    out.append(text, from, to);
    written += to - from;
  }

  /** Writes text. */
  public void write(String text) throws IOException {
    out.write(text);
    written += text.length();
  }

  /** Writes a JSON line for a row that cannot be taken. */
  public void jsonProblem(long line, String why) throws IOException {
    StringBuilder text = new StringBuilder("{\"" + Landed.LINE + "\":");
    text.append(line).append(",\"").append(Landed.PROBLEM).append("\":");
    JsonQuoting.quote(why, text);
    text.append("}\n");
    write(text, 0, text.length());
  }

  /** Writes a line of separated columns: comma, quotes where they are needed. */
  public void separated(List<String> cells) throws IOException {
    for (int i = 0; i < cells.size(); i++) {
      if (i > 0) {
        write(",");
      }
      cell(cells.get(i));
    }
    write("\n");
  }

  private void cell(String text) throws IOException {
    if (isPlain(text)) {
      write(text);
    } else {
      write("\"" + text.replace("\"", "\"\"") + '"');
    }
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ',' || c == '"' || c == '\n' || c == '\r' || (i == 0 && c == ' ')) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
