// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.app.work.Follow;
import io.perennial.ingest.ColumnChoice;
import io.perennial.ingest.EventField;
import io.perennial.ingest.IngestConfig;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.Mapping;
import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.pipeline.Watch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rounds of following, one after the other, without a clock. */
class FollowTest {

  @TempDir private Path folder;

  private final List<String> ingested = new ArrayList<>();
  private final List<String> said = new ArrayList<>();
  private String failure = "";
  private Follow follow;

  @BeforeEach
  void start() {
    IngestConfig config =
        IngestConfig.of(
            SourceConfig.of(
                "shop",
                List.of("in/*.csv"),
                Mapping.of(
                    Map.of(
                        EventField.CUSTOMER, ColumnChoice.of("customer"),
                        EventField.TIME, ColumnChoice.of("when")))));
    follow = new Follow(new Watch(folder), () -> config, this::ingest, said::add);
  }

  private void ingest(java.util.Set<String> growing) {
    if (!failure.isEmpty()) {
      throw new IngestException(failure);
    }
    ingested.add("all but " + new TreeSet<>(growing));
  }

  private void file(String name, String text) throws IOException {
    Files.createDirectories(folder.resolve("in"));
    Files.writeString(folder.resolve("in").resolve(name), text);
  }

  @Test
  void a_file_is_read_when_it_was_the_same_at_two_looks() throws IOException {
    file("a.csv", "1");
    follow.round();
    follow.round();
    follow.round();

    assertThat(ingested).containsExactly("all but [in/a.csv]", "all but []");
  }

  @Test
  void a_file_that_grows_keeps_no_other_from_being_read() throws IOException {
    file("a.csv", "1");
    follow.round();
    follow.round();
    file("b.csv", "1");
    follow.round();
    file("b.csv", "12");
    file("c.csv", "1");
    follow.round();
    file("b.csv", "123");
    follow.round();
    follow.round();
    follow.round();

    assertThat(ingested)
        .containsExactly("all but [in/a.csv]", "all but []", "all but [in/b.csv]", "all but []");
    assertThat(said).isEmpty();
  }

  @Test
  void what_is_wrong_is_said_once_and_tried_again() throws IOException {
    follow.round();
    follow.round();
    file("a.csv", "1");
    follow.round();
    failure = "Cannot read it";
    follow.round();
    follow.round();
    failure = "";
    follow.round();
    follow.round();

    assertThat(said).hasSize(2);
    assertThat(said.get(0)).startsWith("Cannot find files for source shop: nothing matches");
    assertThat(said.get(1)).isEqualTo("Cannot read it");
    assertThat(ingested).last().isEqualTo("all but []");
  }
}
