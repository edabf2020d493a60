// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.perennial.identity.AttributeKind;
import io.perennial.identity.Levels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Models as JSON. Numbers are written with all the digits that they have. */
final class ModelJson {

  private static final String FORMAT = "perennial match model 1";
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String[] CLASSES = {"match", "other", "household"};

  private ModelJson() {}

  static String write(MatchModel model) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("format", FORMAT);
    Layout layout = model.shape().layout();
    ArrayNode attributes = root.putArray("attributes");
    for (Levels levels : model.levels()) {
      attributes.add(attribute(levels, model.confidence(layout.find(levels.attribute()))));
    }
    root.put("max_records_per_value", model.maxRecordsPerValue());
    root.put("total_pairs", model.totalPairs());
    root.put("records", model.records());
    for (int c = 0; c < Shape.CLASSES; c++) {
      if (c != Shape.HOUSEHOLD || model.shape().hasHousehold()) {
        root.set(CLASSES[c], distributions(model, c));
      }
    }
    root.set("term_shares", shares(model.termShares()));
    root.set("summary", MAPPER.valueToTree(model.summary()));
    try {
      return MAPPER.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write match model: " + e.getMessage(), e);
    }
  }

  static MatchModel read(String json) {
    try {
      JsonNode root = MAPPER.readTree(json);
      if (!root.path("format").asText().equals(FORMAT)) {
        throw new IllegalArgumentException(
            "Cannot read match model: its format is '"
                + root.path("format").asText()
                + "' (must be '"
                + FORMAT
                + "')");
      }
      return model(root);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Cannot read match model: " + e.getOriginalMessage(), e);
    }
  }

  private static MatchModel model(JsonNode root) throws JsonProcessingException {
    List<Levels> levels = new ArrayList<>();
    root.required("attributes").forEach(attribute -> levels.add(levels(attribute)));
    Layout layout = new Layout(levels);
    double[] confidences = new double[layout.size()];
    for (JsonNode attribute : root.required("attributes")) {
      confidences[layout.find(attribute.required("name").asText())] =
          attribute.path("confidence").asDouble(0);
    }
    boolean household = root.has(CLASSES[Shape.HOUSEHOLD]);
    boolean[] ofHousehold = new boolean[layout.size()];
    for (int j = 0; household && j < ofHousehold.length; j++) {
      ofHousehold[j] =
          root.get(CLASSES[Shape.HOUSEHOLD])
              .required("attributes")
              .has(layout.attribute(j).attribute());
    }
    Shape shape =
        new Shape(
            layout,
            parents(layout, root.required(CLASSES[Shape.MATCH])),
            parents(layout, root.required(CLASSES[Shape.OTHER])),
            ofHousehold);
    double[] logs = new double[shape.size()];
    logs[Shape.HOUSEHOLD] = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < (household ? Shape.CLASSES : Shape.CLASSES - 1); c++) {
      logs[c] = root.required(CLASSES[c]).required("log_share").asDouble();
      for (int j = 0; j < layout.size(); j++) {
        if (c != Shape.HOUSEHOLD || shape.isOfHousehold(j)) {
          read(root.required(CLASSES[c]), shape, c, j, logs);
        }
      }
    }
    return new MatchModel(
        shape,
        logs,
        confidences,
        root.required("max_records_per_value").asInt(),
        shares(root.required("term_shares")),
        root.required("total_pairs").asDouble(),
        root.required("records").asLong(),
        MAPPER.treeToValue(root.required("summary"), FitSummary.class));
  }

  private static ObjectNode attribute(Levels levels, double confidence) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("name", levels.attribute());
    node.put("kind", levels.kind().name());
    levels.names().forEach(node.putArray("levels")::add);
    Arrays.stream(levels.defaultM()).forEach(node.putArray("default_m")::add);
    node.put("uses_term_shares", levels.usesTermShares());
    node.put("of_household", levels.household());
    if (confidence > 0) {
      node.put("confidence", confidence);
    }
    return node;
  }

  private static Levels levels(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.required("levels").forEach(name -> names.add(name.asText()));
    return new Levels(
        node.required("name").asText(),
        AttributeKind.valueOf(node.required("kind").asText()),
        names,
        doubles(node.required("default_m")),
        node.required("uses_term_shares").asBoolean(),
        node.required("of_household").asBoolean());
  }

  private static ObjectNode distributions(MatchModel model, int c) {
    Shape shape = model.shape();
    Layout layout = shape.layout();
    ObjectNode node = MAPPER.createObjectNode();
    node.put("log_share", model.log(c));
    ObjectNode attributes = node.putObject("attributes");
    for (int j = 0; j < layout.size(); j++) {
      if (c == Shape.HOUSEHOLD && !shape.isOfHousehold(j)) {
        continue;
      }
      ObjectNode attribute = attributes.putObject(layout.attribute(j).attribute());
      if (shape.parent(c, j) != Shape.NONE) {
        attribute.put("by", layout.attribute(shape.parent(c, j)).attribute());
      }
      ArrayNode rows = attribute.putArray("log_probabilities");
      for (int row = 0; row < shape.rows(c, j); row++) {
        ArrayNode values = rows.addArray();
        for (int level = 1; level < layout.levels(j); level++) {
          values.add(model.log(shape.place(c, j, row, level)));
        }
      }
    }
    return node;
  }

  private static int[] parents(Layout layout, JsonNode distributions) {
    int[] parents = new int[layout.size()];
    for (int j = 0; j < parents.length; j++) {
      JsonNode attribute =
          distributions.required("attributes").required(layout.attribute(j).attribute());
      parents[j] = attribute.has("by") ? layout.find(attribute.get("by").asText()) : Shape.NONE;
    }
    return parents;
  }

  private static void read(JsonNode distributions, Shape shape, int c, int j, double[] logs) {
    Layout layout = shape.layout();
    String name = layout.attribute(j).attribute();
    JsonNode rows =
        distributions.required("attributes").required(name).required("log_probabilities");
    for (int row = 0; row < shape.rows(c, j); row++) {
      double[] values = doubles(rows.required(row));
      if (values.length != layout.levels(j) - 1) {
        throw new IllegalArgumentException(
            "Cannot read match model: " + name + " has " + values.length + " probabilities");
      }
      System.arraycopy(values, 0, logs, shape.place(c, j, row, 1), values.length);
    }
  }

  private static ObjectNode shares(TermShares shares) {
    ObjectNode node = MAPPER.createObjectNode();
    shares
        .attributes()
        .forEach(
            (name, attribute) -> {
              ObjectNode of = node.putObject(name);
              of.put("records", attribute.records);
              of.put("least", attribute.least);
              Arrays.stream(attribute.hashes).forEach(of.putArray("hashes")::add);
              Arrays.stream(attribute.counts).forEach(of.putArray("counts")::add);
            });
    return node;
  }

  private static TermShares shares(JsonNode node) {
    Map<String, TermShares.Attribute> attributes = new TreeMap<>();
    node.properties()
        .forEach(
            entry ->
                attributes.put(
                    entry.getKey(),
                    new TermShares.Attribute(
                        entry.getValue().required("records").asLong(),
                        entry.getValue().required("least").asLong(),
                        longs(entry.getValue().required("hashes")),
                        longs(entry.getValue().required("counts")))));
    return TermShares.of(attributes);
  }

  private static double[] doubles(JsonNode array) {
    double[] values = new double[array.size()];
    Arrays.setAll(values, i -> array.get(i).asDouble());
    return values;
  }

  private static long[] longs(JsonNode array) {
    long[] values = new long[array.size()];
    Arrays.setAll(values, i -> array.get(i).asLong());
    return values;
  }
}
