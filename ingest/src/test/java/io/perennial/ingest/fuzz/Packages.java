// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Bytes in packages. */
final class Packages {

  /** Names of entries that no shop gives, of which two are made one. */
  private static final String[] ODD = {
    "../../up.csv",
    "/etc/root.csv",
    "a\\b\\c.csv",
    "C:\\new.csv",
    "no ending",
    "ends in a point.",
    "line\nbreak.csv",
    "a!b.csv",
    "*?[x].csv",
    " blank .csv ",
    "übergröße.csv",
    "李.csv",
    "orders.CSV",
    "-rf.csv",
    "con.csv",
    "x/y/z/../../w.csv",
    "twin-1.csv",
    "twin-2.csv",
    "'; drop table events --.csv",
    "n".repeat(300) + ".csv",
    "%s%n.csv",
    ".csv"
  };

  private Packages() {}

  private interface Packer {
    OutputStream to(OutputStream out) throws IOException;
  }

  static byte[] gzip(byte[] plain) {
    return packed(plain, GZIPOutputStream::new);
  }

  static byte[] zstd(byte[] plain) {
    return packed(plain, ZstdOutputStream::new);
  }

  private static byte[] packed(byte[] plain, Packer packer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = packer.to(bytes)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static String oddName(SplittableRandom random) {
    return ODD[random.nextInt(ODD.length)];
  }

  /** An archive; entries are packed or, now and then, as they are. */
  static byte[] zip(Map<String, byte[]> entries, SplittableRandom random) {
    Charset dos = Charset.forName("IBM437");
    boolean isDos =
        random.nextInt(5) == 0 && dos.newEncoder().canEncode(String.join("", entries.keySet()));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, isDos ? dos : UTF_8)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        ZipEntry packed = new ZipEntry(entry.getKey());
        if (random.nextInt(4) == 0) {
          CRC32 crc = new CRC32();
          crc.update(entry.getValue());
          packed.setMethod(ZipEntry.STORED);
          packed.setSize(entry.getValue().length);
          packed.setCrc(crc.getValue());
        }
        zip.putNextEntry(packed);
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The same archive, whose entries twin-1 and twin-2, if it has both, have one name. */
  static byte[] withTwins(byte[] zip) {
    return new String(zip, ISO_8859_1).replace("twin-2.csv", "twin-1.csv").getBytes(ISO_8859_1);
  }
}
