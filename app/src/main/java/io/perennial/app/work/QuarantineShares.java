// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.work;

import io.perennial.ingest.SourceConfig;
import io.perennial.lake.Batches;
import io.perennial.lake.Engine;
import io.perennial.lake.Lake;
import io.perennial.lake.SqlStep;
import io.perennial.lake.Tables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which sources have a larger share of their rows in quarantine than they allow, by the newest
 * reading of each of their pieces whose file is still there: the state of the lake, whoever ran
 * last.
 */
final class QuarantineShares {

  private static final SqlStep NEWEST = SqlStep.of(QuarantineShares.class, "newest_readings");

  private final Lake lake;
  private final Engine engine;
  private final Path workspace;

  QuarantineShares(Lake lake, Engine engine, Path workspace) {
    this.lake = lake;
    this.engine = engine;
    this.workspace = workspace;
  }

  /** One sentence for each source that is above what it allows. */
  List<String> complaints(List<SourceConfig> sources) {
    if (!lake.names().contains(Tables.INGESTED_FILES.name())) {
      return List.of();
    }
    Map<String, long[]> readAndBad = readAndBad(sources);
    return sources.stream()
        .filter(source -> readAndBad.containsKey(source.name()))
        .filter(
            source -> {
              long[] rows = readAndBad.get(source.name());
              return rows[0] > 0 && rows[1] > source.rules().allowQuarantined() * (double) rows[0];
            })
        .map(source -> complaint(source, readAndBad.get(source.name())))
        .toList();
  }

  private static String complaint(SourceConfig source, long[] rows) {
    return String.format(
        Locale.ROOT,
        "%s: %.1f %% of the rows of its files are in quarantine (allowed: %.1f %%); look at them with"
            + " perennial quarantine, mend the file or the mapping, or raise"
            + " sources.%s.allow-quarantined",
        source.name(),
        100.0 * rows[1] / rows[0],
        100.0 * source.rules().allowQuarantined(),
        source.name());
  }

  private Map<String, long[]> readAndBad(List<SourceConfig> sources) {
    Map<String, long[]> sums = new HashMap<>();
    Set<String> ofServers =
        sources.stream()
            .filter(source -> source.server().isPresent())
            .map(SourceConfig::name)
            .collect(Collectors.toSet());
    engine.view("read_files", lake.table(Tables.INGESTED_FILES).scan());
    engine.run(NEWEST, Map.of());
    try (Batches rows = engine.query("SELECT * FROM newest_readings")) {
      while (rows.next()) {
        for (int i = 0; i < rows.batch().rows(); i++) {
          String source = rows.batch().texts(0)[i];
          if (ofServers.contains(source) || isThere(rows.batch().texts(1)[i])) {
            long[] sum = sums.computeIfAbsent(source, name -> new long[2]);
            sum[0] += rows.batch().longs(2)[i];
            sum[1] += rows.batch().longs(3)[i];
          }
        }
      }
    }
    return sums;
  }

  /** Whether a piece's file is; what is in a store is taken to be. */
  private boolean isThere(String piece) {
    if (piece.contains("://") || Files.exists(workspace.resolve(piece))) {
      return true;
    }
    for (int end = piece.indexOf('!'); end > 0; end = piece.indexOf('!', end + 1)) {
      if (Files.isRegularFile(workspace.resolve(piece.substring(0, end)))) {
        return true;
      }
    }
    return false;
  }
}
