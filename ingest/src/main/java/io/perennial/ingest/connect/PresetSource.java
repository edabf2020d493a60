// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import io.perennial.ingest.EventField;
import io.perennial.ingest.FileReading;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.Preview;
import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.sniff.FileShape;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A source of a vendor's files, which its preset reads as they are.
 *
 * @param source proposed
 * @param sample rows, as the preset reads them
 */
record PresetSource(Proposal.Source source, FileShape sample) {

  /** A preset is proposed when so many of the sampled rows are taken, or left out as it says. */
  private static final double READS = 0.9;

  /**
   * The source that the preset makes of files; empty where it reads too few of their rows.
   *
   * @param look looks at the first file under a reading
   * @param trial what comes of sampled rows
   */
  static Optional<PresetSource> of(
      String name,
      List<Looked> files,
      PresetGuess.Match match,
      Function<FileReading, Looked> look,
      BiFunction<SourceConfig, FileShape, Preview> trial) {
    List<String> paths = files.stream().map(Looked::file).distinct().toList();
    List<SourceConfig> parts = PresetGuess.sources(match.preset());
    long taken = 0;
    Looked first = files.get(0);
    try {
      for (SourceConfig one : parts) {
        first = look.apply(one.reading());
        Preview preview = trial.apply(one, first.shape());
        if (preview.rows() == 0
            || preview.kept() + preview.leftOut() < READS * (double) preview.rows()) {
          return Optional.empty();
        }
        taken += preview.kept();
      }
    } catch (IngestException e) {
      // another mapping may read it
      return Optional.empty();
    }
    if (taken == 0) {
      return Optional.empty();
    }
    SourceConfig part = parts.get(parts.size() - 1);
    SourceConfig config =
        new SourceConfig(name, name, paths, part.reading(), part.mapping(), part.rules());
    Set<String> columns = Set.copyOf(first.shape().fields());
    String why = "as the preset " + match.preset() + " says";
    Map<EventField, Guess> fields = new EnumMap<>(EventField.class);
    config
        .mapping()
        .columns()
        .forEach(
            (field, choice) ->
                choice
                    .chosen(columns)
                    .ifPresent(
                        chosen ->
                            fields.put(
                                field,
                                new Guess(
                                    String.join(" + ", chosen.reads()), match.share(), why))));
    Map<String, Guess> claims = new LinkedHashMap<>();
    config
        .mapping()
        .claims()
        .forEach(
            (claim, choice) ->
                choice
                    .chosen(columns)
                    .ifPresent(
                        chosen ->
                            claims.put(
                                claim,
                                new Guess(
                                    String.join(" + ", chosen.reads()), match.share(), why))));
    String note =
        "these are the fields of the preset "
            + match.preset()
            + ": perennial presets "
            + match.preset()
            + " shows what it makes of them";
    String share =
        String.format(
            Locale.ROOT, "%.0f %% of the columns that it reads are there", 100 * match.share());
    String yaml =
        new SourceYaml(name)
            .note(note)
            .list("files", paths)
            .raw("preset", match.preset(), share)
            .toString();
    boolean persons = config.mapping().saysProfiles();
    return Optional.of(
        new PresetSource(
            new Proposal.Source(
                name,
                persons ? FileKind.PERSONS : FileKind.EVENTS,
                Optional.of(config),
                Optional.empty(),
                fields,
                claims,
                List.of(note),
                yaml),
            first.shape()));
  }
}
