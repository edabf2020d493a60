// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.sniff;

import io.perennial.ingest.IngestException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** The bytes of a raw file, unpacked where it is gzipped. */
public final class FileBytes {

  /** How much of the beginning is looked at. */
  static final int HEAD = 1 << 20;

  private static final int PIECE = 1 << 16;
  private static final int PIECES = 12;
  private static final long GZIP_LOOKED_AT = 64L << 20;
  private static final long GZIP_STRIDE = 3L << 20;

  private FileBytes() {}

  public static boolean isGzip(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
  }

  /**
   * Opens a file.
   *
   * @param name what people call the file
   * @throws IngestException when it is missing, empty, or may not be read
   */
  public static InputStream open(Path file, String name) {
    try {
      if (Files.size(file) == 0) {
        throw empty(name);
      }
      InputStream plain = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
      return isGzip(file) ? new GZIPInputStream(plain, 1 << 16) : plain;
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  /**
   * Reads a gzipped file to its end; a plain one is whole as it is.
   *
   * @throws IngestException when it ends too early or is damaged
   */
  public static void requireWhole(Path file, String name) {
    if (isGzip(file)) {
      try (InputStream in = open(file, name)) {
        in.transferTo(OutputStream.nullOutputStream());
      } catch (IOException e) {
        throw unreadable(name, e);
      }
    }
  }

  /** The message for a file without a byte. */
  public static IngestException empty(String name) {
    return cannot(name, "the file is empty (write it again, or delete it)", null);
  }

  /** The message for a file that cannot be read. */
  public static IngestException unreadable(String name, IOException why) {
    if (why instanceof NoSuchFileException) {
      return cannot(name, "there is no such file (check the path in sources.…files)", why);
    }
    if (why instanceof AccessDeniedException) {
      return cannot(name, "no permission (let this user read it: chmod u+r)", why);
    }
    if (why instanceof EOFException) {
      return cannot(name, "the file ends too early (copy it again)", why);
    }
    if (why instanceof ZipException && !"Not in GZIP format".equals(why.getMessage())) {
      return cannot(name, "its gzip data is damaged (copy it again)", why);
    }
    if (why instanceof ZipException) {
      return cannot(
          name, "it is not gzip data (rename it without .gz if it is text, or copy it again)", why);
    }
    return cannot(name, String.valueOf(why.getMessage()), why);
  }

  private static IngestException cannot(String name, String why, @Nullable IOException cause) {
    String message = "Cannot read " + name + ": " + why;
    return cause == null ? new IngestException(message) : new IngestException(message, cause);
  }

  /**
   * The beginning of a file, and where it is large a few pieces from further in, each of whole
   * lines. Of a gzipped file the first 64 MB are unpacked for it.
   */
  static List<byte[]> sample(Path file, String name) {
    List<byte[]> pieces = new ArrayList<>();
    try (InputStream in = open(file, name)) {
      pieces.add(in.readNBytes(HEAD));
      if (isGzip(file) && pieces.get(0).length == HEAD) {
        long unpacked = HEAD;
        while (unpacked < GZIP_LOOKED_AT) {
          in.skipNBytes(GZIP_STRIDE);
          byte[] piece = in.readNBytes(PIECE);
          unpacked += GZIP_STRIDE + piece.length;
          pieces.add(wholeLines(piece, piece.length));
        }
      }
    } catch (EOFException e) {
      if (pieces.isEmpty()) {
        throw unreadable(name, e);
      }
    } catch (IOException e) {
      throw unreadable(name, e);
    }
    if (pieces.get(0).length == 0) {
      throw empty(name);
    }
    if (isGzip(file) || pieces.get(0).length < HEAD) {
      return pieces;
    }
    try (RandomAccessFile random = new RandomAccessFile(file.toFile(), "r")) {
      long span = random.length() - HEAD - PIECE;
      for (int i = 1; i <= PIECES && span > 0; i++) {
        random.seek(HEAD + span * i / PIECES);
        byte[] bytes = new byte[PIECE];
        int read = random.read(bytes);
        pieces.add(wholeLines(bytes, Math.max(0, read)));
      }
    } catch (IOException e) {
      throw unreadable(name, e);
    }
    return pieces;
  }

  /**
   * The beginning of a file, unpacked where it is gzipped.
   *
   * @throws IngestException when it cannot be read, or is empty
   */
  static byte[] head(Path file, String name) {
    try (InputStream in = open(file, name)) {
      byte[] head = in.readNBytes(HEAD);
      if (head.length == 0) {
        throw empty(name);
      }
      return head;
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  private static byte[] wholeLines(byte[] bytes, int length) {
    int from = 0;
    while (from < length && bytes[from] != '\n') {
      from++;
    }
    int to = length;
    while (to > from && bytes[to - 1] != '\n') {
      to--;
    }
    int start = Math.min(from + 1, to);
    return Arrays.copyOfRange(bytes, start, to);
  }
}
