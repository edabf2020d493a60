// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.kafka;

import io.perennial.ingest.IngestException;
import io.perennial.ingest.KafkaReading;
import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.land.Announced;
import io.perennial.ingest.land.JsonRowFile;
import io.perennial.ingest.land.KeptLines;
import io.perennial.ingest.land.Origin;
import io.perennial.ingest.land.OriginProvider;
import io.perennial.ingest.land.Piece;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;

/**
 * Topics of Kafka. The pieces are ranges of offsets of a partition, up to the last that no
 * transaction holds open when it is asked. Where to go on is told by the names of the pieces that
 * the lake has: no group of consumers is joined and no offset is committed, so the lake and what
 * was read of the topic cannot fall apart.
 *
 * <p>Ranges are announced on disk before they are read; what was announced and is not in the lake
 * is read alike when it is asked again. Messages that the broker dropped before they were read are
 * told as a note, with their offsets.
 */
public final class KafkaOrigin implements Origin {

  private static final String MADE_ANEW =
      " (give it a source of its own, with the same system: what was read stays)";

  private final KafkaReading reading;
  private final Broker broker;
  private final Announced announced;
  private final TopicsSeen seen;
  private final List<String> notes = new ArrayList<>();

  /**
   * Nothing is connected before something is asked.
   *
   * @param source by its name in the configuration
   * @param workspace where what is announced is kept
   */
  public KafkaOrigin(KafkaReading reading, String source, Path workspace) {
    this.reading = reading;
    this.broker = new Broker(reading, source);
    this.announced = new Announced(workspace, source);
    this.seen = new TopicsSeen(new KeptLines(workspace, source, "topics"));
  }

  /** Serves the sources that name topics. */
  public static OriginProvider provider() {
    return new OriginProvider() {
      @Override
      public boolean serves(SourceConfig source) {
        return source.server().filter(KafkaReading.class::isInstance).isPresent();
      }

      @Override
      public Origin open(SourceConfig source, Path folder, ZoneId zone, Supplier<Path> copies) {
        KafkaReading reading = source.server().map(KafkaReading.class::cast).orElseThrow();
        return new KafkaOrigin(reading, source.name(), folder);
      }
    };
  }

  /** The partitions of all topics, each with the id of its topic. */
  private Map<TopicPartition, Uuid> partitions() {
    Map<TopicPartition, Uuid> partitions = new LinkedHashMap<>();
    for (TopicDescription topic : broker.topics()) {
      for (TopicPartitionInfo partition : topic.partitions()) {
        partitions.put(new TopicPartition(topic.name(), partition.partition()), topic.topicId());
      }
    }
    return partitions;
  }

  @Override
  public List<Piece> pieces(Collection<String> taken) {
    notes.clear();
    Map<TopicPartition, Uuid> partitions = partitions();
    Map<TopicPartition, Long> firsts = broker.firstOffsets(partitions.keySet());
    Map<TopicPartition, Long> ends = broker.endOffsets(partitions.keySet());
    Map<TopicPartition, Long> read = lastOffsets(taken);
    Map<TopicPartition, Long> starts = starts(partitions, firsts, ends, read);
    List<Planned> planned = new ArrayList<>();
    partitions.forEach(
        (partition, topic) -> {
          long from = starts.getOrDefault(partition, 0L);
          long end = ends.getOrDefault(partition, 0L);
          requireSame(partition, topic, from, end, read.containsKey(partition));
          long first = firsts.getOrDefault(partition, 0L);
          if (from < first) {
            notes.add(
                "%s: offsets %d..%d were dropped by the broker before they were read (raise the topic's retention, or read more often)"
                    .formatted(OffsetRange.shown(partition), from, first - 1));
            from = first;
          }
          planned.addAll(plan(partition, from, end));
        });
    seen.keep(partitions, starts, reading.start().latest());
    announced.say(
        planned.stream()
            .map(piece -> new Announced.Planned(piece.plan(), piece.range().name()))
            .toList());
    return planned.stream().map(piece -> piece(piece, partitions)).toList();
  }

  private static Map<TopicPartition, Long> lastOffsets(Collection<String> taken) {
    Map<TopicPartition, Long> last = new HashMap<>();
    for (String name : taken) {
      OffsetRange.parse(name)
          .ifPresent(range -> last.merge(range.partition(), range.last(), Math::max));
    }
    return last;
  }

  /** Where each partition goes on, or is begun. */
  private Map<TopicPartition, Long> starts(
      Map<TopicPartition, Uuid> partitions,
      Map<TopicPartition, Long> firsts,
      Map<TopicPartition, Long> ends,
      Map<TopicPartition, Long> read) {
    Map<TopicPartition, Long> starts = new HashMap<>();
    for (TopicPartition partition : partitions.keySet()) {
      long first = firsts.getOrDefault(partition, 0L);
      long end = ends.getOrDefault(partition, 0L);
      OptionalLong known = seen.start(partition);
      if (read.containsKey(partition)) {
        starts.put(partition, read.getOrDefault(partition, 0L) + 1);
      } else if (reading.start().at().isPresent()) {
        starts.put(partition, broker.offsetAt(partition, reading.start().at().get()).orElse(end));
      } else if (!reading.start().latest()) {
        starts.put(partition, first);
      } else if (known.isPresent()) {
        starts.put(partition, known.getAsLong());
      } else {
        // a partition that came after the topic was begun is read from its beginning
        starts.put(partition, seen.topic(partition.topic()).isPresent() ? first : end);
      }
    }
    return starts;
  }

