// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many rows a text of JSON has, by a reader of its own that has the whole text before it and
 * goes by the letter of the standard.
 */
final class JsonCount {

  /** It is no JSON from here on. */
  private static final class Broken extends Exception {
    private static final long serialVersionUID = 1;
  }

  private static final int LONGEST_NAME = 50_000;
  private static final Pattern SCALAR =
      Pattern.compile(
          "(?:true|false|null)(?![\\w$])"
              + "|-?(?:0|[1-9][0-9]*+)(?![0-9])(?:[.][0-9]++|(?![.]))(?:[eE][+-]?[0-9]+|(?![eE]))");

  private final String text;
  private final int deepest;
  private final List<String> records;
  private final String explode;
  private int at;
  private int depth;
  private long rows;
  private boolean found;
  private boolean bad;
  private String string = "";

  private JsonCount(String text, int deepest, List<String> records, String explode) {
    this.text = text;
    this.deepest = deepest;
    this.records = records;
    this.explode = explode;
  }

  /**
   * The rows of a document, with one for the place where it breaks off; -1 when it cannot be read:
   * it has none before it breaks off, or nothing where rows are said to be.
   *
   * @param records the members that lead to the rows, joined by points; may be empty
   * @param explode the member of a row that is taken apart; may be empty
   */
  static long document(String text, String records, String explode) {
    List<String> way = records.isEmpty() ? List.of() : Arrays.asList(records.split("[.]"));
    JsonCount count = new JsonCount(text, 500, way, explode);
    try {
      while (count.isMore()) {
        count.value(0);
      }
    } catch (Broken broken) {
      return count.rows == 0 ? -1 : count.rows + 1;
    }
    return count.found || way.isEmpty() ? count.rows : -1;
  }

  /** The messages of a text, in the way of the Segment specification; -1 as for documents. */
  static long messages(String text) {
    String[] lines = text.split("\r\n|\r|\n", -1);
    String first = Arrays.stream(lines).filter(line -> !line.isBlank()).findFirst().orElse("");
    if (!isOpen(first)) {
      return Arrays.stream(lines)
          .filter(line -> !line.isBlank())
          .mapToLong(JsonCount::messagesOfLine)
          .sum();
    }
    JsonCount count = new JsonCount(text, 1_000, List.of(), "");
    try {
      if (text.stripLeading().startsWith("{")) {
        // what stands beside a batch is looked for before anything is told
        new JsonCount(text, 1_000, List.of(), "").message();
      }
      while (count.isMore()) {
        count.message();
      }
    } catch (Broken broken) {
      return count.rows == 0 ? -1 : count.rows + 1;
    }
    return count.rows;
  }

  private static long messagesOfLine(String line) {
    JsonCount count = new JsonCount(line, 1_000, List.of(), "");
    try {
      count.message();
      return count.isMore() ? 1 : count.rows;
    } catch (Broken broken) {
      return 1;
    }
  }

  private static boolean isOpen(String line) {
    String bare = line.replaceAll("\\\\.", "").replaceAll("\"[^\"]*\"", "");
    long open = bare.chars().filter(c -> c == '{' || c == '[').count();
    long closed = bare.chars().filter(c -> c == '}' || c == ']').count();
    return open > closed && bare.indexOf('"') < 0;
  }

  /** A message, a list of them, or a batch. */
  private void message() throws Broken {
    if (peek() == '[') {
      elements(this::message);
    } else if (peek() == '{') {
      boolean[] isBatch = new boolean[1];
      members(
          name -> {
            if (name.equals("batch") && peek() == '[') {
              isBatch[0] = true;
              elements(this::message);
            } else {
              any();
            }
          });
      rows += isBatch[0] ? 0 : 1;
    } else {
      any();
      rows++;
    }
  }

