// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.ingest.IngestException;
import io.perennial.ingest.KafkaReading;
import io.perennial.ingest.land.LandedRows;
import io.perennial.ingest.land.Piece;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real broker. */
class KafkaOriginTest {

  private static final long AT = Instant.parse("2026-01-01T10:00:00Z").toEpochMilli();

  private static KafkaProducer<byte[], byte[]> producer;

  @TempDir Path folder;

  /** What the lake has, from one reading to the next. */
  private final List<String> taken = new ArrayList<>();

  private List<String> notes = List.of();

  @BeforeAll
  static void start() {
    producer = KafkaServer.producer(Optional.empty());
  }

  @AfterAll
  static void stop() {
    producer.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void post(
      KafkaProducer<byte[], byte[]> from, ProducerRecord<byte[], byte[]> message) {
    Future<?> unused = from.send(message); // flush and commit wait for it
  }

  private static void send(String topic, int partition, String... values) {
    for (String value : values) {
      post(producer, new ProducerRecord<>(topic, partition, AT, null, bytes(value)));
    }
    producer.flush();
  }

  private static void numbers(String topic, int partition, int from, int to) {
    for (int i = from; i <= to; i++) {
      post(producer, new ProducerRecord<>(topic, partition, AT, null, bytes("{\"n\":" + i + "}")));
    }
    producer.flush();
  }

  private static KafkaReading reading(String... topics) {
    return KafkaReading.of(KafkaServer.address(), topics);
  }

  private KafkaOrigin origin(KafkaReading reading) {
    return new KafkaOrigin(reading, "shop", folder);
  }

  private List<String> take(KafkaReading reading) {
    try (KafkaOrigin origin = origin(reading)) {
      List<Piece> pieces = origin.pieces(taken);
      notes = origin.notes();
      List<String> lines = LandedRows.all(pieces, folder);
      taken.addAll(LandedRows.names(pieces));
      return lines;
    }
  }

  private static List<Integer> numbers(List<String> lines) {
    return lines.stream()
        .map(line -> Integer.valueOf(line.replaceAll(".*\"n\":(\\d+).*", "$1")))
        .toList();
  }

  @Nested
  class Rows {

    @Test
    void a_message_is_a_row_with_what_kafka_says_about_it() {
      String topic = KafkaServer.topic(1);
      ProducerRecord<byte[], byte[]> message =
          new ProducerRecord<>(
              topic, 0, AT, bytes("ada"), bytes("{\n \"id\": \"o1\", \"amount\": 1.50}"));
      message.headers().add("source", bytes("web")).add("n", bytes("1")).add("n", bytes("2"));
      post(producer, message);
      producer.flush();

      assertThat(take(reading(topic)))
          .containsExactly(
              "{\"_line\":\"0\",\"_offset\":\"0\",\"_partition\":\"0\",\"_topic\":\""
                  + topic
                  + "\",\"_timestamp\":\"2026-01-01T10:00:00Z\",\"_key\":\"ada\","
                  + "\"_header\":{\"source\":\"web\",\"n\":\"1, 2\"},"
                  + "  \"id\": \"o1\", \"amount\": 1.50}");
      assertThat(taken).containsExactly(topic + "/0 0-0");
    }

    @Test
    void several_objects_of_a_message_are_several_rows() {
      String topic = KafkaServer.topic(1);
      send(topic, 0, "{\"n\":1}\n{\"n\":2}\n", "[{\"n\":3}, {\"n\":4}]", "{}");

      List<String> lines = take(reading(topic));

      assertThat(lines)
          .extracting(line -> line.replaceAll(".*\"_timestamp\":\"[^\"]*\"", ""))
          .containsExactly(",\"n\":1}", ",\"n\":2}", ",\"n\":3}", ",\"n\":4}", "}");
      assertThat(lines)
          .extracting(line -> line.replaceAll("\\{\"_line\":\"(\\d+)\".*", "$1"))
          .containsExactly("0", "0", "1", "1", "2");
    }

    @Test
    void what_cannot_be_read_is_a_row_that_says_why() {
      String topic = KafkaServer.topic(1);
      send(topic, 0, "{\"n\":", "plain, with {braces}", "[1, 2]", "  ", "{\"n\":01}");
      post(producer, new ProducerRecord<>(topic, 0, AT, bytes("k"), (byte[]) null));
      post(producer, new ProducerRecord<>(topic, 0, AT, null, new byte[] {0, 0, 0, 0, 7, 2}));
      post(producer, new ProducerRecord<>(topic, 0, AT, new byte[] {-1}, new byte[] {(byte) 0xff}));
      producer.flush();

      assertThat(take(reading(topic)))
          .extracting(line -> line.replaceAll(".*\"_timestamp\":\"[^\"]*\",", ""))
          .containsExactly(
              "\"value\":\"{\\\"n\\\":\",\"_problem\":\"the value is not JSON\"}",
              "\"value\":\"plain, with {braces}\"}",
              "\"value\":\"[1, 2]\",\"_problem\":\"the value is not JSON\"}",
              "\"_problem\":\"the message is empty\"}",
              "\"value\":\"{\\\"n\\\":01}\",\"_problem\":\"the value is not JSON\"}",
              "\"_key\":\"k\",\"_problem\":\"the message is a tombstone: it has a key and no"
                  + " value\"}",
              "\"_problem\":\"the value is not text: its first byte is 0, as of Avro or Protobuf"
                  + " with a registry\"}",
              "\"_key\":\"ff\",\"_problem\":\"the value is not text in UTF-8: it has 1 bytes\"}");
    }

    @Test
    void fields_with_our_names_get_another_underscore() {
      String topic = KafkaServer.topic(1);
      send(topic, 0, "{\"_problem\":\"x\",\"a\":{\"_key\":1},\"_offset\" : 7}");

      assertThat(take(reading(topic)))
          .singleElement()
          .asString()
          .endsWith(",\"__problem\":\"x\",\"a\":{\"_key\":1},\"__offset\" : 7}")
          .startsWith("{\"_line\":\"0\",\"_offset\":\"0\"");
    }
  }

  @Nested
  class Growth {

    @Test
    void two_partitions_go_on_where_the_lake_ends() {
      String topic = KafkaServer.topic(2);
      numbers(topic, 0, 0, 4);
      numbers(topic, 1, 10, 12);

      assertThat(numbers(take(reading(topic)))).containsExactly(0, 1, 2, 3, 4, 10, 11, 12);
      assertThat(take(reading(topic))).isEmpty();
      numbers(topic, 1, 13, 14);
      assertThat(numbers(take(reading(topic)))).containsExactly(13, 14);
      assertThat(taken).containsExactly(topic + "/0 0-4", topic + "/1 0-2", topic + "/1 3-4");
      assertThat(notes).isEmpty();
    }

    @Test
    void a_piece_has_so_many_messages_at_most() {
      String topic = KafkaServer.topic(1);
      numbers(topic, 0, 0, 24);

      assertThat(numbers(take(reading(topic).withBatchMessages(10)))).hasSize(25).isSorted();
      assertThat(taken).containsExactly(topic + "/0 0-9", topic + "/0 10-19", topic + "/0 20-24");
    }

    @Test
    void partitions_and_topics_that_come_later_are_read_too() {
      String topic = KafkaServer.topic(1);
      String other = KafkaServer.topic(1);
      numbers(topic, 0, 1, 1);
      numbers(other, 0, 5, 5);
      assertThat(numbers(take(reading(topic)))).containsExactly(1);

      KafkaServer.grow(topic, 2);
      numbers(topic, 1, 2, 2);

      assertThat(numbers(take(reading(topic, other)))).containsExactly(2, 5);
    }

    @Test
    void a_kill_between_announcement_and_commit_leads_to_the_same_range() {
      String topic = KafkaServer.topic(1);
      numbers(topic, 0, 0, 4);
      List<String> announced;
      List<String> fingerprints;
      try (KafkaOrigin killed = origin(reading(topic))) {
        List<Piece> pieces = killed.pieces(taken);
        announced = LandedRows.names(pieces);
        fingerprints = pieces.stream().map(Piece::fingerprint).toList();
      }
      numbers(topic, 0, 5, 9);

      try (KafkaOrigin after = origin(reading(topic))) {
        List<Piece> pieces = after.pieces(taken);
        assertThat(LandedRows.names(pieces)).containsExactly(announced.get(0), topic + "/0 5-9");
        assertThat(pieces.get(0).fingerprint()).isEqualTo(fingerprints.get(0));
        assertThat(numbers(LandedRows.all(pieces, folder))).hasSize(10).isSorted();
      }
    }

    @Test
    void all_is_read_again_from_the_beginning_whatever_was_announced() {
      String topic = KafkaServer.topic(1);
      numbers(topic, 0, 0, 4);
      take(reading(topic));
      numbers(topic, 0, 5, 9);
      take(reading(topic));

      try (KafkaOrigin origin = origin(reading(topic))) {
        List<Piece> pieces = origin.pieces(List.of());
        assertThat(LandedRows.names(pieces)).containsExactly(topic + "/0 0-9");
        try (KafkaOrigin former = origin(reading(topic))) {
          for (String name : taken) {
            String fingerprint = former.again(name).orElseThrow().fingerprint();
            assertThat(origin.isWithin(pieces, name, fingerprint)).isTrue();
            assertThat(origin.isWithin(pieces, name, "5-0000")).isFalse();
          }
        }
      }
    }

    @Test
    void a_piece_is_given_again_by_its_name() {
      String topic = KafkaServer.topic(1);
      numbers(topic, 0, 0, 9);

      try (KafkaOrigin origin = origin(reading(topic))) {
        Piece piece = origin.again(topic + "/0 3-5").orElseThrow();
        assertThat(numbers(LandedRows.lines(piece, folder))).containsExactly(3, 4, 5);
        assertThat(origin.again(topic + "/0 3-15")).isEmpty();
        assertThat(origin.again(topic + "/7 3-5")).isEmpty();
        assertThat(origin.again("orders.csv")).isEmpty();
        KafkaServer.drop(topic, 0, 4);
        assertThat(origin.again(topic + "/0 3-5")).isEmpty();
      }
    }

    @Test
    void the_state_is_where_the_partitions_end() {
      String topic = KafkaServer.topic(1);
      numbers(topic, 0, 0, 4);

      try (KafkaOrigin origin = origin(reading(topic))) {
        String before = origin.state();
        assertThat(origin.state()).isEqualTo(before);
        numbers(topic, 0, 5, 5);
        assertThat(origin.state()).isNotEqualTo(before);
      }
    }
  }

  @Nested
  class Start {

    @Test
    void from_the_latest_on_nothing_that_came_before_is_read_and_nothing_after_is_missed() {
      String topic = KafkaServer.topic(1);
      KafkaReading latest = reading(topic).withStart(KafkaReading.Start.LATEST);
      numbers(topic, 0, 0, 4);

      assertThat(take(latest)).isEmpty();
      numbers(topic, 0, 5, 6);
      KafkaServer.grow(topic, 2);
      numbers(topic, 1, 7, 7);
      assertThat(numbers(take(latest))).containsExactly(5, 6, 7);
      assertThat(taken).containsExactly(topic + "/0 5-6", topic + "/1 0-0");
    }

    @Test
    void from_a_time_on() {
      String topic = KafkaServer.topic(1);
      for (int i = 0; i < 5; i++) {
        post(
            producer,
            new ProducerRecord<>(topic, 0, AT + i * 1000L, null, bytes("{\"n\":" + i + "}")));
      }
      producer.flush();
      KafkaReading from =
          reading(topic).withStart(KafkaReading.Start.parse("2026-01-01T10:00:03Z"));

      assertThat(numbers(take(from))).containsExactly(3, 4);
      KafkaReading never =
          reading(KafkaServer.topic(1)).withStart(KafkaReading.Start.parse("2030-01-01T00:00:00Z"));
      assertThat(take(never)).isEmpty();
    }
  }

  @Nested
  class Transactions {

    @Test
    void aborted_messages_are_not_taken_and_open_ones_wait() {
      String topic = KafkaServer.topic(1);
      try (KafkaProducer<byte[], byte[]> writer = KafkaServer.producer(Optional.of(topic))) {
        transaction(writer, topic, 1, 2);
        writer.commitTransaction();
        transaction(writer, topic, 3, 4);
        writer.abortTransaction();
        transaction(writer, topic, 5, 6);
        writer.commitTransaction();
        transaction(writer, topic, 7, 8);

        assertThat(numbers(take(reading(topic)))).containsExactly(1, 2, 5, 6);
        assertThat(taken).containsExactly(topic + "/0 0-8");
        writer.commitTransaction();
        assertThat(numbers(take(reading(topic)))).containsExactly(7, 8);
      }
    }

    @Test
    void where_all_was_aborted_there_is_no_piece() {
      String topic = KafkaServer.topic(1);
      try (KafkaProducer<byte[], byte[]> writer = KafkaServer.producer(Optional.of(topic))) {
        for (int i = 0; i < 20; i++) {
          transaction(writer, topic, i, i);
          writer.abortTransaction();
        }
        assertThat(take(reading(topic).withBatchMessages(3))).isEmpty();
        transaction(writer, topic, 20, 20);
        writer.commitTransaction();

        assertThat(numbers(take(reading(topic).withBatchMessages(3)))).containsExactly(20);
        assertThat(taken).containsExactly(topic + "/0 0-41");
      }
    }

    private void transaction(KafkaProducer<byte[], byte[]> writer, String topic, int from, int to) {
      writer.beginTransaction();
      for (int i = from; i <= to; i++) {
        post(writer, new ProducerRecord<>(topic, 0, AT, null, bytes("{\"n\":" + i + "}")));
      }
      writer.flush();
    }
  }

  @Nested
  class Loss {

    @Test
    void what_the_broker_dropped_before_it_was_read_is_told_and_the_rest_is_read() {
      String topic = KafkaServer.topic(1);
      numbers(topic, 0, 0, 4);
      take(reading(topic));
      numbers(topic, 0, 5, 14);
      try (KafkaOrigin killed = origin(reading(topic))) {
        killed.pieces(taken); // announces 5-14
      }
      KafkaServer.drop(topic, 0, 12);

      assertThat(numbers(take(reading(topic)))).containsExactly(12, 13, 14);
      assertThat(notes)
          .containsExactly(
              topic
                  + "/0: offsets 5..11 were dropped by the broker before they were read (raise the"
                  + " topic's retention, or read more often)");
      assertThat(taken).containsExactly(topic + "/0 0-4", topic + "/0 12-14");
      assertThat(take(reading(topic))).isEmpty();
      assertThat(notes).isEmpty();
    }

    @Test
    void what_is_dropped_while_it_is_read_is_told() {
      String topic = KafkaServer.topic(1);
      numbers(topic, 0, 0, 4);
      try (KafkaOrigin origin = origin(reading(topic))) {
        Piece piece = origin.pieces(taken).get(0);
        KafkaServer.drop(topic, 0, 3);

        assertThatThrownBy(() -> piece.land(folder))
            .isInstanceOf(IngestException.class)
            .hasMessage(
                "Cannot read "
                    + topic
                    + "/0 0-4: the broker dropped messages of it while it was read (run again;"
                    + " raise the topic's retention, or read more often)");
      }
      assertThat(numbers(take(reading(topic)))).containsExactly(3, 4);
    }

    @Test
    void a_topic_that_was_made_anew_is_told() {
      String topic = KafkaServer.topic(1);
      numbers(topic, 0, 0, 4);
      take(reading(topic));
      KafkaServer.delete(topic);
      KafkaServer.make(topic, 1);
      numbers(topic, 0, 0, 9);

      assertThatThrownBy(() -> take(reading(topic)))
          .isInstanceOf(IngestException.class)
          .hasMessage(
              "Cannot read "
                  + topic
                  + "/0: the topic was made anew since it was last read, and counts from 0 again"
                  + " (give it a source of its own, with the same system: what was read stays)");
    }

    @Test
    void a_partition_that_ends_before_what_was_read_is_told() {
      String topic = KafkaServer.topic(1);
      numbers(topic, 0, 0, 4);
      taken.add(topic + "/0 0-99");

      assertThatThrownBy(() -> take(reading(topic)))
          .isInstanceOf(IngestException.class)
          .hasMessageStartingWith(
              "Cannot read " + topic + "/0: it was read to offset 99 and now ends at 4: ");
    }
  }

  @Nested
  class Trouble {

    @Test
    void an_unknown_topic_is_told_with_the_nearest() {
      String topic = KafkaServer.topic(1);

      assertThatThrownBy(() -> take(reading("x" + topic)))
          .isInstanceOf(IngestException.class)
          .hasMessage(
              "Unknown topic: x"
                  + topic
                  + "; is it "
                  + topic
                  + "? (check sources.shop.kafka.topic)");
    }

    @Test
    void a_broker_that_is_not_there_is_told_without_secrets() throws IOException {
      int free;
      try (ServerSocket socket = new ServerSocket(0)) {
        free = socket.getLocalPort();
      }
      KafkaReading nobody =
          KafkaReading.of("127.0.0.1:" + free, "orders").withTimeout(Duration.ofSeconds(1));

      assertThatThrownBy(() -> take(nobody))
          .isInstanceOf(IngestException.class)
          .hasMessage(
              "Cannot read topic orders from Kafka at 127.0.0.1:"
                  + free
                  + ": no answer within 1 s (check sources.shop.kafka.bootstrap-servers, and that"
                  + " it can be reached from here)");
    }

    @Test
    void a_property_that_kafka_does_not_take_is_told_without_its_value() {
      KafkaReading wrong =
          reading("orders")
              .withProperties(
                  Map.of(
                      "security.protocol",
                      "SASL_PLAINTEXT",
                      "sasl.mechanism",
                      "PLAIN",
                      "sasl.jaas.config",
                      "no.such.Module required username=\"ada\" password=\"hocuspocus\";"));

      assertThatThrownBy(() -> take(wrong))
          .isInstanceOf(IngestException.class)
          .hasMessageStartingWith("Cannot read topic orders from Kafka at ")
          .hasMessageContaining("check sources.shop.kafka.properties")
          .hasMessageNotContaining("hocuspocus")
          .hasNoCause();
      assertThatThrownBy(
              () -> take(reading("orders").withProperties(Map.of("security.protocol", "hocus"))))
          .isInstanceOf(IngestException.class)
          .hasMessageContaining("does not take the propert")
          .hasMessageNotContaining("hocus");
    }

    @Test
    void a_broker_that_asks_for_nothing_refuses_who_shows_a_password() {
      KafkaReading wrong =
          reading("orders")
              .withTimeout(Duration.ofSeconds(2))
              .withProperties(
                  Map.of(
                      "security.protocol",
                      "SASL_PLAINTEXT",
                      "sasl.mechanism",
                      "PLAIN",
                      "sasl.jaas.config",
                      "org.apache.kafka.common.security.plain.PlainLoginModule required"
                          + " username=\"ada\" password=\"hocuspocus\";"));

      assertThatThrownBy(() -> take(wrong))
          .isInstanceOf(IngestException.class)
          .hasMessageContaining("it refuses who we are")
          .hasMessageNotContaining("hocuspocus");
    }
  }
}
