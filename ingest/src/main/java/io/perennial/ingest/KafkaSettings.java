// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest;

import io.perennial.config.Section;
import io.perennial.config.SectionSpec;
import io.perennial.config.Setting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The section {@code kafka} of a source. */
final class KafkaSettings {

  /** What messages are read by, and how, is not the configuration's to say. */
  private static final Set<String> OURS =
      Set.of(
          "bootstrap.servers",
          "isolation.level",
          "group.id",
          "group.instance.id",
          "enable.auto.commit",
          "auto.offset.reset",
          "key.deserializer",
          "value.deserializer");

  private static final Setting<Optional<List<String>>> SERVERS =
      Setting.textOrList("bootstrap-servers")
          .doc("host:port of one broker or several")
          .check(servers -> !servers.isEmpty(), "at least one")
          .example(List.of("kafka.example.org:9092"))
          .optional();
  private static final Setting<Optional<List<String>>> TOPIC =
      Setting.textOrList("topic")
          .doc("one or several; values are JSON objects, JSON lines or plain text")
          .check(topics -> !topics.isEmpty(), "at least one")
          .example(List.of("orders"))
          .optional();
  private static final Setting<Map<String, String>> PROPERTIES =
      Setting.textMap("properties")
          .doc("of Kafka's client, such as security.protocol; never shown")
          .secret()
          .check(
              properties -> properties.keySet().stream().noneMatch(OURS::contains),
              "without group.id, isolation.level, auto.offset.reset and deserializers")
          .defaultValue(Map.of());
  private static final Setting<KafkaReading.Start> START =
      Setting.parsed(
              "start",
              "earliest, latest or a time such as 2026-01-01T00:00:00Z",
              KafkaReading.Start::parse)
          .doc("where a topic is begun; from then on it goes on where the lake's rows end")
          .defaultValue(KafkaReading.Start.EARLIEST);
  private static final Setting<Integer> BATCH_MESSAGES =
      Setting.integer("batch-messages")
          .doc("how many messages of a partition are read and committed together at most")
          .atLeast(1)
          .defaultValue(KafkaReading.DEFAULT_BATCH_MESSAGES);
  private static final Setting<Duration> TIMEOUT =
      Setting.duration("timeout")
          .doc("for an answer of the broker")
          .defaultValue(KafkaReading.DEFAULT_TIMEOUT);

  static final SectionSpec SPEC =
      SectionSpec.of(
          "kafka",
          "messages of topics of Kafka, instead of files",
          SERVERS,
          TOPIC,
          PROPERTIES,
          START,
          BATCH_MESSAGES,
          TIMEOUT);

  private KafkaSettings() {}

  /**
   * What a source says of Kafka; empty where it says nothing.
   *
   * @throws io.perennial.config.ConfigException when it is not enough
   */
  static Optional<KafkaReading> read(Section source) {
    Section section = source.section(SPEC);
    boolean servers = section.value(SERVERS).isPresent();
    if (servers != section.value(TOPIC).isPresent()) {
      throw section.invalid(servers ? TOPIC : SERVERS, "it is needed");
    }
    if (!servers) {
      return Optional.empty();
    }
    return Optional.of(
        new KafkaReading(
            section.value(SERVERS).orElseThrow(),
            section.value(TOPIC).orElseThrow(),
            section.value(PROPERTIES),
            section.value(START),
            section.value(BATCH_MESSAGES),
            section.value(TIMEOUT)));
  }
}
