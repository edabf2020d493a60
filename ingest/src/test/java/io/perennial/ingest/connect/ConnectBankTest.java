// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.ingest.EventField;
import io.perennial.lake.Engine;
import io.perennial.lake.EngineProvider;
import io.perennial.lake.EngineSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bank of small files of many kinds: what is proposed is right, and as sure as it says. */
class ConnectBankTest {

  private static final List<String> FIELDS =
      List.of("customer", "time", "amount", "order-id", "product-id", "quantity", "unit-price", "type");

  @TempDir Path folder;

  @Test
  void every_file_of_the_bank() throws IOException {
    List<String> wrong = new ArrayList<>();
    int files = 0;
    int right = 0;
    try (Engine engine =
        EngineProvider.named("duckdb")
            .open(new EngineSettings(1L << 30, 2, folder.resolve("spill"), Map.of()))) {
      for (BankFile file : BankFile.all()) {
        Path path = folder.resolve(file.name());
        Files.write(path, file.bytes());
        List<String> differences = differences(file, engine, path);
        files++;
        right += differences.isEmpty() ? 1 : 0;
        if (!differences.isEmpty()) {
          wrong.add(file.name() + ": " + String.join("; ", differences));
        }
      }
    }
    System.out.println(right + " of " + files + " right");
    wrong.forEach(System.out::println);
    assertThat(wrong).isEmpty();
  }

  private List<String> differences(BankFile file, Engine engine, Path path) {
    Proposal.Source source;
    try {
      source = new Connect(engine, folder).propose(List.of(path)).sources().get(0);
    } catch (RuntimeException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
    List<String> differences = new ArrayList<>();
    List<String> kinds = List.of(file.expected().getOrDefault("kind", "events").split("\\|", -1));
    boolean events = kinds.contains("events");
    if (!kinds.contains(source.kind().key())) {
      differences.add("kind is " + source.kind().key() + " " + source.fields());
      return differences;
    }
    if (events) {
      for (String field : FIELDS) {
        EventField key = EventField.valueOf(field.toUpperCase(Locale.ROOT).replace('-', '_'));
        Guess guess = source.fields().get(key);
        String said = guess == null ? "-" : guess.column().replace(' ', '_');
        String expected = file.expected().getOrDefault(field, "-");
        boolean free = expected.endsWith("?") && said.equals("-");
        if (!free && !List.of(expected.replace("?", "").split("\\|", -1)).contains(said)) {
          differences.add(field + " is " + said + " not " + expected);
        }
      }
    }
    return differences;
  }
}
