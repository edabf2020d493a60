// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.print;

import java.util.regex.Pattern;

/**
 * Text that a spreadsheet shows and does not run. One that opens a CSV file takes a cell that
 * begins with = + - @, a tab or a carriage return for a formula, which may send what is in other
 * cells elsewhere; an apostrophe before it makes it text. Numbers stay numbers. Source: OWASP, "CSV
 * injection".
 */
public final class SpreadsheetText {

  private static final String STARTS = "=+-@\t\r\n＝＋－＠";

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?[0-9]+([.,][0-9]+)*([eE][+-]?[0-9]+)?\\s*%?");

  private SpreadsheetText() {}

  /** The text, with an apostrophe before it where a spreadsheet might run it. */
  public static String of(String text) {
    boolean runs =
        !text.isEmpty() && STARTS.indexOf(text.charAt(0)) >= 0 && !NUMBER.matcher(text).matches();
    return runs ? "'" + text : text;
  }
}
