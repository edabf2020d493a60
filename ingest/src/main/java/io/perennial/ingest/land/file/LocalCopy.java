// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.file;

import io.perennial.ingest.IngestException;
import io.perennial.ingest.land.Blob;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The bytes of something as a file of this machine: itself where it is one and not packed.
 *
 * @param file with the bytes
 * @param isCopy whether it was made for this
 */
record LocalCopy(Path file, boolean isCopy) {

  private static final int BUFFER = 1 << 16;
  private static final long HARMLESS = 100_000_000;
  private static final long MOST_PACKED = 2_000;

  /** The bytes, unpacked. */
  static LocalCopy unpacked(Blob blob, Supplier<Path> copies) throws IOException {
    String bare = Unpacked.bare(blob.name());
    Optional<Path> file = blob.file();
    if (file.isPresent() && bare.equals(blob.name())) {
      return new LocalCopy(file.get(), false);
    }
    try (InputStream in = Unpacked.open(blob)) {
      return copy(blob, in, suffix(bare), copies);
    }
  }

  /** The bytes as engines read them, which is plain or gzipped. */
  static LocalCopy readable(Blob blob, Supplier<Path> copies) throws IOException {
    Optional<Path> file = blob.file();
    boolean zstd = Unpacked.isZstd(blob.name());
    if (file.isPresent() && !zstd) {
      return new LocalCopy(file.get(), false);
    }
    String suffix = zstd ? suffix(Unpacked.bare(blob.name())) : suffix(blob.name());
    try (InputStream in = zstd ? Unpacked.open(blob) : blob.open()) {
      return copy(blob, in, suffix, copies);
    }
  }

  /** What comes behind the last point of a name, if it is short and plain. */
  private static String suffix(String name) {
    String end = name.substring(name.lastIndexOf('.') + 1);
    return end.matches("[A-Za-z0-9]{1,8}") ? "." + end.toLowerCase(java.util.Locale.ROOT) : ".txt";
  }

  private static LocalCopy copy(Blob blob, InputStream in, String suffix, Supplier<Path> copies)
      throws IOException {
    Path file = Files.createTempFile(copies.get(), "copy-", suffix);
    long written = 0;
    long most = Math.max(HARMLESS, blob.bytes() * MOST_PACKED);
    byte[] buffer = new byte[BUFFER];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
        written += read;
        if (written > most) {
          throw new IngestException(
              "Cannot read "
                  + blob.name()
                  + ": it unpacks to more than "
                  + MOST_PACKED
                  + " times its size, as what is meant to fill the disk does (unpack it yourself"
                  + " if it is what you want)");
        }
      }
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
    return new LocalCopy(file, true);
  }

  /** Deletes it if it was made for this. */
  void discard() throws IOException {
    if (isCopy) {
      Files.deleteIfExists(file);
    }
  }
}