  private void value(int step) throws Broken {
    boolean here = step == records.size();
    if (peek() == '[') {
      found |= here;
      elements(
          () -> {
            if (here && (peek() == '[' || peek() == '"')) {
              // it is known for no row before its end is found
              rows++;
              any();
            } else if (here && peek() != '{') {
              any();
              rows++;
            } else {
              value(step);
            }
          });
    } else if (peek() == '{' && here) {
      found = true;
      row();
    } else if (peek() == '{') {
      members(
          name -> {
            if (name.equals(records.get(step))) {
              value(step + 1);
            } else {
              any();
            }
          });
    } else {
      boolean isText = peek() == '"';
      boolean isNull = text.startsWith("null", at);
      rows += here && isText ? 1 : 0;
      any();
      rows += here && !isNull && !isText ? 1 : 0;
    }
  }

  /** A row, as many times as the list that is taken apart has elements. */
  private void row() throws Broken {
    bad = false;
    long[] elements = {-1};
    members(
        name -> {
          if (!explode.isEmpty() && name.equals(explode) && peek() == '[' && elements[0] < 0) {
            elements[0] = 0;
            elements(
                () -> {
                  any();
                  elements[0]++;
                });
          } else {
            any();
          }
        });
    rows += bad ? 1 : Math.max(1, elements[0]);
  }

  private interface Part {
    void read() throws Broken;
  }

  private interface Member {
    void read(String name) throws Broken;
  }

  private void any() throws Broken {
    char c = peek();
    if (c == '[') {
      elements(this::any);
    } else if (c == '{') {
      members(name -> any());
    } else if (c == '"') {
      string();
    } else {
      scalar();
    }
  }

  private void elements(Part each) throws Broken {
    open();
    if (peek() == ']') {
      at++;
    } else {
      do {
        peek();
        each.read();
      } while (goesOn(']'));
    }
    depth--;
  }

  private void members(Member each) throws Broken {
    open();
    if (peek() == '}') {
      at++;
    } else {
      do {
        if (peek() != '"') {
          throw new Broken();
        }
        string();
        String name = string;
        if (name.length() > LONGEST_NAME || peek() != ':') {
          throw new Broken();
        }
        at++;
        peek();
        each.read(name);
      } while (goesOn('}'));
    }
    depth--;
  }

  private void open() throws Broken {
    at++;
    depth++;
    if (depth > deepest) {
      throw new Broken();
    }
  }

  private boolean goesOn(char end) throws Broken {
    char c = peek();
    at++;
    if (c != ',' && c != end) {
      throw new Broken();
    }
    return c == ',';
  }

  private void string() throws Broken {
    StringBuilder said = new StringBuilder();
    for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
      char c = text.charAt(at);
      bad |= c == RowCount.BAD;
      if (c < ' ') {
        throw new Broken();
      }
      said.append(c == '\\' ? escape() : c);
    }
    if (at >= text.length()) {
      throw new Broken();
    }
    at++;
    string = said.toString();
  }

  private char escape() throws Broken {
    at++;
    char c = at < text.length() ? text.charAt(at) : 0;
    int plain = "\"\\/bfnrt".indexOf(c);
    if (plain >= 0 && c != 0) {
      return "\"\\/\b\f\n\r\t".charAt(plain);
    }
    if (c != 'u' || at + 4 >= text.length()) {
      throw new Broken();
    }
    String code = text.substring(at + 1, at + 5);
    if (!code.matches("[0-9A-Fa-f]{4}")) {
      throw new Broken();
    }
    at += 4;
    char meant = (char) Integer.parseInt(code, 16);
    bad |= meant == RowCount.BAD;
    return meant;
  }

  /** A word or the longest number that stands here; what follows is judged by what may follow. */
  private void scalar() throws Broken {
    Matcher scalar = SCALAR.matcher(text).region(at, text.length());
    scalar.useTransparentBounds(true);
    if (!scalar.lookingAt()) {
      throw new Broken();
    }
    boolean isNumber = !Character.isLetter(text.charAt(at));
    at = scalar.end();
    if (isNumber && depth == 0 && at < text.length() && " \t\r\n".indexOf(text.charAt(at)) < 0) {
      throw new Broken();
    }
  }

  /** The next character that is not blank. */
  private char peek() throws Broken {
    if (!isMore()) {
      throw new Broken();
    }
    return text.charAt(at);
  }

  private boolean isMore() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at < text.length();
  }
}
