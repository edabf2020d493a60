// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.sniff;

import java.util.Optional;

/** Files that people have, nobody reads, and are known by their first bytes. */
final class OtherKinds {

  private OtherKinds() {}

  /** What it is and what to do about it; empty when it may be text, or is Parquet. */
  static Optional<String> of(byte[] head) {
    if (begins(head, 0xD0, 0xCF, 0x11, 0xE0)) {
      return Optional.of(
          "it is a workbook of old Excel (.xls), or one with a password (save it as .xlsx, without"
              + " a password)");
    }
    if (begins(head, 'P', 'K', 3, 4) || begins(head, 'P', 'K', 5, 6)) {
      return Optional.of("it is a zip archive or a workbook (let its name end in .zip or .xlsx)");
    }
    if (begins(head, 0x1F, 0x8B)) {
      return Optional.of("it is gzip data (let its name end in .gz)");
    }
    if (begins(head, 0x28, 0xB5, 0x2F, 0xFD)) {
      return Optional.of("it is zstd data (let its name end in .zst)");
    }
    if (begins(head, '7', 'z', 0xBC, 0xAF)
        || begins(head, 'R', 'a', 'r', '!')
        || (begins(head, 'B', 'Z', 'h') && head.length > 5 && head[4] == '1' && head[5] == 'A')
        || begins(head, 0xFD, '7', 'z', 'X', 'Z')) {
      return Optional.of("it is packed in a way that is not read (pack it as .zip, .gz or .zst)");
    }
    if (begins(head, '%', 'P', 'D', 'F')) {
      return Optional.of("it is a PDF (export it as CSV)");
    }
    boolean orc = begins(head, 'O', 'R', 'C') && head.length > 3 && head[3] < ' ';
    if (orc || begins(head, 'O', 'b', 'j', 1)) {
      return Optional.of("it is an ORC or Avro file (write it as Parquet)");
    }
    return Optional.empty();
  }

  private static boolean begins(byte[] head, int... mark) {
    if (head.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((head[i] & 0xff) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
