// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import io.perennial.config.Configuration;
import io.perennial.config.SectionSpec;
import io.perennial.ingest.Chosen;
import io.perennial.ingest.ColumnChoice;
import io.perennial.ingest.EventField;
import io.perennial.ingest.Mapping;
import io.perennial.ingest.Preset;
import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.SourceSettings;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which preset reads files with these fields, if there is one: a vendor's export is known by them.
 */
final class PresetGuess {

  private static final int LEAST_FIELDS = 6;
  private static final double LEAST_SHARE = 0.5;

  private PresetGuess() {}

  /**
   * A preset and the share of the fields that it reads that are there.
   *
   * @param share in [0, 1]
   */
  record Match(String preset, double share) {}

  /** The preset of whose fields most are there. */
  static Optional<Match> of(Collection<String> fields) {
    String best = "";
    double most = 0;
    for (String name : Preset.names()) {
      for (SourceConfig source : sources(name)) {
        double share = share(source.mapping(), fields);
        if (share > most) {
          most = share;
          best = name;
        }
      }
    }
    return most >= LEAST_SHARE ? Optional.of(new Match(best, most)) : Optional.empty();
  }

  /** The share of the fields that a mapping reads that are there; 0 when it could not read them. */
  private static double share(Mapping mapping, Collection<String> fields) {
    for (EventField needed : List.of(EventField.CUSTOMER, EventField.TIME, EventField.AMOUNT)) {
      ColumnChoice choice = mapping.columns().get(needed);
      if (choice != null && choice.chosen(fields).isEmpty()) {
        return 0;
      }
    }
    Set<String> read = new HashSet<>();
    mapping
        .choices()
        .values()
        .forEach(choice -> choice.chosen(fields).map(Chosen::reads).ifPresent(read::addAll));
    long there = read.stream().filter(fields::contains).count();
    return there < LEAST_FIELDS ? 0 : (double) there / read.size();
  }

  /** The sources that a preset makes of files: one, or one for each of its parts. */
  static List<SourceConfig> sources(String preset) {
    return SourceSettings.sources(
        Configuration.parse(
            "sources: {guess: {preset: " + preset + ", files: guess}}",
            Path.of("perennial.yaml"),
            SectionSpec.root("a preset", SourceSettings.SPEC),
            Map.of()));
  }
}
