// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which topics of Kafka are a source, and how they are read.
 *
 * @param bootstrapServers {@code host:port}, of one broker or several
 * @param topics by their names
 * @param properties of Kafka's client, such as those of SASL; never shown
 * @param start where a topic is begun that was never read
 * @param batchMessages how many messages of a partition are read and committed together
 * @param timeout for an answer of the broker
 */
public record KafkaReading(
    List<String> bootstrapServers,
    List<String> topics,
    Map<String, String> properties,
    Start start,
    int batchMessages,
    Duration timeout)
    implements ServerReading {

  /** A million. */
  public static final int DEFAULT_BATCH_MESSAGES = 1_000_000;

  /** Half a minute. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  /**
   * Where a topic is begun.
   *
   * @param latest whether only what comes from now on is read
   * @param at messages from this time on
   */
  public record Start(boolean latest, Optional<Instant> at) {

    /** Everything that the broker has. */
    public static final Start EARLIEST = new Start(false, Optional.empty());

    /** What comes from now on. */
    public static final Start LATEST = new Start(true, Optional.empty());

    /**
     * {@code earliest}, {@code latest} or a time such as {@code 2026-01-01T00:00:00Z}.
     *
     * @throws java.time.format.DateTimeParseException when it is none of them
     */
    public static Start parse(String text) {
      return switch (text) {
        case "earliest" -> EARLIEST;
        case "latest" -> LATEST;
        default -> new Start(false, Optional.of(Instant.parse(text)));
      };
    }

    @Override
    public String toString() {
      return latest ? "latest" : at.map(Instant::toString).orElse("earliest");
    }
  }

  public KafkaReading {
    bootstrapServers = List.copyOf(bootstrapServers);
    topics = List.copyOf(topics);
    properties = Map.copyOf(properties);
  }

  /** All of a topic, without security. */
  public static KafkaReading of(String bootstrapServers, String... topics) {
    return new KafkaReading(
        List.of(bootstrapServers.split(",")),
        List.of(topics),
        Map.of(),
        Start.EARLIEST,
        DEFAULT_BATCH_MESSAGES,
        DEFAULT_TIMEOUT);
  }

  /** The same, begun elsewhere. */
  public KafkaReading withStart(Start changed) {
    return new KafkaReading(bootstrapServers, topics, properties, changed, batchMessages, timeout);
  }

  /** The same, so many messages at a time. */
  public KafkaReading withBatchMessages(int messages) {
    return new KafkaReading(bootstrapServers, topics, properties, start, messages, timeout);
  }

  /** The same with properties of the client. */
  public KafkaReading withProperties(Map<String, String> changed) {
    return new KafkaReading(bootstrapServers, topics, changed, start, batchMessages, timeout);
  }

  /** The same, more or less patient. */
  public KafkaReading withTimeout(Duration changed) {
    return new KafkaReading(bootstrapServers, topics, properties, start, batchMessages, changed);
  }

  /** What is read, without secrets. */
  @Override
  public String toString() {
    return String.join(",", bootstrapServers) + ' ' + String.join(",", topics) + " from " + start;
  }
}
