// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How what records say is read, as far as it takes many records to tell: what attributes say, which
 * number of a date comes first, which full names are taken apart, which numbers are coordinates,
 * how much each word says. Taken from the table to which a model is fitted and kept with the model,
 * so that two records are compared alike in whatever company. Holds hashes of words that three
 * records or more share, no values. Immutable.
 */
public final class Reading {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final SortedMap<String, Attribute> attributes;
  private final Optional<NamesApart> apart;
  private final List<Position> positions;

  Reading(Map<String, Attribute> attributes, Optional<NamesApart> apart, List<Position> positions) {
    this.attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    this.apart = apart;
    this.positions = List.copyOf(positions);
  }

  /**
   * How an attribute is read.
   *
   * @param dates which number comes first; for dates alone
   * @param words how frequent they are; none where values are not compared by words
   */
  record Attribute(Comparing comparing, Dates dates, WordCounts words) {}

  /** The attributes that are compared, by name. */
  SortedMap<String, Attribute> attributes() {
    return attributes;
  }

  /** The full names that are taken apart. */
  Optional<NamesApart> apart() {
    return apart;
  }

  /** The latitudes and longitudes of which positions are made. */
  List<Position> positions() {
    return positions;
  }

  /** Whether something is made of claims of an attribute. */
  public boolean hears(String attribute) {
    Attribute of = attributes.get(attribute);
    return of == null
        ? isTakenApart(attribute) || isCoordinate(attribute)
        : of.comparing() != Comparing.CODES_OF_TEXT;
  }

  private boolean isTakenApart(String attribute) {
    return apart.isPresent() && apart.get().full().equals(attribute);
  }

  private boolean isCoordinate(String attribute) {
    return positions.stream()
        .anyMatch(p -> p.latitude().equals(attribute) || p.longitude().equals(attribute));
  }

  /** Whether an attribute is made of others, and not said by any claim. */
  public boolean makes(String attribute) {
    Attribute of = attributes.get(attribute);
    return of != null && of.comparing() == Comparing.CODES_OF_TEXT;
  }

  /** All of it, as JSON. */
  public String toJson() {
    ObjectNode root = MAPPER.createObjectNode();
    ObjectNode all = root.putObject("attributes");
    attributes.forEach(
        (name, attribute) -> {
          ObjectNode node = all.putObject(name);
          node.put("compared_as", attribute.comparing().name());
          if (attribute.comparing() == Comparing.BIRTH_DATE) {
            node.put("dates", attribute.dates().name());
          }
          if (attribute.comparing().hasTokens()) {
            WordCounts words = attribute.words();
            node.put("records", words.records());
            node.put("least", words.least());
            Arrays.stream(words.hashes()).forEach(node.putArray("hashes")::add);
            Arrays.stream(words.counts()).forEach(node.putArray("counts")::add);
          }
        });
    apart.ifPresent(
        names ->
            root.putObject("apart")
                .put("given", names.given())
                .put("family", names.family())
                .put("full", names.full()));
    if (!positions.isEmpty()) {
      ArrayNode made = root.putArray("positions");
      for (Position position : positions) {
        made.addObject()
            .put("latitude", position.latitude())
            .put("longitude", position.longitude());
      }
    }
    return root.toString();
  }

  /**
   * What {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static Reading fromJson(String json) {
    try {
      JsonNode root = MAPPER.readTree(json);
      Map<String, Attribute> attributes = new TreeMap<>();
      root.required("attributes")
          .properties()
          .forEach(entry -> attributes.put(entry.getKey(), attribute(entry.getValue())));
      return new Reading(
          attributes,
          root.has("apart") ? Optional.of(apart(root.required("apart"))) : Optional.empty(),
          positions(root.path("positions")));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "Cannot read how records are read: " + e.getOriginalMessage(), e);
    }
  }

  private static Attribute attribute(JsonNode node) {
    Comparing comparing = Comparing.valueOf(node.required("compared_as").asText());
    return new Attribute(
        comparing,
        node.has("dates") ? Dates.valueOf(node.required("dates").asText()) : Dates.DAY_FIRST,
        comparing.hasTokens()
            ? new WordCounts(
                node.required("records").asLong(),
                node.required("least").asLong(),
                longs(node.required("hashes")),
                longs(node.required("counts")))
            : WordCounts.NONE);
  }

  private static NamesApart apart(JsonNode node) {
    return new NamesApart(
        node.required("given").asText(),
        node.required("family").asText(),
        node.required("full").asText());
  }

  private static List<Position> positions(JsonNode array) {
    List<Position> positions = new ArrayList<>();
    for (JsonNode node : array) {
      positions.add(
          new Position(node.required("latitude").asText(), node.required("longitude").asText()));
    }
    return positions;
  }

  private static long[] longs(JsonNode array) {
    long[] values = new long[array.size()];
    Arrays.setAll(values, i -> array.get(i).asLong());
    return values;
  }

  @Override
  public String toString() {
    return "Reading" + attributes;
  }
}
