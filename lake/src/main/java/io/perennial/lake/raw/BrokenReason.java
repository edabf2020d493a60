// SPDX-License-Identifier: Apache-2.0
package io.perennial.lake.raw;

/** Why a line cannot be split into fields, in the words of every engine; none quotes the line. */
public final class BrokenReason {

  /** A field begins with a quote that does not end it. */
  public static final String NOT_CLOSED = "a quoted field is not closed";

  /** More than {@link SeparatedRows#LONGEST} bytes. */
  public static final String TOO_LONG = "the line is longer than 2 million characters";

  /** Bytes that the encoding of the file does not know. */
  public static final String ENCODING = "the line is not in the file's encoding";

  /** A line of a file of JSON lines that is something else. */
  public static final String NOT_JSON = "the line is not a JSON object";

  private BrokenReason() {}

  /** The number of fields is not that of the header. */
  public static String fields(int found, int expected) {
    return found + (found == 1 ? " field" : " fields") + " where " + expected + " are expected";
  }
}
