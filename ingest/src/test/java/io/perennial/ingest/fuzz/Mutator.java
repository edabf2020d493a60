// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.StringJoiner;

/** Makes files wrong as the world does, and a little worse. */
final class Mutator {

  private static final String[] TOKENS = {
    "2024-02-30",
    "31.12.2024",
    "12/31/2024",
    "12/13/24",
    "1704067200",
    "1704067200123",
    "2024-01-01T00:00:00+25:00",
    "2024-01-01T24:00:00Z",
    "2024-06-31 10:00",
    "99999-01-01",
    "0000-00-00",
    "-0001-01-01",
    "1e999",
    "-1e-999",
    "NaN",
    "Infinity",
    "-inf",
    "1.2.3",
    "1,234.5",
    "1.234,5",
    "(12.50)",
    "€ 5",
    "5 EUR",
    "0x1F",
    "９９",
    "99999999999999999999999999999999999999999",
    "0.00000000000000000001",
    "-0",
    "+-1",
    "NULL",
    "N/A",
    "null",
    "\\N",
    "true",
    "''",
    "\"\"",
    "''''",
    "=cmd|' /C calc'!A0",
    "\u202e",
    "\ufeff",
    "\u0000",
    "\ud83d\ude21",
    "\ufffd",
    " ",
    "\t",
    "\u00a0",
    "[]",
    "{}",
    "[[]]",
    "{\"a\":{\"b\":[1,2]}}",
    "\\u0000",
    "\\ud800",
    "a\\",
    "%s%n",
    "${x}",
    "#"
  };
  private static final int ODD = 500;
  private static final int KINDS = 22;
  private static final int KINDS_OF_ROWS = 18;
  private static final String[] DELIMITERS = {",", ";", "\t", "|", ":", " "};
  private static final Charset[] CHARSETS = {
    ISO_8859_1, Charset.forName("windows-1252"), UTF_16LE, UTF_16BE, UTF_8
  };

  private final SplittableRandom random;
  private final StringJoiner done = new StringJoiner(", ");

  Mutator(SplittableRandom random) {
    this.random = random;
  }

  /** What was done, for people. */
  String done() {
    return done.toString();
  }