  /** A topic that was deleted and made anew counts from 0 again: what was read is no guide. */
  private void requireSame(
      TopicPartition partition, Uuid topic, long from, long end, boolean wasRead) {
    String shown = OffsetRange.shown(partition);
    if (wasRead && seen.topic(partition.topic()).filter(id -> !id.equals(topic)).isPresent()) {
      throw new IngestException(
          "Cannot read "
              + shown
              + ": the topic was made anew since it was last read, and counts from 0 again"
              + MADE_ANEW);
    }
    if (wasRead && from > end) {
      throw new IngestException(
          "Cannot read "
              + shown
              + ": it was read to offset "
              + (from - 1)
              + " and now ends at "
              + (end - 1)
              + ": the broker lost messages, or the topic was made anew"
              + MADE_ANEW);
    }
  }

  private record Planned(long plan, OffsetRange range) {}

  /** Ranges from one offset to an end, those first that were announced, each with a message. */
  private List<Planned> plan(TopicPartition partition, long start, long end) {
    List<Planned> planned = new ArrayList<>();
    long from = start;
    for (Announced.Planned said : announced.planned()) {
      Optional<OffsetRange> range = OffsetRange.parse(said.name());
      if (range.isPresent()
          && range.get().partition().equals(partition)
          && range.get().first() == from
          && range.get().last() < end
          && broker.firstVisible(range.get()).isPresent()) {
        planned.add(new Planned(said.plan(), range.get()));
        from = range.get().last() + 1;
      }
    }
    long next = announced.nextPlan();
    while (from < end) {
      OptionalLong visible = broker.firstVisible(new OffsetRange(partition, from, end - 1));
      if (visible.isEmpty()) {
        return planned;
      }
      long last = Math.min(end - 1, visible.getAsLong() + reading.batchMessages() - 1);
      planned.add(new Planned(next, new OffsetRange(partition, from, last)));
      from = last + 1;
    }
    return planned;
  }

  private Piece piece(Planned planned, Map<TopicPartition, Uuid> partitions) {
    OffsetRange range = planned.range();
    Uuid topic = partitions.getOrDefault(range.partition(), Uuid.ZERO_UUID);
    return new KafkaPiece(range, topic, planned.plan(), broker);
  }

  /** The ends of the partitions, and which life of a topic they are of. */
  @Override
  public String state() {
    Map<TopicPartition, Uuid> partitions = partitions();
    Map<TopicPartition, Long> ends = broker.endOffsets(partitions.keySet());
    StringBuilder state = new StringBuilder();
    partitions.forEach(
        (partition, topic) ->
            state
                .append(OffsetRange.shown(partition))
                .append(' ')
                .append(topic)
                .append(' ')
                .append(ends.getOrDefault(partition, 0L))
                .append('\n'));
    return state.toString();
  }

  @Override
  public Optional<Piece> again(String name) {
    Map<TopicPartition, Uuid> partitions = partitions();
    return OffsetRange.parse(name)
        .filter(range -> isThere(range, partitions))
        .filter(range -> broker.firstVisible(range).isPresent())
        .map(range -> piece(new Planned(0, range), partitions));
  }

  /** A range of former pieces is there as long as the broker has all of it. */
  @Override
  public boolean isWithin(List<Piece> now, String name, String fingerprint) {
    Map<TopicPartition, Uuid> partitions = partitions();
    return OffsetRange.parse(name)
        .filter(range -> isThere(range, partitions))
        .filter(
            range ->
                KafkaPiece.fingerprint(
                        range, partitions.getOrDefault(range.partition(), Uuid.ZERO_UUID))
                    .equals(fingerprint))
        .isPresent();
  }

  private boolean isThere(OffsetRange range, Map<TopicPartition, Uuid> partitions) {
    if (!partitions.containsKey(range.partition())) {
      return false;
    }
    List<TopicPartition> one = List.of(range.partition());
    return broker.firstOffsets(one).getOrDefault(range.partition(), 0L) <= range.first()
        && broker.endOffsets(one).getOrDefault(range.partition(), 0L) > range.last();
  }

  /**
   * Writes the last messages of each partition to a file of JSON lines, gzipped.
   *
   * @param told what is told of a message beside its value, such as {@code _key}
   */
  public void sample(Path file, int most, Set<String> told) {
    Map<TopicPartition, Uuid> partitions = partitions();
    Map<TopicPartition, Long> firsts = broker.firstOffsets(partitions.keySet());
    Map<TopicPartition, Long> ends = broker.endOffsets(partitions.keySet());
    long share = Math.max(1, most / Math.max(1, partitions.size()));
    try (JsonRowFile out = new JsonRowFile(file)) {
      MessageRows rows = new MessageRows(out, told);
      for (TopicPartition partition : partitions.keySet()) {
        long end = ends.getOrDefault(partition, 0L);
        long from = Math.max(firsts.getOrDefault(partition, 0L), end - share);
        if (from < end) {
          broker.read(new OffsetRange(partition, from, end - 1), rows::write);
        }
      }
    }
  }

  @Override
  public List<String> notes() {
    return List.copyOf(notes);
  }

  @Override
  public void close() {
    broker.close();
  }
}
