// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.kafka;

import io.perennial.config.Nearest;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.KafkaReading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** A cluster of Kafka, asked for what is committed and for nothing else; nothing is kept there. */
final class Broker implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaReading reading;
  private final String source;
  private final KafkaTrouble trouble;
  private @Nullable KafkaConsumer<byte[], byte[]> consumer;
  private @Nullable Admin admin;

  /**
   * Nothing is connected before something is asked.
   *
   * @param source by its name in the configuration
   */
  Broker(KafkaReading reading, String source) {
    this.reading = reading;
    this.source = source;
    this.trouble = new KafkaTrouble(reading, source);
  }

  /**
   * The topics of the source, in the order in which they are named.
   *
   * @throws IngestException when one is not there, or the cluster cannot be reached
   */
  List<TopicDescription> topics() {
    List<TopicDescription> topics = new ArrayList<>();
    for (String topic : reading.topics()) {
      topics.add(topic(topic));
    }
    return topics;
  }

  private TopicDescription topic(String topic) {
    String what = "topic " + topic;
    try {
      return await(admin().describeTopics(Set.of(topic)).topicNameValues().get(topic));
    } catch (UnknownTopicOrPartitionException e) {
      Set<String> all = asked(what, () -> await(admin().listTopics().names()));
      throw new IngestException(
          "Unknown topic: "
              + topic
              + Nearest.name(topic, all)
                  .map(near -> "; is it " + near + "?")
                  .orElseGet(() -> all.isEmpty() ? "; there is none" : "")
              + " (check sources."
              + source
              + ".kafka.topic)",
          e);
    } catch (KafkaException e) {
      throw trouble.reading(what, e);
    }
  }

  private <T> T await(KafkaFuture<T> future) {
    try {
      return future.get(reading.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
    } catch (java.util.concurrent.TimeoutException e) {
      throw new org.apache.kafka.common.errors.TimeoutException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException(e);
    }
  }

  /** The first offset that the broker still has, of each partition. */
  Map<TopicPartition, Long> firstOffsets(Collection<TopicPartition> partitions) {
    return asked("offsets", () -> consumer().beginningOffsets(partitions, reading.timeout()));
  }

  /** Behind the last offset that no transaction holds open, of each partition. */
  Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
    return asked(
        "offsets",
        () -> {
          KafkaConsumer<byte[], byte[]> open = consumer();
          open.assign(partitions);
          return open.endOffsets(partitions, reading.timeout());
        });
  }

  /** The first offset of a message from that time on; empty when there is none yet. */
  OptionalLong offsetAt(TopicPartition partition, Instant time) {
    OffsetAndTimestamp found =
        asked(
            "offsets",
            () ->
                consumer()
                    .offsetsForTimes(Map.of(partition, time.toEpochMilli()), reading.timeout())
                    .get(partition));
    return found == null ? OptionalLong.empty() : OptionalLong.of(found.offset());
  }

  /** The offset of the first message that is visible in a range; empty when none is. */
  OptionalLong firstVisible(OffsetRange range) {
    long[] found = {-1};
    read(
        range,
        message -> {
          if (found[0] < 0) {
            found[0] = message.offset();
          }
        },
        () -> found[0] >= 0);
    return found[0] < 0 ? OptionalLong.empty() : OptionalLong.of(found[0]);
  }

  /** Gives the visible messages of a range on, in their order. */
  void read(OffsetRange range, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    read(range, each, () -> false);
  }

  private void read(
      OffsetRange range, Consumer<ConsumerRecord<byte[], byte[]>> each, Supplier<Boolean> enough) {
    TopicPartition partition = range.partition();
    asked(
        range.name(),
        () -> {
          KafkaConsumer<byte[], byte[]> open = consumer();
          open.assign(List.of(partition));
          open.seek(partition, range.first());
          long position = range.first();
          long moved = System.nanoTime();
          while (position <= range.last() && !enough.get()) {
            ConsumerRecords<byte[], byte[]> polled = open.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> message : polled.records(partition)) {
              if (message.offset() <= range.last()) {
                each.accept(message);
              }
            }
            long now = open.position(partition, reading.timeout());
            if (now > position) {
              position = now;
              moved = System.nanoTime();
            } else if (System.nanoTime() - moved > reading.timeout().toNanos()) {
              throw new org.apache.kafka.common.errors.TimeoutException("nothing comes");
            }
          }
          return position;
        });
  }

  private <T> T asked(String what, Supplier<T> question) {
    try {
      return question.get();
    } catch (OffsetOutOfRangeException e) {
      throw new IngestException(
          "Cannot read "
              + what
              + ": the broker dropped messages of it while it was read (run again; raise the"
              + " topic's retention, or read more often)",
          e);
    } catch (KafkaException e) {
      close();
      throw trouble.reading(what, e);
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    KafkaConsumer<byte[], byte[]> open = consumer;
    if (open == null) {
      Map<String, Object> properties = properties();
      properties.put("isolation.level", "read_committed");
      properties.put("enable.auto.commit", "false");
      properties.put("auto.offset.reset", "none");
      properties.put("allow.auto.create.topics", "false");
      properties.putIfAbsent("max.poll.records", "10000");
      properties.putIfAbsent("max.partition.fetch.bytes", String.valueOf(16 << 20));
      properties.putIfAbsent("fetch.max.bytes", String.valueOf(64 << 20));
      properties.putIfAbsent("receive.buffer.bytes", String.valueOf(1 << 20));
      properties.putIfAbsent("fetch.max.wait.ms", "100");
      Properties all = new Properties();
      all.putAll(properties);
      open = new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
      consumer = open;
    }
    return open;
  }

  private Admin admin() {
    Admin open = admin;
    if (open == null) {
      open = Admin.create(properties());
      admin = open;
    }
    return open;
  }

  private Map<String, Object> properties() {
    Map<String, Object> properties = new HashMap<>(reading.properties());
    String millis = String.valueOf(reading.timeout().toMillis());
    properties.put("bootstrap.servers", String.join(",", reading.bootstrapServers()));
    properties.putIfAbsent("client.id", "perennial");
    properties.putIfAbsent("default.api.timeout.ms", millis);
    properties.putIfAbsent("request.timeout.ms", millis);
    properties.putIfAbsent("enable.metrics.push", "false");
    properties.putIfAbsent("metric.reporters", "");
    return properties;
  }

  /** Lets go of connections; the next question makes others. */
  @Override
  public void close() {
    KafkaConsumer<byte[], byte[]> reader = consumer;
    Admin asker = admin;
    consumer = null;
    admin = null;
    if (reader != null) {
      reader.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ZERO));
    }
    if (asker != null) {
      asker.close(Duration.ZERO);
    }
  }
}
