// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.payload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.perennial.domain.EventType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Messages that are broken in every way there is: no crash, and none is lost. */
class MutatedMessagesTest {

  private static final int MESSAGES = Integer.getInteger("perennial.mutations", 10_000);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;

  private final Random random = new Random(4);
  private final List<JsonNode> seeds = seeds();

  private static List<JsonNode> seeds() {
    List<JsonNode> seeds = new ArrayList<>();
    for (String name : List.of("segment/analytics-java.json", "segment/analytics-node.json")) {
      try (InputStream in = MutatedMessagesTest.class.getResourceAsStream("/testdata/" + name)) {
        JSON.readTree(in).path("batch").forEach(message -> seeds.add(message));
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
    return seeds;
  }

  @Test
  void each_message_of_a_line_becomes_rows_or_a_refusal() {
    int refused = 0;
    for (int done = 0; done < MESSAGES; done += 100) {
      StringBuilder lines = new StringBuilder();
      for (int i = 0; i < 100; i++) {
        JsonNode message = mutated(seeds.get(random.nextInt(seeds.size())).deepCopy());
        String line = message.toString();
        lines.append(random.nextInt(4) == 0 ? scratched(line) : line).append('\n');
      }
      Read read = Read.text("{}\n" + lines);

      assertThat(read.lines()).hasSize(101).isSorted().doesNotHaveDuplicates();
      assertThat(read.rows().size() + read.refused().size()).isGreaterThanOrEqualTo(101);
      read.rows().forEach(MutatedMessagesTest::isSound);
      refused += read.refused().size();
    }
    assertThat(refused).isBetween(MESSAGES / 50, MESSAGES / 4 * 3);
  }

  @Test
  void each_message_of_a_document_becomes_rows_or_a_refusal() throws IOException {
    for (int done = 0; done < MESSAGES; done += 50) {
      ObjectNode batch = MAKE.objectNode();
      ArrayNode messages = batch.putArray("batch");
      for (int i = 0; i < 50; i++) {
        messages.add(mutated(seeds.get(random.nextInt(seeds.size())).deepCopy()));
      }
      batch.set("sentAt", anything(2));
      int[] told = new int[1];
      byte[] bytes = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(batch);
      PayloadReader.read(
          () -> new ByteArrayInputStream(bytes), Envelope.none(), (line, outcome) -> ++told[0] > 0);

      assertThat(told[0]).isEqualTo(50);
    }
  }

  @Test
  void bytes_that_are_no_text_are_refused_or_said_to_be_no_json() {
    byte[] seed = seeds.toString().getBytes(StandardCharsets.UTF_8);
    for (int done = 0; done < MESSAGES; done += 20) {
      byte[] bytes = seed.clone();
      for (int i = random.nextInt(6); i >= 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        PayloadReader.read(
            () -> new ByteArrayInputStream(bytes), Envelope.none(), (line, outcome) -> true);
      } catch (JsonProcessingException said) {
        assertThat(said.getOriginalMessage()).isNotBlank();
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  private static void isSound(PayloadRow row) {
    String type = row.field(PayloadField.TYPE).orElseThrow();
    assertThat(type.equals(MessageRows.PROFILE) || EventType.of(type).isPresent()).isTrue();
    row.fields().values().forEach(value -> assertThat(value).isNotNull());
    assertThat(row.claims().values()).doesNotContainNull();
  }

  /** One change somewhere in the tree, three times. */
  private JsonNode mutated(JsonNode message) {
    JsonNode changed = message;
    for (int i = 0; i < 3; i++) {
      changed = changed(changed);
    }
    return changed.isArray() || changed.path("batch").isArray() ? message : changed;
  }

  private JsonNode changed(JsonNode node) {
    if (node.isObject() && !node.isEmpty() && random.nextInt(6) > 0) {
      ObjectNode object = (ObjectNode) node;
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      String name = names.get(random.nextInt(names.size()));
      switch (random.nextInt(5)) {
        case 0 -> object.remove(name);
        case 1 -> object.set(name + (char) random.nextInt(300), anything(3));
        default -> object.set(name, changed(object.get(name)));
      }
      return object;
    }
    if (node.isArray() && !node.isEmpty() && random.nextInt(4) > 0) {
      ArrayNode array = (ArrayNode) node;
      int at = random.nextInt(array.size());
      array.set(at, changed(array.get(at)));
      return array;
    }
    return anything(3);
  }

  private JsonNode anything(int deep) {
    return switch (random.nextInt(deep > 0 ? 12 : 9)) {
      case 0 -> MAKE.nullNode();
      case 1 -> MAKE.booleanNode(random.nextBoolean());
      case 2 -> MAKE.numberNode(random.nextLong());
      case 3 -> MAKE.numberNode(random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20));
      case 4 -> MAKE.numberNode(new BigDecimal("1e" + (random.nextInt(20_000) - 10_000)));
      case 5 -> MAKE.textNode("");
      case 6 -> MAKE.textNode(word(random.nextInt(3_000)));
      case 7 -> MAKE.textNode("2025-13-45T99:99:99+99:99".substring(0, random.nextInt(25)));
      case 8 -> MAKE.textNode(random.nextBoolean() ? "1e999999999" : "-1");
      case 9 -> MAKE.arrayNode().add(anything(deep - 1)).add(anything(deep - 1));
      case 10 -> MAKE.objectNode().set("products", anything(deep - 1));
      default -> MAKE.arrayNode().add(product()).add(product());
    };
  }

  private ObjectNode product() {
    ObjectNode product = MAKE.objectNode();
    product.set("price", anything(0));
    product.set("quantity", anything(0));
    return product;
  }

  private String word(int length) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.appendCodePoint(
          random.nextInt(20) == 0 ? 0x1F600 + random.nextInt(50) : 1 + random.nextInt(0x500));
    }
    return word.toString();
  }

  /** A text with a piece cut out, doubled or replaced; it stays one line. */
  private String scratched(String line) {
    int from = random.nextInt(line.length());
    int to = Math.min(line.length(), from + random.nextInt(20));
    String piece =
        switch (random.nextInt(3)) {
          case 0 -> "";
          case 1 -> line.substring(from, to).repeat(2);
          default -> "\"{[\\";
        };
    String scratched = line.substring(0, from) + piece + line.substring(to);
    return scratched.isBlank() || scratched.strip().equals("[]") ? "x" : scratched;
  }
}
