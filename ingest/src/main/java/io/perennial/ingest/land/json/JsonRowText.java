// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.land.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.perennial.ingest.land.Landed;
import io.perennial.ingest.land.write.JsonQuoting;
import io.perennial.ingest.land.write.RowFile;
import io.perennial.lake.raw.BrokenReason;
import io.perennial.lake.raw.SeparatedRows;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * One row as JSON in a line, numbers as they were written; where a list is to be taken apart, once
 * for each of its elements. In memory for the one row, and never more than its longest.
 */
final class JsonRowText {

  /** Stands where bytes are not of the encoding; no text holds it. */
  static final char UNDECODABLE = '\uFFFF';

  private static final int MOST_TO_EXPLODE = 32_000_000;
  private static final long MOST_EXPLODED = 1_000_000_000L;

  private final List<String> explode;
  private final boolean emptyIsNone;
  private final int most;
  private final StringBuilder text = new StringBuilder();
  private int[] elements = new int[16];
  private int count;
  private int listFrom;
  private int listTo;
  private boolean over;
  private boolean undecodable;
  private boolean isNoList;

  /**
   * @param explode the members that lead to the list that is taken apart; none for no such list
   * @param emptyIsNone whether a row without elements makes no line
   */
  JsonRowText(List<String> explode, boolean emptyIsNone) {
    this.explode = explode;
    this.emptyIsNone = emptyIsNone;
    this.most = explode.isEmpty() ? SeparatedRows.LONGEST : MOST_TO_EXPLODE;
  }

  /** Reads the object that the parser stands at, to its end. */
  void read(JsonParser parser) throws IOException {
    text.setLength(0);
    count = 0;
    listFrom = -1;
    listTo = -1;
    over = false;
    undecodable = false;
    isNoList = false;
    object(parser, explode.isEmpty() ? -1 : 0, true);
  }

  /**
   * Writes what was read.
   *
   * @param line where the row stands
   * @return whether it made a line
   */
  boolean write(long line, RowFile out) throws IOException {
    if (over) {
      out.jsonProblem(line, BrokenReason.TOO_LONG);
      return true;
    }
    if (undecodable) {
      out.jsonProblem(line, BrokenReason.ENCODING);
      return true;
    }
    if (count == 0 && !explode.isEmpty() && emptyIsNone && !isNoList) {
      return false;
    }
    String start = "{\"" + Landed.LINE + "\":" + line + (text.length() > 2 ? "," : "");
    if (listFrom < 0) {
      line(start, 1, text.length(), 0, 0, out);
    } else if (count == 0) {
      out.write(start);
      out.write(text, 1, listFrom);
      out.write("null");
      out.write(text, listTo, text.length());
      out.write("\n");
    } else if ((long) count * (text.length() - (listTo - listFrom)) > MOST_EXPLODED) {
      out.jsonProblem(line, "the row is too long to be repeated for each of its " + count);
    } else {
      for (int i = 0; i < count; i++) {
        int from = i == 0 ? listFrom : elements[i - 1];
        line(start, 1, listFrom, from, elements[i], out);
      }
    }
    return true;
  }

  private void line(String start, int from, int to, int elementFrom, int elementTo, RowFile out)
      throws IOException {
    out.write(start);
    out.write(text, from, to);
    if (listFrom >= 0) {
      out.write(text, elementFrom, elementTo);
      out.write(text, listTo, text.length());
    }
    out.write("\n");
  }

  /**
   * @param step how many members of the way to the list lie behind; -1 beside the way
   */
  private void object(JsonParser parser, int step, boolean isRow) throws IOException {
    text.append('{');
    boolean first = true;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      text.append(first ? "" : ",");
      first = false;
      boolean ours = isRow && (name.equals(Landed.LINE) || name.equals(Landed.PROBLEM));
      quoted(ours ? "_" + name : name);
      text.append(':');
      parser.nextToken();
      boolean onTheWay = step >= 0 && name.equals(explode.get(step));
      if (onTheWay && step == explode.size() - 1) {
        list(parser);
      } else {
        value(parser, onTheWay ? step + 1 : -1);
      }
      bound();
    }
    text.append('}');
  }

  /** The member that is taken apart; what is no list stays as it is. */
  private void list(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY || listFrom >= 0) {
      isNoList |= parser.currentToken() != JsonToken.VALUE_NULL;
      value(parser, -1);
      return;
    }
    listFrom = text.length();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      value(parser, -1);
      bound();
      if (!over) {
        if (count == elements.length) {
          elements = Arrays.copyOf(elements, count * 2);
        }
        elements[count++] = text.length();
      }
    }
    listTo = text.length();
  }

  private void value(JsonParser parser, int step) throws IOException {
    switch (parser.currentToken()) {
      case START_OBJECT -> object(parser, step, false);
      case START_ARRAY -> {
        text.append('[');
        boolean first = true;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          text.append(first ? "" : ",");
          first = false;
          value(parser, -1);
          bound();
        }
        text.append(']');
      }
      case VALUE_STRING -> {
        char[] chars = parser.getTextCharacters();
        int from = parser.getTextOffset();
        int length = parser.getTextLength();
        for (int i = from; i < from + length; i++) {
          undecodable |= chars[i] == UNDECODABLE;
        }
        JsonQuoting.quote(chars, from, length, text);
      }
      default -> text.append(parser.getText());
    }
  }

  private void quoted(String name) {
    undecodable |= name.indexOf(UNDECODABLE) >= 0;
    JsonQuoting.quote(name, text);
  }

  /** What is too long is read to its end, and not kept. */
  private void bound() {
    if (over || text.length() > most) {
      over = true;
      text.setLength(0);
    }
  }
}
