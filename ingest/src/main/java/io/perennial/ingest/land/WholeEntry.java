// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;

/**
 * The bytes of one entry of an archive. What unpacks to other bytes than the archive says, or to
 * more or fewer of them, is damaged; that is known when the last of them is read.
 */
public final class WholeEntry extends FilterInputStream {

  private final ZipEntry entry;
  private final Closeable after;
  private final CheckedInputStream checked;
  private long count;

  /**
   * @param in the bytes as they unpack
   * @param entry what the archive says of them
   * @param after is closed behind them
   */
  public WholeEntry(InputStream in, ZipEntry entry, Closeable after) {
    this(new CheckedInputStream(in, new CRC32()), entry, after);
  }

  private WholeEntry(CheckedInputStream checked, ZipEntry entry, Closeable after) {
    super(checked);
    this.checked = checked;
    this.entry = entry;
    this.after = after;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int from, int length) throws IOException {
    int read = super.read(to, from, length);
    count += Math.max(0, read);
    boolean isEnd = read < 0;
    if (count > entry.getSize()
        || (isEnd
            && (count < entry.getSize() || checked.getChecksum().getValue() != entry.getCrc()))) {
      throw new IOException("it is damaged within the archive (copy it again)");
    }
    return read;
  }

  @Override
  public long skip(long bytes) throws IOException {
    return in.skip(0);
  }

  @Override
  public void close() throws IOException {
    super.close();
    after.close();
  }
}
