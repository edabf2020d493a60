// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.file;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.zstd.ZstdInputStream;
import io.perennial.ingest.land.Blob;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** Bytes as they were before they were packed: .gz, .zst, by the ending of the name. */
final class Unpacked {

  private static final int BUFFER = 1 << 16;

  private Unpacked() {}

  static boolean isGzip(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".gz");
  }

  static boolean isZstd(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".zst") || lower.endsWith(".zstd");
  }

  /** The name without the ending that says how it is packed. */
  static String bare(String name) {
    return isGzip(name) || isZstd(name) ? name.substring(0, name.lastIndexOf('.')) : name;
  }

  /** The bytes, unpacked. */
  static InputStream open(Blob blob) throws IOException {
    InputStream in = blob.open();
    try {
      if (isGzip(blob.name())) {
        return new GZIPInputStream(in, BUFFER);
      }
      return isZstd(blob.name()) ? new Zstd(in) : in;
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /** Says in the words of this machine what is wrong with packed bytes. */
  private static final class Zstd extends FilterInputStream {

    private boolean begun;

    Zstd(InputStream in) {
      super(new ZstdInputStream(in));
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
      try {
        int read = super.read(to, from, length);
        begun |= read > 0;
        return read;
      } catch (MalformedInputException e) {
        String why = String.valueOf(e.getMessage());
        if (why.contains("Window size")) {
          throw new IOException(
              "it is packed with a window of more than 8 MB (pack it again, without --long or"
                  + " --ultra)",
              e);
        }
        throw damaged(e);
      } catch (IndexOutOfBoundsException e) {
        // what does not fit its tables, the library finds only as it looks there
        throw damaged(e);
      } catch (EOFException e) {
        throw e;
      } catch (IOException e) {
        if (String.valueOf(e.getMessage()).contains("Not enough input")) {
          EOFException end = new EOFException("the file ends too early");
          end.initCause(e);
          throw end;
        }
        throw e;
      }
    }

    private IOException damaged(Exception cause) {
      return new IOException(
          begun
              ? "it is damaged (copy it again)"
              : "it is not zstd data (rename it without .zst if it is text, or copy it again)",
          cause);
    }
  }
}
