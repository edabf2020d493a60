// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.file;

import io.perennial.ingest.sniff.FileBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * Tells files apart by all their bytes: size and two checksums that processors compute at the speed
 * of memory. Made for files that nobody forged.
 */
final class FileContent {

  private static final int BUFFER = 1 << 20;

  private FileContent() {}

  /** The fingerprint of a file's bytes. */
  static String of(Path file, String name) {
    return content(file, name, Long.MAX_VALUE);
  }

  /** Whether a file is, or begins with, what had that fingerprint. */
  static boolean begins(Path file, String name, String fingerprint) {
    int dash = fingerprint.indexOf('-');
    if (dash < 1) {
      return false;
    }
    long bytes;
    try {
      bytes = Long.parseLong(fingerprint.substring(0, dash), 16);
    } catch (NumberFormatException notOfAFile) {
      return false;
    }
    return file.toFile().length() >= bytes && content(file, name, bytes).equals(fingerprint);
  }

  private static String content(Path file, String name, long most) {
    CRC32 one = new CRC32();
    CRC32C other = new CRC32C();
    long bytes = 0;
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      while (bytes < most && in.read(buffer) >= 0) {
        buffer.flip();
        buffer.limit((int) Math.min(buffer.limit(), most - bytes));
        bytes += buffer.remaining();
        one.update(buffer.duplicate());
        other.update(buffer);
        buffer.clear();
      }
    } catch (IOException e) {
      throw FileBytes.unreadable(name, e);
    }
    return String.format(Locale.ROOT, "%x-%08x%08x", bytes, one.getValue(), other.getValue());
  }
}
