// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.land.Landed;
import io.perennial.ingest.land.write.RowFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * The rows of documents of the JSON:API, which have what rows refer to beside them: {@code {"data":
 * […], "included": […]}}. The attributes of what a row is related to are put where it refers to it,
 * so that {@code relationships.metric.data.attributes.name} is a member of the row. Several
 * documents may stand one after the other, as pages do.
 *
 * <p>What is included is in memory; rows are not.
 *
 * <p>Source: JSON:API 1.1, https://jsonapi.org/format/#document-compound-documents
 */
public final class JsonApiRows {

  /** Bytes that can be read twice: what is included stands behind what refers to it. */
  public interface Bytes {
    /** Opens them at their beginning. */
    InputStream open() throws IOException;
  }

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false);

  private static final String DATA = "data";
  private static final String INCLUDED = "included";

  private final String name;
  private final RowFile out;
  private final Map<String, JsonNode> included = new HashMap<>();
  private long rows;

  /**
   * @param name what people call the file
   */
  public JsonApiRows(String name, RowFile out) {
    this.name = name;
    this.out = out;
  }

  /**
   * Writes all rows, placed by their number.
   *
   * @throws IngestException when the bytes are no JSON, or have no data
   */
  public void read(Bytes bytes) throws IOException {
    try {
      members(bytes, INCLUDED, this::include);
      members(bytes, DATA, this::row);
    } catch (JsonProcessingException broken) {
      String at =
          broken.getLocation() == null ? "" : " in line " + broken.getLocation().getLineNr();
      throw new IngestException("Cannot read " + name + ": it is no JSON" + at, broken);
    }
    if (rows == 0 && included.isEmpty()) {
      throw new IngestException(
          "Cannot read " + name + ": it has no data, which documents of the JSON:API have");
    }
  }

  private interface Element {
    void take(JsonNode element) throws IOException;
  }

  private void members(Bytes bytes, String wanted, Element each) throws IOException {
    try (InputStream in = new BufferedInputStream(bytes.open(), 1 << 16);
        JsonParser parser = JSON.createParser(in)) {
      while (!out.isFull() && parser.nextToken() != null) {
        while (parser.currentToken() != JsonToken.START_OBJECT
            && parser.currentToken() != null
            && !out.isFull()) {
          parser.nextToken();
        }
        while (!out.isFull() && parser.nextToken() == JsonToken.FIELD_NAME) {
          boolean isIt = parser.currentName().equals(wanted);
          if (parser.nextToken() == JsonToken.START_ARRAY && isIt) {
            while (!out.isFull() && parser.nextToken() != JsonToken.END_ARRAY) {
              each.take(JSON.readTree(parser));
            }
          } else if (isIt) {
            each.take(JSON.readTree(parser));
          } else {
            parser.skipChildren();
          }
        }
      }
    }
  }

  private static String key(JsonNode resource) {
    return resource.path("type").asText("") + '\n' + resource.path("id").asText("");
  }

  private void include(JsonNode resource) {
    included.put(key(resource), resource.path("attributes"));
  }

  private void row(JsonNode resource) throws IOException {
    rows++;
    if (!(resource instanceof ObjectNode row)) {
      out.jsonProblem(rows, "the row is no JSON object");
      return;
    }
    for (JsonNode relationship : row.path("relationships")) {
      if (relationship.path(DATA) instanceof ObjectNode reference) {
        JsonNode attributes = included.get(key(reference));
        if (attributes != null && attributes.isObject()) {
          reference.set("attributes", attributes);
        }
      }
    }
    ObjectNode placed = JSON.createObjectNode();
    placed.put(Landed.LINE, rows);
    placed.setAll(row);
    placed.put(Landed.LINE, rows);
    out.write(JSON.writeValueAsString(placed) + "\n");
  }
}
