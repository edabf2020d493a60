// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.ingest.sniff.NumberForms;

/** How texts become numbers in SQL, under one decimal mark. */
final class NumberSql {

  private static final String DIGITS_GROUPED =
      "^[-+]?[0-9]{1,3}(,[0-9]{2,3})*,[0-9]{3}([.][0-9]*)?$";
  private static final String SURELY_GROUPED =
      "^[-+]?[0-9]{1,3}((,[0-9]{2,3})+,[0-9]{3}([.][0-9]*)?|,[0-9]{3}[.][0-9]*)$";
  private static final String COMMA_NUMBER = "^[-+]?([0-9]+|[0-9]{1,3}([.][0-9]{3})+)(,[0-9]*)?$";

  private final RowSql sql;
  private final NumberForms.Mark mark;

  NumberSql(RowSql sql, NumberForms.Mark mark) {
    this.sql = sql;
    this.mark = mark;
  }

  /**
   * The number that a text is. CASE and not coalesce: engines compute what stands twice in a
   * coalesce for every row beforehand, here the whole clearing away of currencies.
   *
   * @param function f_double, f_decimal, or a type DECIMAL
   */
  String read(String function, String text) {
    String bare = bare(text);
    if (mark == NumberForms.Mark.COMMA) {
      return "CASE " + commaNumber(function, text) + commaNumber(function, bare) + "END";
    }
    String grouped = sql.bound(mark == NumberForms.Mark.POINT ? DIGITS_GROUPED : SURELY_GROUPED);
    String plain = parsed(function, text);
    return "CASE WHEN "
        + plain
        + " IS NOT NULL THEN "
        + plain
        + " WHEN "
        + text
        + " IS NULL THEN NULL WHEN regexp_replace("
        + bare
        + ", "
        + grouped
        + ", '') = '' THEN "
        + parsed(function, "replace(" + bare + ", ',', '')")
        + " ELSE "
        + parsed(function, bare)
        + " END";
  }

  private static String parsed(String function, String text) {
    return function.startsWith("DECIMAL")
        ? "TRY_CAST(" + text + " AS " + function + ")"
        : function + "(" + text + ")";
  }

  private String commaNumber(String function, String text) {
    return "WHEN regexp_replace("
        + text
        + ", "
        + sql.bound(COMMA_NUMBER)
        + ", '') = '' THEN "
        + parsed(function, "replace(replace(" + text + ", '.', ''), ',', '.')")
        + " ";
  }

  /** Without currency and blanks; (12.50) and 12.50- are what accountants write for -12.50. */
  private String bare(String text) {
    String letters = "regexp_replace(" + text + ", '[A-Z]{1,2}[$]', '')";
    String signs = "translate(" + letters + ", " + sql.bound(NumberForms.SIGNS + ")") + ", '')";
    String negative = "replace(regexp_replace(" + signs + ", '^[(]', '-'), '−', '-')";
    String words = sql.bound("^(" + NumberForms.CURRENCY_WORDS + ")");
    String ends = sql.bound("(" + NumberForms.CURRENCY_WORDS + ")$");
    String bare =
        "regexp_replace(regexp_replace(" + negative + ", " + words + ", ''), " + ends + ", '')";
    return "CASE WHEN "
        + bare
        + " LIKE '_%-' THEN '-' || substr("
        + bare
        + ", 1, length("
        + bare
        + ") - 1) ELSE "
        + bare
        + " END";
  }
}
