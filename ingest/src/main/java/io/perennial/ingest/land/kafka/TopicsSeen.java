// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.kafka;

import io.perennial.ingest.land.KeptLines;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * What was known of topics when they were last read: their ids, which a topic that is made anew
 * does not keep; and where partitions were begun that are read from their end on, as long as the
 * lake has nothing of them.
 */
final class TopicsSeen {

  private final KeptLines file;

  TopicsSeen(KeptLines file) {
    this.file = file;
  }

  /** The id that a topic had. */
  Optional<Uuid> topic(String topic) {
    return said(topic).map(Uuid::fromString);
  }

  /** Where a partition was begun. */
  OptionalLong start(TopicPartition partition) {
    return said(OffsetRange.shown(partition))
        .map(start -> OptionalLong.of(Long.parseLong(start)))
        .orElseGet(OptionalLong::empty);
  }

  private Optional<String> said(String name) {
    return file.read().stream()
        .filter(line -> line.startsWith(name + ' '))
        .map(line -> line.substring(name.length() + 1))
        .findFirst();
  }

  /**
   * Keeps what is known now. An id that was known stays: as long as the lake has something of that
   * life of the topic, another is to be found out.
   *
   * @param starts where partitions go on
   * @param begun whether that is to be kept, for those of which nothing else is known
   */
  void keep(Map<TopicPartition, Uuid> topics, Map<TopicPartition, Long> starts, boolean begun) {
    Map<String, String> lines = new LinkedHashMap<>();
    topics.forEach(
        (partition, id) ->
            lines.put(partition.topic(), topic(partition.topic()).orElse(id).toString()));
    if (begun) {
      starts.forEach(
          (partition, start) ->
              lines.put(
                  OffsetRange.shown(partition), String.valueOf(start(partition).orElse(start))));
    }
    List<String> text = new ArrayList<>();
    lines.forEach((name, value) -> text.add(name + ' ' + value));
    file.keep(text);
  }
}
