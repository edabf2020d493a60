// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airlift.compress.zstd.ZstdOutputStream;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.land.Piece;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedFileTest {

  private static final String ROWS = "customer,when\nann,2025-01-01\n";

  @TempDir private Path folder;

  private Landing landing;

  @BeforeEach
  void start() {
    landing = new Landing(folder);
  }

  private static byte[] zstd(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new ZstdOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  private String failure(String file) {
    Piece piece = landing.pieces(file).get(0);
    try {
      piece.fingerprint();
      piece.land(landing.copies());
    } catch (IngestException e) {
      return String.valueOf(e.getMessage());
    }
    throw new AssertionError("read: " + piece.name());
  }

  @Nested
  class Zstd {

    @Test
    void is_unpacked() throws IOException {
      landing.file("a.csv.zst", zstd(ROWS));

      assertThat(landing.lines("a.csv.zst")).containsExactly("customer,when", "ann,2025-01-01");
    }

    @Test
    void of_several_frames_is_one_file() throws IOException {
      byte[] one = zstd("customer,when\n");
      byte[] two = zstd("ann,2025-01-01\n");
      byte[] both = Arrays.copyOf(one, one.length + two.length);
      System.arraycopy(two, 0, both, one.length, two.length);
      landing.file("a.csv.zst", both);

      assertThat(landing.lines("a.csv.zst")).containsExactly("customer,when", "ann,2025-01-01");
    }

    @Test
    void that_is_cut_off_is_an_error() throws IOException {
      byte[] whole = zstd(ROWS.repeat(10_000));
      landing.file("a.csv.zst", Arrays.copyOf(whole, whole.length - 7));

      assertThat(failure("a.csv.zst"))
          .isEqualTo("Cannot read a.csv.zst: the file ends too early (copy it again)");
      assertThat(landing.copies()).isEmptyDirectory();
    }

    @Test
    void that_is_text_is_an_error() {
      landing.file("a.csv.zst", ROWS);

      assertThat(failure("a.csv.zst"))
          .isEqualTo(
              "Cannot read a.csv.zst: it is not zstd data (rename it without .zst if it is text, or"
                  + " copy it again)");
    }

    @Test
    void that_is_damaged_is_an_error() throws IOException {
      byte[] bytes = zstd("a,b\n" + "0123456789,x\n".repeat(100_000));
      for (int i = bytes.length / 2; i < bytes.length / 2 + 40; i++) {
        bytes[i] ^= 0x55;
      }
      landing.file("a.csv.zst", bytes);

      assertThat(failure("a.csv.zst")).startsWith("Cannot read a.csv.zst: ");
    }

    @Test
    void with_any_bit_turned_is_an_error_or_what_it_was() throws IOException {
      byte[] right = zstd("customer,when\n" + "ann,2025-01-01\nbob,2025-01-02\n".repeat(6));
      landing.file("right.csv.zst", right);
      List<String> lines = landing.lines("right.csv.zst");
      for (int bit = 0; bit < right.length * 8; bit++) {
        byte[] turned = right.clone();
        turned[bit / 8] ^= (byte) (1 << bit % 8);
        landing.file("a.csv.zst", turned);
        List<String> read;
        try {
          read = landing.lines("a.csv.zst");
        } catch (IngestException told) {
          continue;
        }
        assertThat(read).as("bit " + bit).isEqualTo(lines);
      }
    }

    @Test
    void without_a_byte_is_an_error() {
      landing.file("a.csv.zst", new byte[0]);

      assertThat(failure("a.csv.zst"))
          .isEqualTo("Cannot read a.csv.zst: the file is empty (write it again, or delete it)");
    }
  }

  @Nested
  class Zip {

    @Test
    void has_a_piece_for_each_entry_and_none_for_what_programs_leave() throws IOException {
      landing.file(
          "a.zip",
          Landing.zip(
              "b/orders.csv",
              ROWS,
              "__MACOSX/b/._orders.csv",
              "junk",
              ".DS_Store",
              "x",
              "c.csv",
              ROWS));

      List<Piece> pieces = landing.pieces("a.zip");

      assertThat(pieces)
          .extracting(Piece::name)
          .containsExactly("a.zip!b/orders.csv", "a.zip!c.csv");
      assertThat(landing.lines(pieces.get(0))).containsExactly("customer,when", "ann,2025-01-01");
      assertThat(pieces.get(0).fingerprint()).isEqualTo(pieces.get(1).fingerprint());
    }

    @Test
    void may_hold_what_is_packed_itself() throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
        zip.putNextEntry(new ZipEntry("a.csv.gz"));
        zip.write(gzip(ROWS.getBytes(StandardCharsets.UTF_8)));
        zip.putNextEntry(new ZipEntry("b.json.zst"));
        zip.write(zstd("[{\"a\":1}]"));
        zip.putNextEntry(new ZipEntry("c.zip"));
        zip.write(Landing.zip("d.csv", ROWS));
      }
      landing.file("a.zip", bytes.toByteArray());

      List<Piece> pieces = landing.pieces("a.zip");

      assertThat(pieces)
          .extracting(Piece::name)
          .containsExactly("a.zip!a.csv.gz", "a.zip!b.json.zst", "a.zip!c.zip!d.csv");
      assertThat(pieces.get(0).land(landing.copies()).file().toString()).endsWith(".gz");
      assertThat(landing.lines(pieces.get(1))).containsExactly("{\"_line\":1,\"a\":1}");
      assertThat(landing.lines(pieces.get(2))).containsExactly("customer,when", "ann,2025-01-01");
    }

    @Test
    void writes_nothing_under_the_names_of_its_entries() throws IOException {
      landing.file("a.zip", Landing.zip("../../evil.csv", ROWS, "/etc/evil.csv", ROWS));

      List<Piece> pieces = landing.pieces("a.zip");
      pieces.forEach(landing::lines);

      assertThat(pieces)
          .extracting(Piece::name)
          .containsExactly("a.zip!../../evil.csv", "a.zip!/etc/evil.csv");
      try (var below = Files.walk(folder)) {
        assertThat(below.filter(file -> file.toString().contains("evil"))).isEmpty();
      }
      assertThat(folder.resolve("../../evil.csv")).doesNotExist();
    }

    @Test
    void that_is_cut_off_or_none_is_an_error() {
      byte[] whole = Landing.zip("a.csv", ROWS);
      landing.file("cut.zip", Arrays.copyOf(whole, whole.length - 20));
      landing.file("text.zip", ROWS);
      landing.file("empty.zip", Landing.zip());

      assertThat(failure("cut.zip"))
          .isEqualTo("Cannot read cut.zip: it is no zip archive, or not whole (copy it again)");
      assertThat(failure("text.zip"))
          .isEqualTo("Cannot read text.zip: it is no zip archive, or not whole (copy it again)");
      assertThat(failure("empty.zip")).isEqualTo("Cannot read empty.zip: the archive has no file");
    }

    @Test
    void with_a_password_is_an_error() {
      byte[] bytes = Landing.zip("a.csv", ROWS);
      for (int i = 0; i < bytes.length - 9; i++) {
        boolean local = bytes[i] == 'P' && bytes[i + 1] == 'K' && bytes[i + 2] == 3;
        boolean central = bytes[i] == 'P' && bytes[i + 1] == 'K' && bytes[i + 2] == 1;
        if (local || central) {
          bytes[i + (local ? 6 : 8)] |= 1;
        }
      }
      landing.file("a.zip", bytes);

      assertThat(failure("a.zip"))
          .isEqualTo("Cannot read a.zip: the archive has a password (pack it again without one)");
    }

    @Test
    void whose_entry_is_damaged_is_an_error_for_that_entry_alone() throws IOException {
      ByteArrayOutputStream stored = new ByteArrayOutputStream();
      try (ZipOutputStream zip = new ZipOutputStream(stored)) {
        zip.setLevel(0);
        zip.putNextEntry(new ZipEntry("a.csv"));
        zip.write(ROWS.getBytes(StandardCharsets.UTF_8));
        zip.putNextEntry(new ZipEntry("b.csv"));
        zip.write("other,when\n".getBytes(StandardCharsets.UTF_8));
      }
      byte[] bytes = stored.toByteArray();
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      bytes[text.indexOf("ann")] = 'A';
      landing.file("a.zip", bytes);

      List<Piece> pieces = landing.pieces("a.zip");

      assertThatThrownBy(() -> pieces.get(0).land(landing.copies()))
          .hasMessage("Cannot read a.zip!a.csv: it is damaged within the archive (copy it again)");
      assertThat(landing.lines(pieces.get(1))).containsExactly("other,when");
    }

    @Test
    void that_would_fill_the_disk_is_not_unpacked() throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
        zip.putNextEntry(new ZipEntry("a.csv"));
        byte[] zeros = new byte[1 << 20];
        for (int i = 0; i < 120; i++) {
          zip.write(zeros);
        }
      }
      landing.file("a.zip", bytes.toByteArray());

      assertThat(failure("a.zip"))
          .startsWith("Cannot read a.zip!a.csv: it would unpack to more than 500 times its size");
    }

    @Test
    void that_changes_while_it_is_read_is_told() {
      landing.file("a.zip", Landing.zip("a.csv", ROWS));
      Piece piece = landing.pieces("a.zip").get(0);
      piece.fingerprint();
      landing.lines(piece);
      landing.file("a.zip", Landing.zip("a.csv", ROWS + ROWS));

      assertThatThrownBy(piece::requireUnchanged)
          .hasMessage("Cannot read a.zip: it changed while it was read (run again)");
    }
  }

  @Nested
  class Other_kinds {

    @Test
    void are_named_with_what_to_do() {
      landing.file("a.csv", Landing.zip("a.csv", ROWS));
      landing.file("b.xls", new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 1, 2});
      landing.file("c.csv", "%PDF-1.7");

      assertThat(failure("a.csv"))
          .isEqualTo(
              "Cannot read a.csv: it is a zip archive or a workbook (let its name end in .zip or"
                  + " .xlsx)");
      assertThat(failure("b.xls"))
          .isEqualTo(
              "Cannot read b.xls: it is a workbook of old Excel (.xls), or one with a password (save"
                  + " it as .xlsx, without a password)");
      assertThat(failure("c.csv")).isEqualTo("Cannot read c.csv: it is a PDF (export it as CSV)");
    }
  }
}
