// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.config.Configuration;
import io.perennial.config.Section;
import io.perennial.config.SectionSpec;
import io.perennial.ingest.IngestReport;
import io.perennial.ingest.Preset;
import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.SourceSettings;
import io.perennial.lake.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The documents of each preset, in the form that its vendor publishes, and what they become: {@code
 * testdata/<preset>/expected.txt}, which {@code -Dwrite.presets=true} writes anew.
 */
class PresetIngestTest {

  private static final SectionSpec ROOT = SectionSpec.root("A workspace.", SourceSettings.SPEC);

  /** After the newest of the documents. */
  private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");

  @TempDir Path folder;

  static List<String> presets() {
    return Preset.names();
  }

  private static Path testdata(String preset) {
    Path here = Path.of("").toAbsolutePath();
    Path module = Files.exists(here.resolve("ingest")) ? here.resolve("ingest") : here;
    return module.resolve("src/test/resources/testdata").resolve(preset);
  }

  @ParameterizedTest
  @MethodSource("presets")
  void documents_become_what_is_expected(String preset) throws IOException {
    List<String> files = new ArrayList<>();
    try (Stream<Path> documents = Files.list(testdata(preset))) {
      for (Path document : documents.sorted().toList()) {
        String name = document.getFileName().toString();
        if (!name.endsWith(".md") && !name.equals("expected.txt")) {
          Files.copy(document, folder.resolve(name));
          files.add(name);
        }
      }
    }
    assertThat(testdata(preset).resolve("SOURCE.md")).content().contains("https://");
    String became;
    try (Workspace workspace = new Workspace(folder).at(LATER)) {
      IngestReport report = workspace.ingest(sources(preset, files));
      became = said(workspace, report);
      assertThat(workspace.ingest(sources(preset, files)).kept()).as("nothing is new").isZero();
    }
    Path expected = testdata(preset).resolve("expected.txt");
    if (Boolean.getBoolean("write.presets")) {
      Files.writeString(expected, became);
    }
    assertThat(became).isEqualTo(Files.readString(expected));
  }

  private static SourceConfig[] sources(String preset, List<String> files) {
    String text =
        "sources: {it: {preset: %s, files: [%s], allow-quarantined: 1}}"
            .formatted(preset, String.join(", ", files));
    Section root = Configuration.parse(text, Path.of("perennial.yaml"), ROOT, Map.of());
    return SourceSettings.sources(root).toArray(SourceConfig[]::new);
  }

  private static String said(Workspace workspace, IngestReport report) {
    workspace.engine().view("k", workspace.lake().table(Tables.CLAIMS).scan());
    List<String> lines = new ArrayList<>(report.lines());
    lines.add("");
    lines.add(
        "events: source | type | when | customer | order, product, category, brand | quantity,"
            + " amount, currency, discount, cost | channel, session, campaign | score, text"
            + " | properties");
    lines.addAll(
        workspace.rows(
            Tables.EVENTS,
            "SELECT t.source, t.type, t.occurred_at, k.value, concat_ws(', ', coalesce(t.order_id,"
                + " '-'), coalesce(t.product_id, '-'), coalesce(t.category, '-'), coalesce(t.brand,"
                + " '-')), concat_ws(', ', coalesce(CAST(t.quantity AS STRING), '-'),"
                + " coalesce(CAST(t.amount AS STRING), '-'), coalesce(t.currency, '-'),"
                + " coalesce(CAST(t.discount AS STRING), '-'), coalesce(CAST(t.cost AS STRING),"
                + " '-')), concat_ws(', ', coalesce(t.channel, '-'), coalesce(t.session_id, '-'),"
                + " coalesce(t.campaign_id, '-')), concat_ws(', ', coalesce(CAST(t.score AS"
                + " STRING), '-'), coalesce(t.text, '-')), t.properties FROM t JOIN k ON"
                + " k.record_id = t.record_id AND k.attribute = 'key' ORDER BY t.occurred_at,"
                + " t.source, t.type, t.order_id, t.product_id, t.amount, k.value, t.event_id"));
    lines.add("");
    lines.add("claims: customer | attribute | value");
    lines.addAll(
        workspace.rows(
            Tables.CLAIMS,
            "SELECT DISTINCT k.value, t.attribute, t.value FROM t JOIN k ON k.record_id ="
                + " t.record_id AND k.attribute = 'key' WHERE t.attribute <> 'key' ORDER BY 1, 2,"
                + " 3"));
    lines.add("");
    lines.add("quarantine: source | file | line | field | value | reason");
    lines.addAll(
        workspace.rows(
            Tables.QUARANTINE,
            "SELECT source, file, line, field, value, reason FROM t ORDER BY 1, 2, 3, 4"));
    return String.join("\n", lines) + "\n";
  }
}
