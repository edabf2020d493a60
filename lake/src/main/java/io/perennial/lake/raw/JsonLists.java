// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.raw;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a list of JSON objects that is one value of a row. What is no such list has no
 * answer. Engines that have no functions for it use these; the others answer the same.
 */
public final class JsonLists {

  private static final ObjectReader JSON =
      new ObjectMapper()
          .reader()
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private static final int MOST_DIGITS = 60;

  private JsonLists() {}

  /** A member of the first element. */
  public static Optional<String> first(@Nullable String list, String member) {
    return text(parse(list).path(0).path(member));
  }

  /**
   * The {@code value} of the first element whose {@code key}, or {@code name}, is {@code key};
   * where the value is an object, its first member that is not null, as GA4 has it.
   */
  public static Optional<String> value(@Nullable String list, String key) {
    for (JsonNode element : parse(list)) {
      boolean isIt =
          element.path("key").asText("").equals(key) || element.path("name").asText("").equals(key);
      if (isIt && element.path("value").isObject()) {
        for (JsonNode member : element.path("value")) {
          if (!member.isNull()) {
            return text(member);
          }
        }
        return Optional.empty();
      }
      if (isIt) {
        return text(element.path("value"));
      }
    }
    return Optional.empty();
  }

  /** The sum of a member over all elements; those that have no number in it count as 0. */
  public static Optional<Double> sum(@Nullable String list, String member) {
    JsonNode elements = parse(list);
    if (!elements.isArray()) {
      return Optional.empty();
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode element : elements) {
      sum = sum.add(text(element.path(member)).flatMap(JsonLists::number).orElse(BigDecimal.ZERO));
    }
    return Optional.of(sum.doubleValue());
  }

  private static Optional<BigDecimal> number(String text) {
    try {
      BigDecimal number = new BigDecimal(text);
      boolean isMoney = number.precision() < MOST_DIGITS && Math.abs((long) number.scale()) < 30;
      return isMoney ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException none) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(JsonNode value) {
    return value.isValueNode() && !value.isNull() && !value.asText().isEmpty()
        ? Optional.of(value.asText())
        : Optional.empty();
  }

  private static JsonNode parse(@Nullable String list) {
    if (list == null || !list.startsWith("[")) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(list);
    } catch (JsonProcessingException broken) {
      return MissingNode.getInstance();
    }
  }
}
