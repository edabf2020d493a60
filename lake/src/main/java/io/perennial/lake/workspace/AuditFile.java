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
        "{\"at\":\"%s\",\"actor\":%s,\"act\":%s,\"subject\":%s,\"purpose\":%s}%n"
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
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
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
