// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.xlsx;

import io.perennial.ingest.FileReading;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.land.Landed;
import io.perennial.ingest.land.WholeEntry;
import io.perennial.ingest.land.write.RowFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A workbook of Excel (.xlsx), read a row at a time. */
public final class Workbook implements Closeable {

  private static final String BOOK = "xl/workbook.xml";
  private static final long HARMLESS = 100_000_000;
  private static final long MOST_PACKED = 2_000;

  /**
   * A sheet of cells.
   *
   * @param name as people see it
   * @param part where its rows are within the workbook
   * @param hidden whether people do not see it
   */
  public record Sheet(String name, String part, boolean hidden) {}

  private final String name;
  private final ZipFile zip;
  private final long most;
  private final List<Sheet> sheets = new ArrayList<>();
  private boolean from1904;

  private Workbook(String name, ZipFile zip, long bytes) {
    this.name = name;
    this.zip = zip;
    this.most = Math.max(HARMLESS, bytes * MOST_PACKED);
  }

  /** Whether an archive with such an entry is a workbook. */
  public static boolean isOne(ZipFile zip) {
    return zip.getEntry(BOOK) != null;
  }

  /**
   * Opens one.
   *
   * @param name what people call it
   * @throws IOException when it is none, or damaged
   */
  public static Workbook open(Path file, String name) throws IOException {
    ZipFile zip = new ZipFile(file.toFile());
    try {
      Workbook book = new Workbook(name, zip, Files.size(file));
      book.readSheets();
      return book;
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  /** Its sheets of cells, in order. */
  public List<Sheet> sheets() {
    return List.copyOf(sheets);
  }

  private void readSheets() throws IOException {
    Map<String, String> parts = new HashMap<>();
    try (Xml xml = part("xl/_rels/workbook.xml.rels")) {
      while (xml.next()) {
        String type = xml.isStart("Relationship") ? xml.attribute("Type") : null;
        if (type != null && type.endsWith("/worksheet")) {
          parts.put(
              String.valueOf(xml.attribute("Id")), path(String.valueOf(xml.attribute("Target"))));
        }
      }
    }
    try (Xml xml = part(BOOK)) {
      while (xml.next()) {
        if (xml.isStart("workbookPr")) {
          String said = xml.attribute("date1904");
          from1904 = said != null && (said.equals("1") || said.equals("true"));
        } else if (xml.isStart("sheet")) {
          String part = parts.get(String.valueOf(xml.attribute("id")));
          String state = xml.attribute("state");
          if (part != null) {
            sheets.add(
                new Sheet(
                    String.valueOf(xml.attribute("name")),
                    part,
                    state != null && !state.equals("visible")));
          }
        }
      }
    }
  }

  private static String path(String target) {
    return target.startsWith("/") ? target.substring(1) : "xl/" + target;
  }

  private Xml part(String path) throws IOException {
    return Xml.open(bytes(path));
  }

  private InputStream bytes(String path) throws IOException {
    ZipEntry entry = zip.getEntry(path);
    if (entry == null) {
      throw new IOException("the workbook lacks its part " + path);
    }
    return new WholeEntry(zip.getInputStream(entry), entry, () -> {});
  }

  /** Whether a sheet has a header, or rows where the configuration says that there is none. */
  public boolean hasTable(Sheet sheet, FileReading reading) throws IOException {
    try (SheetRows rows = rows(sheet, CellStyles.none(), number -> Optional.of("text"))) {
      return SheetHeader.find(rows, reading).isPresent();
    }
  }

  private SheetRows rows(Sheet sheet, CellStyles styles, Function<String, Optional<String>> shared)
      throws IOException {
    return new SheetRows(part(sheet.part()), styles, shared, from1904);
  }

  /**
   * Writes the rows of a sheet as separated columns.
   *
   * @param copies a folder for what has to be kept meanwhile
   * @return what people should know of it
   * @throws IngestException when it has no header
   * @throws IOException when it cannot be read
   */
  public List<String> write(Sheet sheet, FileReading reading, Path copies, RowFile out)
      throws IOException {
    CellStyles styles = CellStyles.none();
    if (zip.getEntry("xl/styles.xml") != null) {
      try (Xml xml = part("xl/styles.xml")) {
        styles = CellStyles.read(xml);
      }
    }
    MergedCells merged;
    try (InputStream bytes = bytes(sheet.part())) {
      merged = MergedCells.read(bytes);
    }
    try (SharedTexts shared = shared(copies)) {
      Optional<SheetHeader> header;
      try (SheetRows rows = rows(sheet, styles, shared::of)) {
        header = SheetHeader.find(rows, reading);
      }
      if (header.isEmpty()) {
        throw new IngestException(
            "Cannot read "
                + name
                + ": no row among the first 100 of sheet "
                + sheet.name()
                + " looks like a header (set skip to the number of rows above it, or header:"
                + " false)");
      }
      try (SheetRows rows = rows(sheet, styles, shared::of)) {
        return new SheetTable(header.get(), merged, most).write(rows, out);
      }
    }
  }

  private SharedTexts shared(Path copies) throws IOException {
    String path = "xl/sharedStrings.xml";
    if (zip.getEntry(path) == null) {
      return SharedTexts.none();
    }
    try (Xml xml = part(path)) {
      return SharedTexts.read(xml, copies);
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  /** The rows of a table below its header. */
  private record SheetTable(SheetHeader header, MergedCells merged, long most) {

    List<String> write(SheetRows rows, RowFile out) throws IOException {
      List<String> names = header.names();
      List<String> cells = new ArrayList<>(List.of(Landed.LINE, Landed.PROBLEM));
      names.stream().filter(name -> !name.isEmpty()).forEach(cells::add);
      out.separated(cells);
      long beside = 0;
      boolean below = false;
      for (SheetRows.Row row = rows.next(); row != null && !out.isFull(); row = rows.next()) {
        if (!merged.isEmpty()) {
          merged.fill(row);
        }
        // numbers that go back are wrong, and no reason to leave out a row
        if (!below && row.number() <= header.row()) {
          below = row.number() == header.row();
          continue;
        }
        below = true;
        cells.clear();
        cells.add(Integer.toString(row.number()));
        cells.add(row.problem());
        for (int column = 0; column < names.size(); column++) {
          if (!names.get(column).isEmpty()) {
            cells.add(row.text(column));
          } else if (!row.text(column).isEmpty()) {
            beside++;
          }
        }
        for (int column = names.size(); column < row.width(); column++) {
          beside += row.text(column).isEmpty() ? 0 : 1;
        }
        out.separated(cells);
        if (out.length() > most) {
          throw new IOException(
              "its rows are more than "
                  + MOST_PACKED
                  + " times its size, as of what is meant to fill the disk (save it as CSV if it"
                  + " is what you want)");
        }
      }
      return beside == 0
          ? List.of()
          : List.of(beside + " cells stand in columns that have no header, and were not read");
    }
  }
}
