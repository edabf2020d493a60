// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.governance.AuditTrail;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFileTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @TempDir Path folder;
  private Path file;
  private AuditTrail trail;

  @BeforeEach
  void begin() {
    file = folder.resolve("audit.jsonl");
    trail = new AuditFile(file);
  }

  @Test
  void what_was_said_is_read_again_the_newest_first() {
    trail.append(entry("ada \"the first\" \\ at\nhome"));
    trail.append(entry("ben"));
    trail.append(entry("cid"));

    assertThat(trail.newest(Long.MAX_VALUE, 2))
        .extracting(numbered -> numbered.entry().actor())
        .containsExactly("cid", "ben");
    assertThat(trail.newest(2, 9))
        .containsExactly(new AuditTrail.Numbered(1, entry("ada \"the first\" \\ at home")));
    assertThat(trail.check()).isEqualTo(new AuditTrail.Chain(3, Optional.empty()));
  }

  @Test
  void a_changed_a_removed_and_an_added_line_each_show() throws IOException {
    IntStream.range(0, 5).forEach(i -> trail.append(entry("user " + i)));
    List<String> good = Files.readAllLines(file);

    assertThat(brokenAt(good, 3, line -> line.replace("user 3", "user 9"))).hasValue(4L);
    assertThat(brokenAt(good, 2, line -> null)).hasValue(3L);
    assertThat(brokenAt(good, 4, line -> null)).as("the end is gone").hasValue(5L);
    assertThat(brokenAt(good, 1, line -> line + "\n" + good.get(0))).hasValue(3L);
    assertThat(brokenAt(good, 4, line -> line + "\n" + line.replaceFirst(",\"chain.*", "}")))
        .as("a line without a chain")
        .hasValue(6L);
    assertThat(brokenAt(good, 0, line -> line)).isEmpty();
  }

  @Test
  void a_break_stays_in_sight_when_the_trail_goes_on() throws IOException {
    IntStream.range(0, 3).forEach(i -> trail.append(entry("user " + i)));
    Files.writeString(file, Files.readString(file).replace("user 1", "user 7"));

    trail.append(entry("user 3"));

    assertThat(trail.check().brokenAt()).hasValue(2L);
  }

  @Test
  void a_missing_end_stays_in_sight_when_the_trail_goes_on() throws IOException {
    IntStream.range(0, 3).forEach(i -> trail.append(entry("user " + i)));
    Files.write(file, Files.readAllLines(file).subList(0, 2));

    trail.append(entry("user 3"));
    trail.append(entry("user 4"));

    assertThat(trail.check().brokenAt()).hasValue(3L);
  }

  @Test
  void lines_of_before_there_was_a_chain_and_a_torn_one_are_part_of_it() throws IOException {
    String old =
        "{\"at\":\"2026-01-01T12:00:00Z\",\"actor\":\"old\",\"act\":\"read\",\"subject\":\"claims\","
            + "\"purpose\":\"service\"}\n";
    Files.writeString(file, old + "{\"at\":\"2026-01-0");
    trail.append(entry("ada"));
    trail.append(entry("ben"));

    assertThat(trail.check()).isEqualTo(new AuditTrail.Chain(4, Optional.empty()));
    assertThat(trail.newest(Long.MAX_VALUE, 9)).hasSize(3);
    Files.writeString(file, Files.readString(file).replace("\"old\"", "\"new\""));
    assertThat(trail.check().brokenAt()).hasValue(3L);
  }

  @Test
  void a_crash_between_line_and_head_is_no_break() throws IOException {
    trail.append(entry("ada"));
    String head = Files.readString(folder.resolve("audit.head"));
    trail.append(entry("ben"));
    Files.writeString(folder.resolve("audit.head"), head);

    assertThat(trail.check().brokenAt()).isEmpty();
    trail.append(entry("cid"));
    assertThat(trail.check()).isEqualTo(new AuditTrail.Chain(3, Optional.empty()));
  }

  @Test
  void a_line_torn_within_a_character_is_no_end_of_the_trail() throws IOException {
    trail.append(entry("ada"));
    Files.write(file, new byte[] {'{', '"', (byte) 0xc3}, StandardOpenOption.APPEND);

    trail.append(entry("jörg"));
    trail.append(entry("ben"));

    assertThat(trail.check()).isEqualTo(new AuditTrail.Chain(4, Optional.empty()));
    assertThat(trail.newest(Long.MAX_VALUE, 2))
        .extracting(numbered -> numbered.entry().actor())
        .containsExactly("ben", "jörg");
  }

  @Test
  void the_lock_is_of_a_file_of_its_own_which_reading_the_trail_does_not_close()
      throws IOException {
    try (FileChannel other =
        FileChannel.open(
            folder.resolve("audit.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      assertThat(other.lock().isValid()).isTrue();
      assertThat(trail.newest(Long.MAX_VALUE, 9)).isEmpty();

      assertThatThrownBy(() -> trail.append(entry("ada")))
          .isInstanceOf(OverlappingFileLockException.class);
    }
    trail.append(entry("ada"));
    assertThat(trail.check().entries()).isEqualTo(1);
  }

  @Test
  void many_write_at_once_and_every_entry_is_there() {
    IntStream.range(0, 40).parallel().forEach(i -> new AuditFile(file).append(entry("u" + i)));

    assertThat(trail.check()).isEqualTo(new AuditTrail.Chain(40, Optional.empty()));
  }

  private interface Change {
    @Nullable String of(String line);
  }

  private Optional<Long> brokenAt(List<String> good, int place, Change change) throws IOException {
    List<String> lines = new ArrayList<>(good);
    String changed = change.of(lines.remove(place));
    if (changed != null) {
      lines.add(place, changed);
    }
    Files.writeString(file, String.join("\n", lines) + "\n", StandardOpenOption.TRUNCATE_EXISTING);
    return trail.check().brokenAt();
  }

  private static AuditTrail.Entry entry(String actor) {
    return new AuditTrail.Entry(NOON, actor, "read", "claims", "service");
  }
}
