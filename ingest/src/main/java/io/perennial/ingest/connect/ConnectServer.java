// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import io.perennial.ingest.DatabaseReading;
import io.perennial.ingest.EventField;
import io.perennial.ingest.KafkaReading;
import io.perennial.ingest.ServerReading;
import io.perennial.ingest.land.database.DatabaseOrigin;
import io.perennial.ingest.land.kafka.KafkaOrigin;
import io.perennial.lake.workspace.ProcessFolder;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks at a table or a topic by a sample of its rows, and proposes the source that it could be.
 */
public final class ConnectServer {

  private static final int ROWS = 20_000;

  private static final Pattern FILES = Pattern.compile("(?m)^    files: .*\n(    encoding: .*\n)?");

  private final Connect connect;
  private final Path folder;
  private final Path spill;
  private final Map<String, String> environment;
  private List<String> watermarks = List.of();

  /**
   * @param connect knows what columns mean
   * @param folder the workspace, where relative paths of databases that are files start
   * @param spill where the sample lies as long as it is looked at
   * @param environment has passwords
   */
  public ConnectServer(Connect connect, Path folder, Path spill, Map<String, String> environment) {
    this.connect = connect;
    this.folder = folder;
    this.spill = spill;
    this.environment = Map.copyOf(environment);
  }

  /**
   * Proposes one source. Reads 20,000 rows: the first of a table, the last of a topic.
   *
   * @throws io.perennial.ingest.IngestException when it cannot be reached, or has no rows
   */
  public Proposal propose(ServerAddress address) {
    ServerReading reading = address.reading(environment);
    try (ProcessFolder copies = ProcessFolder.below(spill, "connect")) {
      Path file = copies.make().resolve(address.name().replaceAll("[^\\w-]", "_") + ".jsonl.gz");
      Proposal proposal;
      if (reading instanceof DatabaseReading table) {
        proposal = table(table, file, address);
      } else {
        proposal = topic((KafkaReading) reading, file);
      }
      return new Proposal(proposal.sources().stream().map(s -> of(s, reading, address)).toList());
    }
  }

  /** The same source, of a server instead of the sample. */
  private Proposal.Source of(Proposal.Source source, ServerReading reading, ServerAddress address) {
    return new Proposal.Source(
        source.name(),
        source.kind(),
        source.config().map(config -> config.withServer(reading)),
        source.other().map(config -> config.withServer(reading)),
        source.fields(),
        source.claims(),
        source.notes(),
        FILES
            .matcher(source.yaml())
            .replaceFirst(Matcher.quoteReplacement(address.section(watermarks))));
  }

  private Proposal table(DatabaseReading reading, Path file, ServerAddress address) {
    try (DatabaseOrigin origin =
        new DatabaseOrigin(reading, address.name(), folder, ZoneOffset.UTC, () -> folder)) {
      watermarks = origin.sample(file, ROWS);
    }
    return connect.propose(List.of(file));
  }

  /** By the time in the messages, or else by that of Kafka. */
  private Proposal topic(KafkaReading reading, Path file) {
    watermarks = List.of();
    try (KafkaOrigin origin = new KafkaOrigin(reading, reading.topics().get(0), folder)) {
      origin.sample(file, ROWS, Set.of("_key", "_header"));
      Proposal proposal = connect.propose(List.of(file));
      if (proposal.sources().stream().allMatch(s -> s.fields().containsKey(EventField.TIME))) {
        return proposal;
      }
      origin.sample(file, ROWS, Set.of("_key", "_header", "_timestamp"));
      return connect.propose(List.of(file));
    }
  }
}
