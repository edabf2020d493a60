// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.ingest.EventField;
import io.perennial.ingest.Mapping;
import io.perennial.lake.Engine;
import io.perennial.lake.EngineProvider;
import io.perennial.lake.EngineSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A bank of small files of many kinds: what is proposed is right, and as sure as it says. */
class ConnectBankTest {

  private static final List<String> FIELDS =
      List.of(
          "customer", "time", "amount", "order-id", "product-id", "quantity", "unit-price", "type");

  /** What is at least this sure is to be right nine times of ten. */
  private static final double SURE = 0.9;

  @TempDir static Path folder;
  private static Engine engine;

  @BeforeAll
  static void open() {
    engine =
        EngineProvider.named("duckdb")
            .open(new EngineSettings(1L << 30, 2, folder.resolve("spill"), Map.of()));
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  static List<BankFile> files() {
    return BankFile.all();
  }

  private static Proposal.Source propose(BankFile file) {
    try {
      Path path = Files.write(folder.resolve(file.name()), file.bytes());
      return new Connect(engine, folder, folder).propose(List.of(path)).sources().get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void is_told_for_what_it_is(BankFile file) {
    Proposal.Source source = propose(file);

    assertThat(file.alternatives("kind")).contains(source.kind().key());
    if (source.kind() != FileKind.EVENTS) {
      assertThat(source.notes().get(0)).startsWith("no events in this file: ");
      source
          .config()
          .ifPresent(config -> assertThat(config.mapping().type()).isEqualTo(Mapping.PROFILE));
      return;
    }
    assertThat(source.config()).isPresent();
    List<String> wrong = new ArrayList<>();
    for (String field : FIELDS) {
      if (!isRight(file, field, column(source, field))) {
        wrong.add(field + " is " + column(source, field) + " not " + file.expected().get(field));
      }
    }
    assertThat(wrong).isEmpty();
    if (file.expected().containsKey("default-type")) {
      assertThat(file.alternatives("default-type"))
          .contains(source.config().orElseThrow().mapping().type());
    }
  }

  private static String column(Proposal.Source source, String field) {
    EventField key = EventField.valueOf(field.toUpperCase(Locale.ROOT).replace('-', '_'));
    Guess guess = source.fields().get(key);
    return guess == null ? "-" : guess.column().replace(' ', '_');
  }

  private static boolean isRight(BankFile file, String field, String said) {
    boolean mayBeMissing = file.expected().getOrDefault(field, "-").endsWith("?");
    return (mayBeMissing && said.equals("-")) || file.alternatives(field).contains(said);
  }

  @Test
  void what_is_said_to_be_sure_is_right() {
    int sure = 0;
    int right = 0;
    for (BankFile file : files()) {
      Proposal.Source source = propose(file);
      if (source.kind() == FileKind.EVENTS && file.alternatives("kind").contains("events")) {
        for (String field : FIELDS) {
          EventField key = EventField.valueOf(field.toUpperCase(Locale.ROOT).replace('-', '_'));
          Guess guess = source.fields().get(key);
          if (guess != null && guess.confidence() >= SURE) {
            sure++;
            right += isRight(file, field, column(source, field)) ? 1 : 0;
          }
        }
      }
    }
    assertThat(sure).isGreaterThan(100);
    assertThat((double) right / sure).isGreaterThanOrEqualTo(SURE);
  }
}
