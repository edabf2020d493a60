// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.kafka;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Time;

/**
 * A real broker of Kafka, one for all tests of a process; started by classes that Kafka keeps to
 * itself, which only this one knows.
 */
public final class KafkaServer {

  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final int PORT = free();
  private static final KafkaRaftServer SERVER = start();
  private static final Admin ADMIN = Admin.create(Map.of("bootstrap.servers", address()));

  private KafkaServer() {}

  private static int free() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static KafkaRaftServer start() {
    try {
      Path folder = Files.createTempDirectory("kafka-");
      Properties properties = properties(folder, free());
      Path file = folder.resolve("server.properties");
      try (Writer out = Files.newBufferedWriter(file)) {
        properties.store(out, null);
      }
      StorageTool.execute(
          new String[] {
            "format", "--standalone", "-t", Uuid.randomUuid().toString(), "-c", file.toString()
          },
          new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
      KafkaRaftServer server =
          new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
      server.startup();
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    server.shutdown();
                    delete(folder);
                  }));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (var all = Files.walk(folder)) {
      for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException | UncheckedIOException e) {
      return; // the system clears its folder of temporary files
    }
  }

  private static Properties properties(Path folder, int controller) {
    Properties properties = new Properties();
    Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", "1"),
            Map.entry("controller.quorum.bootstrap.servers", "127.0.0.1:" + controller),
            Map.entry(
                "listeners",
                "PLAINTEXT://127.0.0.1:" + PORT + ",CONTROLLER://127.0.0.1:" + controller),
            Map.entry(
                "advertised.listeners",
                "PLAINTEXT://127.0.0.1:" + PORT + ",CONTROLLER://127.0.0.1:" + controller),
            Map.entry("controller.listener.names", "CONTROLLER"),
            Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
            Map.entry("inter.broker.listener.name", "PLAINTEXT"),
            Map.entry("log.dirs", folder.resolve("data").toString()),
            // messages of the tests are of long ago
            Map.entry("log.retention.ms", "-1"),
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "1"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "1"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("group.initial.rebalance.delay.ms", "0"))
        .forEach(properties::setProperty);
    return properties;
  }

  /** Where the broker listens. */
  public static String address() {
    return "127.0.0.1:" + PORT;
  }

  /** Makes a topic and answers its name. */
  public static String topic(int partitions) {
    String name = "orders" + NAMES.incrementAndGet();
    make(name, partitions);
    return name;
  }

  static void make(String name, int partitions) {
    if (SERVER == null) {
      throw new IllegalStateException("not started");
    }
    await(ADMIN.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all());
  }

  static void delete(String topic) {
    await(ADMIN.deleteTopics(List.of(topic)).all());
  }

  static void grow(String topic, int partitions) {
    await(ADMIN.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions))).all());
  }

  /** Drops what is before an offset, as retention does. */
  public static void drop(String topic, int partition, long before) {
    await(
        ADMIN
            .deleteRecords(
                Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(before)))
            .all());
  }

  private static void await(org.apache.kafka.common.KafkaFuture<?> future) {
    try {
      future.get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends messages without keys; they are there when this returns. */
  public static void send(String topic, int partition, String... values) {
    try (KafkaProducer<byte[], byte[]> producer = producer(Optional.empty())) {
      for (String value : values) {
        Future<?> unused =
            producer.send(
                new ProducerRecord<>(
                    topic, partition, null, value.getBytes(StandardCharsets.UTF_8)));
      }
      producer.flush();
    }
  }

  /** A producer; transactional where it has a name. */
  static KafkaProducer<byte[], byte[]> producer(Optional<String> transactions) {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", address());
    transactions.ifPresent(id -> properties.setProperty("transactional.id", id));
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    transactions.ifPresent(id -> producer.initTransactions());
    return producer;
  }
}
