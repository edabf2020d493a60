// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.perennial.config.Nearest;
import io.perennial.ingest.FileReading;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.land.write.RowFile;
import io.perennial.lake.raw.BrokenReason;
import io.perennial.lake.raw.SeparatedRows;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The rows of JSON, a line each. A document is a list of objects, one object, or several one after
 * the other; the rows may lie deeper, where {@code records} leads through members and lists. It is
 * read as it comes: what stands before a place where it is no JSON is taken, and the place is told
 * as a row with a problem.
 */
public final class JsonRows {

  private static final int DEEPEST = 500;
  private static final int NAMES_SHOWN = 20;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNumberLength(10_000)
                  .build())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private final String name;
  private final List<String> records;
  private final JsonRowText row;
  private final RowFile out;
  private final Set<String> seen = new LinkedHashSet<>();
  private long place;
  private long rows;
  private long withoutElements;
  private boolean found;
  private boolean numbered;

  /**
   * @param name what people call the file
   * @param reading where rows are, and which list within them is taken apart
   */
  public JsonRows(String name, FileReading reading, RowFile out) {
    this.name = name;
    this.records = reading.records().map(JsonRows::members).orElse(List.of());
    String explode = reading.explode().orElse("");
    boolean only = explode.endsWith("!");
    this.row =
        new JsonRowText(members(only ? explode.substring(0, explode.length() - 1) : explode), only);
    this.out = out;
  }

  private static List<String> members(String path) {
    return path.isEmpty() ? List.of() : List.of(path.split("[.]", -1));
  }

  /** How many rows made no line, since the list that is taken apart was empty. */
  public long withoutElements() {
    return withoutElements;
  }

  /**
   * Reads a document. Rows are placed by their number.
   *
   * @throws IngestException when it is no JSON from the beginning, or has nothing where rows are
   *     said to be
   * @throws IOException when it cannot be read
   */
  public void document(Reader in) throws IOException {
    try (JsonParser parser = JSON.createParser(in)) {
      try {
        while (!out.isFull() && parser.nextToken() != null) {
          value(parser, 0);
        }
      } catch (JsonProcessingException broken) {
        String why = why(broken);
        if (rows == 0) {
          throw new IngestException("Cannot read " + name + ": " + why, broken);
        }
        out.jsonProblem(place + 1, why + "; what follows was not read");
        return;
      }
    }
    if (!found && !records.isEmpty()) {
      throw notThere();
    }
  }

  /** Reads a file in UTF-8 of an object a line. Rows are placed by their line. */
  public void lines(Path file) throws IOException {
    numbered = true;
    try (SeparatedRows lines = SeparatedRows.lines(file)) {
      while (!out.isFull() && lines.next()) {
        place = lines.line();
        if (lines.broken().isPresent()) {
          problem(lines.broken().get());
        } else if (!lines.field(0).isBlank()) {
          line(lines.field(0));
        }
      }
    }
    if (!found && !records.isEmpty() && rows == 0) {
      throw notThere();
    }
  }

  private void line(String text) throws IOException {
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        problem(BrokenReason.NOT_JSON);
        return;
      }
      value(parser, 0);
      if (parser.nextToken() != null) {
        problem(BrokenReason.NOT_JSON);
      }
    } catch (JsonProcessingException broken) {
      problem(BrokenReason.NOT_JSON);
    }
  }

  /**
   * @param step how many members of the way to the rows lie behind
   */
  private void value(JsonParser parser, int step) throws IOException {
    JsonToken token = parser.currentToken();
    boolean here = step == records.size();
    if (token == JsonToken.START_ARRAY) {
      found |= here;
      while (!out.isFull() && parser.nextToken() != JsonToken.END_ARRAY) {
        if (here && parser.currentToken() != JsonToken.START_OBJECT) {
          next();
          problem("the row is no JSON object");
          parser.skipChildren();
        } else {
          value(parser, step);
        }
      }
    } else if (token == JsonToken.START_OBJECT && here) {
      found = true;
      row(parser);
    } else if (token == JsonToken.START_OBJECT) {
      while (!out.isFull() && parser.nextToken() == JsonToken.FIELD_NAME) {
        String member = parser.currentName();
        parser.nextToken();
        if (member.equals(records.get(step))) {
          value(parser, step + 1);
        } else {
          if (seen.size() < NAMES_SHOWN) {
            seen.add(String.join(".", prefix(step)) + member);
          }
          parser.skipChildren();
        }
      }
    } else if (here && token != JsonToken.VALUE_NULL) {
      next();
      problem("the row is no JSON object");
    }
  }

  private List<String> prefix(int step) {
    List<String> prefix = new ArrayList<>(records.subList(0, step));
    if (step > 0) {
      prefix.add("");
    }
    return prefix;
  }

  private void row(JsonParser parser) throws IOException {
    row.read(parser);
    next();
    rows++;
    if (!row.write(place, out)) {
      withoutElements++;
    }
  }

  private void next() {
    if (!numbered) {
      place++;
    }
  }

  private void problem(String why) throws IOException {
    rows++;
    out.jsonProblem(place, why);
  }

  /** Without a word of the document: it may be about a person. */
  private static String why(JsonProcessingException broken) {
    String at =
        broken.getLocation() == null
            ? ""
            : " in line "
                + broken.getLocation().getLineNr()
                + ", column "
                + broken.getLocation().getColumnNr();
    if (broken instanceof JsonEOFException) {
      return "the JSON document ends too early," + at + " (write it again)";
    }
    if (broken instanceof StreamConstraintsException) {
      return "the JSON document is nested deeper than "
          + DEEPEST
          + " levels, or has a text of more than 20 million characters,"
          + at;
    }
    return "the JSON document breaks off: it is no JSON" + at;
  }

  private IngestException notThere() {
    String wanted = String.join(".", records);
    return new IngestException(
        "Cannot read "
            + name
            + ": it has no "
            + wanted
            + ", which the setting records names"
            + (seen.isEmpty() ? "" : " (it has " + String.join(", ", seen) + ")")
            + Nearest.name(wanted, List.copyOf(seen))
                .map(near -> "; did you mean " + near + "?")
                .orElse(""));
  }
}