  /**
   * One to four changes of a text file; in 499 of 500 the first line and what concerns all lines
   * stay as they are, so that many files can be read together: a file that lies in a way of its own
   * costs a commit of its own.
   */
  byte[] text(byte[] seed) {
    int first = new String(seed, ISO_8859_1).indexOf('\n') + 1;
    boolean anywhere = first == 0 || random.nextInt(ODD) == 0;
    byte[] head = anywhere ? new byte[0] : Arrays.copyOf(seed, first);
    byte[] bytes = anywhere ? seed : Arrays.copyOfRange(seed, first, seed.length);
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      bytes = change(bytes, random.nextInt(anywhere ? KINDS : KINDS_OF_ROWS));
    }
    return joined(head, bytes);
  }

  /** Changes that do not look at what the bytes mean: for packed files. */
  byte[] raw(byte[] seed) {
    return switch (random.nextInt(4)) {
      case 0 -> flip(seed);
      case 1 -> truncate(seed);
      case 2 -> remove(seed);
      default -> splice(seed);
    };
  }

  /** A value in the place of another: one that nobody expects, or the same, torn. */
  String value(String right) {
    int kind = random.nextInt(8);
    int at = right.isEmpty() ? 0 : random.nextInt(right.length());
    String wrong =
        switch (kind) {
          case 0 -> "";
          case 1 -> right.substring(at);
          case 2 -> right + right;
          case 3 -> "x".repeat(length());
          default -> TOKENS[random.nextInt(TOKENS.length)];
        };
    done.add("value " + (kind == 3 ? wrong.length() + " x" : wrong));
    return wrong;
  }

  /** One to three changes of XML behind the first row, most of which leave it XML. */
  byte[] xml(byte[] seed) {
    int first = new String(seed, ISO_8859_1).indexOf("</row>") + 6;
    byte[] head = Arrays.copyOf(seed, first < 6 ? 0 : first);
    byte[] bytes = Arrays.copyOfRange(seed, head.length, seed.length);
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      bytes =
          switch (random.nextInt(6)) {
            case 0 -> change(bytes, random.nextInt(KINDS_OF_ROWS));
            case 1 -> attribute(bytes, " r=\"");
            case 2 -> attribute(bytes, " t=\"");
            case 3 -> attribute(bytes, " s=\"");
            case 4 -> between(bytes, "<v>", "</v>");
            default -> element(bytes);
          };
    }
    return joined(head, bytes);
  }

  /** Another value of one attribute. */
  private byte[] attribute(byte[] bytes, String start) {
    String[] values = {
      "",
      "0",
      "1",
      "-1",
      "A",
      "A0",
      "7",
      "XFD9",
      "XFE1",
      "ZZZZ1",
      "a3",
      "1A",
      "é2",
      "s",
      "b",
      "e",
      "d",
      "n",
      "str",
      "inlineStr",
      "x",
      "99999999999",
      "2147483647",
      "&lt;",
      "A1:B2",
      " "
    };
    return replaced(bytes, start, "\"", values[random.nextInt(values.length)]);
  }

  private byte[] between(byte[] bytes, String start, String end) {
    String[] values = {
      "",
      " ",
      "-1",
      "99999999999",
      "1e400",
      "NaN",
      "45000.5",
      "-0.0000001",
      "x",
      "_x0000_",
      "&#10;",
      "<![CDATA[x]]>",
      "<b/>",
      "2958466",
      "1e-400",
      "0x1",
      "TRUE"
    };
    return replaced(bytes, start, end, values[random.nextInt(values.length)]);
  }

  private byte[] replaced(byte[] bytes, String start, String end, String value) {
    String text = new String(bytes, ISO_8859_1);
    int from = text.indexOf(start, at(bytes));
    int to = from < 0 ? -1 : text.indexOf(end, from + start.length());
    if (to < 0) {
      return bytes;
    }
    done.add(start + value + end + " at " + from);
    String changed = text.substring(0, from + start.length()) + value + text.substring(to);
    return changed.getBytes(ISO_8859_1);
  }

  /** An element twice, gone, or put elsewhere as a whole. */
  private byte[] element(byte[] bytes) {
    String text = new String(bytes, ISO_8859_1);
    String name = random.nextBoolean() ? "c" : "row";
    int from = text.indexOf("<" + name + " ", at(bytes));
    int to = from < 0 ? -1 : text.indexOf("</" + name + ">", from);
    if (to < 0) {
      return bytes;
    }
    to += name.length() + 3;
    String element = text.substring(from, to);
    boolean stays = random.nextBoolean();
    boolean again = random.nextBoolean();
    done.add(name + " at " + from + (stays ? "" : " gone") + (again ? " and before" : ""));
    int before = Math.max(0, text.lastIndexOf("<" + name + " ", Math.max(0, from - 1)));
    String changed =
        text.substring(0, before)
            + (again ? element : "")
            + text.substring(before, from)
            + (stays ? element : "")
            + text.substring(to);
    return changed.getBytes(ISO_8859_1);
  }

  /** Mostly short, now and then longer than a row may be. */
  private int length() {
    return random.nextInt(300) == 0 ? 2_100_000 : 1 << random.nextInt(18);
  }

  private byte[] change(byte[] bytes, int kind) {
    return switch (kind) {
      case 0, 1 -> flip(bytes);
      case 2 -> truncate(bytes);
      case 3 -> remove(bytes);
      case 4 -> splice(bytes);
      case 5, 6, 7 -> token(bytes);
      case 8 -> insert(bytes, "\"".getBytes(UTF_8), "quote");
      case 9 -> without(bytes, '"');
      case 10 -> insert(bytes, new byte[] {0}, "NUL");
      case 11 -> insert(bytes, new byte[] {(byte) (0x80 + random.nextInt(128))}, "high byte");
      case 12 -> line(bytes, true);
      case 13 -> line(bytes, false);
      case 14 -> huge(bytes);
      case 15 -> deep(bytes);
      case 16 -> blanks(bytes);
      case 17 -> lineEnds(bytes);
      case 18 -> swapDelimiter(bytes);
      case 19 -> bom(bytes);
      case 20 -> header(bytes);
      default -> encode(bytes);
    };
  }

  private int at(byte[] bytes) {
    return bytes.length == 0 ? 0 : random.nextInt(bytes.length);
  }

  private byte[] flip(byte[] bytes) {
    if (bytes.length == 0) {
      return bytes;
    }
    byte[] changed = bytes.clone();
    int at = at(bytes);
    changed[at] ^= (byte) (1 << random.nextInt(8));
    done.add("flip " + at);
    return changed;
  }

  private byte[] truncate(byte[] bytes) {
    int at = at(bytes);
    done.add("cut at " + at);
    return Arrays.copyOf(bytes, at);
  }

  private byte[] remove(byte[] bytes) {
    int from = at(bytes);
    int to = Math.min(bytes.length, from + 1 + random.nextInt(40));
    done.add("remove " + from + " to " + to);
    return joined(Arrays.copyOf(bytes, from), Arrays.copyOfRange(bytes, to, bytes.length));
  }

  private byte[] splice(byte[] bytes) {
    int from = at(bytes);
    int to = Math.min(bytes.length, from + 1 + random.nextInt(60));
    return insert(bytes, Arrays.copyOfRange(bytes, from, to), "copy of " + from + " to " + to);
  }

  private byte[] insert(byte[] bytes, byte[] what, String name) {
    int at = at(bytes);
    done.add(name + " at " + at);
    return joined(Arrays.copyOf(bytes, at), what, Arrays.copyOfRange(bytes, at, bytes.length));
  }

  /** Puts a nasty value in the place of one between two delimiters, or anywhere. */
  private byte[] token(byte[] bytes) {
    String text = new String(bytes, ISO_8859_1);
    byte[] token = TOKENS[random.nextInt(TOKENS.length)].getBytes(UTF_8);
    int at = at(bytes);
    int from = at;
    while (from > 0 && ",;\t|\n:\"".indexOf(text.charAt(from - 1)) < 0) {
      from--;
    }
    int to = at;
    while (to < bytes.length && ",;\t|\n\r\"}".indexOf(text.charAt(to)) < 0) {
      to++;
    }
    done.add("token " + new String(token, UTF_8) + " at " + from);
    return joined(Arrays.copyOf(bytes, from), token, Arrays.copyOfRange(bytes, to, bytes.length));
  }

  private byte[] without(byte[] bytes, char unwanted) {
    String text = new String(bytes, ISO_8859_1);
    int at = text.indexOf(unwanted, at(bytes));
    if (at < 0) {
      return bytes;
    }
    done.add("no " + unwanted + " at " + at);
    return (text.substring(0, at) + text.substring(at + 1)).getBytes(ISO_8859_1);
  }

  private byte[] swapDelimiter(byte[] bytes) {
    String from = DELIMITERS[random.nextInt(DELIMITERS.length)];
    String to = DELIMITERS[random.nextInt(DELIMITERS.length)];
    String text = new String(bytes, ISO_8859_1);
    int begin = random.nextBoolean() ? 0 : at(bytes);
    int end = random.nextBoolean() ? bytes.length : Math.min(bytes.length, begin + 80);
    done.add("'" + from + "' to '" + to + "' from " + begin + " to " + end);
    return (text.substring(0, begin)
            + text.substring(begin, end).replace(from, to)
            + text.substring(end))
        .getBytes(ISO_8859_1);
  }

  private byte[] lineEnds(byte[] bytes) {
    String text = new String(bytes, ISO_8859_1);
    String[] ends = {"\r\n", "\r", "\n\n", "\n", "\u0085"};
    StringBuilder changed = new StringBuilder();
    int kind = random.nextInt(4);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean mixed = kind == 3;
      changed.append(c == '\n' ? ends[mixed ? random.nextInt(5) : kind] : String.valueOf(c));
    }
    done.add("line ends " + kind);
    return changed.toString().getBytes(ISO_8859_1);
  }

  private byte[] bom(byte[] bytes) {
    byte[][] marks = {
      {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF},
      {(byte) 0xFF, (byte) 0xFE},
      {(byte) 0xFE, (byte) 0xFF}
    };
    int kind = random.nextInt(marks.length);
    done.add("BOM " + kind);
    return joined(marks[kind], bytes);
  }

  private byte[] line(byte[] bytes, boolean twice) {
    List<String> lines = new ArrayList<>(List.of(new String(bytes, ISO_8859_1).split("(?<=\n)")));
    int at = random.nextInt(lines.size());
    done.add((twice ? "twice line " : "no line ") + at);
    if (twice) {
      lines.add(at, lines.get(at));
    } else {
      lines.remove(at);
    }
    return String.join("", lines).getBytes(ISO_8859_1);
  }

  private byte[] header(byte[] bytes) {
    String text = new String(bytes, ISO_8859_1);
    int end = Math.max(0, text.indexOf('\n'));
    String header = text.substring(0, end);
    String changed =
        switch (random.nextInt(4)) {
          case 0 -> header.replaceFirst("(\\w+)([,;\t|])(\\w+)", "$1$2$1");
          case 1 -> header.toUpperCase(Locale.ROOT);
          case 2 -> header + ",extra";
          default -> header.replaceFirst("\\w+", "");
        };
    done.add("header " + changed.length());
    return (changed + text.substring(end)).getBytes(ISO_8859_1);
  }

  private byte[] huge(byte[] bytes) {
    int length = length();
    byte[] field = new byte[length];
    Arrays.fill(field, (byte) (random.nextInt(6) == 0 ? '"' : 'x'));
    return insert(bytes, field, "field of " + length);
  }

  private byte[] deep(byte[] bytes) {
    int depth = 1 + random.nextInt(2_000);
    String open = (random.nextBoolean() ? "[" : "{\"a\":").repeat(depth);
    String close = (open.startsWith("[") ? "]" : "}").repeat(depth);
    String inside = random.nextBoolean() ? "1" : "";
    return insert(bytes, (open + inside + close).getBytes(UTF_8), "depth " + depth);
  }

  private byte[] encode(byte[] bytes) {
    Charset charset = CHARSETS[random.nextInt(CHARSETS.length)];
    done.add("as " + charset);
    byte[] encoded = new String(bytes, UTF_8).getBytes(charset);
    return random.nextBoolean() ? encoded : bom(encoded);
  }

  private byte[] blanks(byte[] bytes) {
    String[] blanks = {"\n", " \n", "\t\n", "\r\n\r\n", ",,,,\n", "# comment\n", "   "};
    byte[] blank = blanks[random.nextInt(blanks.length)].getBytes(UTF_8);
    if (random.nextBoolean()) {
      done.add("blanks before");
      return joined(blank, bytes);
    }
    return insert(bytes, blank, "blanks");
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      whole.writeBytes(part);
    }
    return whole.toByteArray();
  }
}
