// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.file;

import io.perennial.ingest.IngestException;
import io.perennial.ingest.land.Blob;
import io.perennial.ingest.land.WholeEntry;
import io.perennial.ingest.land.xlsx.Workbook;
import io.perennial.ingest.sniff.FileBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A .zip archive. Its entries are read as they come, and none is written under the name it has. One
 * that unpacks to far more than data does is refused.
 */
final class ZipArchive {

  /** Between an archive and its entry, a workbook and its sheet. */
  static final String WITHIN = "!";

  private static final long HARMLESS = 100_000_000;
  private static final long MOST_PACKED = 500;

  private final Blob archive;
  private final Path file;

  /**
   * @param file with the bytes of {@code archive}
   */
  ZipArchive(Blob archive, Path file) {
    this.archive = archive;
    this.file = file;
    // from here on it is not to change
    archive.bytes();
  }

  /** Whether it is a workbook of Excel, which is an archive too. */
  boolean isWorkbook() throws IOException {
    try (ZipFile zip = open()) {
      if (zip.getEntry("xl/workbook.bin") != null) {
        throw new IngestException(
            "Cannot read " + archive.name() + ": it is a binary workbook (save it as .xlsx)");
      }
      if (zip.getEntry("META-INF/manifest.xml") != null && zip.getEntry("content.xml") != null) {
        throw new IngestException(
            "Cannot read " + archive.name() + ": it is an OpenDocument file (save it as .xlsx)");
      }
      return Workbook.isOne(zip);
    }
  }

  /** Its entries but folders and what programs leave behind, in the order of the archive. */
  List<Blob> entries() throws IOException {
    List<Blob> entries = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    try (ZipFile zip = open()) {
      Enumeration<? extends ZipEntry> all = zip.entries();
      while (all.hasMoreElements()) {
        ZipEntry entry = all.nextElement();
        if (!entry.isDirectory() && !isLitter(entry.getName())) {
          String name = entry.getName().replaceAll("\\p{Cntrl}", "?");
          String unique = name;
          for (int i = 2; !taken.add(unique); i++) {
            unique = name + "#" + i;
          }
          entries.add(new Entry(archive.name() + WITHIN + unique, entry));
        }
      }
    }
    return entries;
  }

  private static boolean isLitter(String entry) {
    String file = entry.substring(entry.lastIndexOf('/') + 1);
    return entry.startsWith("__MACOSX/")
        || file.startsWith("._")
        || file.equals(".DS_Store")
        || file.equalsIgnoreCase("thumbs.db")
        || file.equalsIgnoreCase("desktop.ini");
  }

  /** Names that are not in UTF-8 are in what DOS wrote. */
  private ZipFile open() throws IOException {
    try {
      return new ZipFile(file.toFile(), StandardCharsets.UTF_8);
    } catch (ZipException e) {
      String why = String.valueOf(e.getMessage());
      if (why.contains("bad entry name") || why.contains("bad filename")) {
        return new ZipFile(file.toFile(), Charset.forName("IBM437"));
      }
      throw new IngestException("Cannot read " + archive.name() + ": " + why(why), e);
    }
  }

  private static String why(String said) {
    if (said.contains("encrypted")) {
      return "the archive has a password (pack it again without one)";
    }
    if (said.contains("compression method")) {
      return "the archive is packed in a way that is not known (pack it again, as plain zip)";
    }
    return "it is no zip archive, or not whole (copy it again)";
  }

  /** One file of the archive. */
  private final class Entry implements Blob {

    private final String name;
    private final ZipEntry entry;

    Entry(String name, ZipEntry entry) {
      this.name = name;
      this.entry = entry;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public String fingerprint() {
      return String.format(
          Locale.ROOT, "%x-%08xz%x", entry.getSize(), entry.getCrc(), entry.getCompressedSize());
    }

    @Override
    public long bytes() {
      return entry.getCompressedSize();
    }

    @Override
    public InputStream open() throws IOException {
      if (entry.getSize() == 0) {
        throw FileBytes.empty(name);
      }
      if (entry.getSize() > HARMLESS && entry.getSize() / MOST_PACKED > entry.getCompressedSize()) {
        throw new IngestException(
            "Cannot read "
                + name
                + ": it would unpack to more than "
                + MOST_PACKED
                + " times its size, as an archive does that is meant to fill the disk (unpack it"
                + " yourself if it is what you want)");
      }
      ZipFile zip = ZipArchive.this.open();
      try {
        // entries of one name are told apart by where they are
        return new WholeEntry(zip.getInputStream(entry), entry, zip);
      } catch (ZipException e) {
        zip.close();
        throw new IngestException(
            "Cannot read " + name + ": " + why(String.valueOf(e.getMessage())), e);
      } catch (IOException | RuntimeException e) {
        zip.close();
        throw e;
      }
    }

    @Override
    public void requireUnchanged() {
      archive.requireUnchanged();
    }
  }
}
