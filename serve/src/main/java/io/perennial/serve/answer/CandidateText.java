// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.answer;

import io.perennial.serve.answer.CustomerView.CandidateRow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The actions that were possible, as decisions keep them: a JSON array. */
final class CandidateText {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private CandidateText() {}

  /** The actions; none where the text is no such array. */
  static List<CandidateRow> parse(String text) {
    List<CandidateRow> candidates = new ArrayList<>();
    try {
      for (JsonNode node : JSON.readTree(text)) {
        candidates.add(
            new CandidateRow(
                node.path("action").asString(""),
                number(node, "gain"),
                number(node, "cost"),
                number(node, "propensity")));
      }
    } catch (JacksonException e) {
      return List.of();
    }
    return candidates;
  }

  private static @Nullable Double number(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return value.isNumber() ? value.asDouble() : null;
  }
}
