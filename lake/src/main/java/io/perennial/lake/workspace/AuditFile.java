// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.workspace;

import io.perennial.governance.AuditTrail;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The audit trail as a file of JSON Lines that only grows. An entry is written in one piece and
 * synced, so that entries of several processes do not mix.
 */
final class AuditFile implements AuditTrail {

  private final Path file;

  AuditFile(Path file) {
    this.file = file;
  }

  @Override
  public void append(Entry entry) {
    String line =
        "{\"at\":\"%s\",\"actor\":%s,\"act\":%s,\"subject\":%s,\"purpose\":%s}\n"
            .formatted(
                entry.at(),
                quoted(entry.actor()),
                quoted(entry.act()),
                quoted(entry.subject()),
                quoted(entry.purpose()));
    try {
      Files.createDirectories(file.getParent());
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        String start = endsTorn() ? "\n" : "";
        ByteBuffer bytes = ByteBuffer.wrap((start + line).getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
    } catch (IOException e) {
      throw new WorkspaceException(
          "Cannot keep the audit trail " + file + ": " + FileTrouble.why(e), e);
    }
  }

  /** Whether a power cut tore the last line: the next one must not be swallowed by it. */
  private boolean endsTorn() throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() == 0) {
        return false;
      }
      ByteBuffer last = ByteBuffer.allocate(1);
      channel.read(last, channel.size() - 1);
      return last.get(0) != '\n';
    }
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\');
              }
              quoted.appendCodePoint(c);
            });
    return quoted.append('"').toString();
  }
}
