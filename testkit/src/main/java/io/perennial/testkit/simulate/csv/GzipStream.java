// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.simulate.csv;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * One ordinary gzip member whose parts are compressed apart, on any thread: each part ends at a
 * whole byte by a sync flush, and only the check sum goes over all. Source: RFC 1951 and 1952.
 */
final class GzipStream {

  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
  private static final byte[] LAST_BLOCK = {3, 0};
  private static final int LEVEL = 4;

  private final OutputStream out;
  private final CRC32 check = new CRC32();
  private long length;

  /** A stream whose header is written. */
  GzipStream(OutputStream out) throws IOException {
    this.out = out;
    out.write(HEADER);
  }

  /** The compressed form of one part. Pure. */
  static byte[] compress(byte[] bytes, int length) {
    Deflater deflater = new Deflater(LEVEL, true);
    try {
      deflater.setInput(bytes, 0, length);
      byte[] packed = new byte[length / 3 + 64];
      int size = 0;
      while (true) {
        size += deflater.deflate(packed, size, packed.length - size, Deflater.SYNC_FLUSH);
        if (size < packed.length) {
          return Arrays.copyOf(packed, size);
        }
        packed = Arrays.copyOf(packed, packed.length * 2);
      }
    } finally {
      deflater.end();
    }
  }

  void write(byte[] packed, byte[] bytes, int size) throws IOException {
    out.write(packed);
    check.update(bytes, 0, size);
    length += size;
  }

  /** Ends the member; the stream below stays open. */
  void finish() throws IOException {
    out.write(LAST_BLOCK);
    writeInt(check.getValue());
    writeInt(length);
  }

  private void writeInt(long value) throws IOException {
    for (int shift = 0; shift < 32; shift += 8) {
      out.write((int) (value >>> shift) & 0xff);
    }
  }
}
