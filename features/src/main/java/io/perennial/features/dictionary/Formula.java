// SPDX-License-Identifier: Apache-2.0
package io.perennial.features.dictionary;

/** How a feature is computed. */
public sealed interface Formula {

  /** For people: one line. */
  String words();

  /**
   * Declared: events that pass a filter, measured, brought to one number.
   *
   * @param aggregation what is done
   */
  record Aggregated(Aggregation aggregation) implements Formula {
    @Override
    public String words() {
      return aggregation.words();
    }
  }

  /**
   * One feature over another; null where either is, or the denominator is 0.
   *
   * @param numerator name of a feature
   * @param denominator name of a feature
   */
  record Ratio(String numerator, String denominator) implements Formula {
    @Override
    public String words() {
      return numerator + " / " + denominator;
    }
  }

  /**
   * Told by a family written in Java.
   *
   * @param how one line: the formula, in words
   */
  record Told(String how) implements Formula {
    @Override
    public String words() {
      return how;
    }
  }

  /**
   * A query.
   *
   * @param source the file's or resource's name
   * @param sql its text
   */
  record Queried(String source, String sql) implements Formula {
    @Override
    public String words() {
      return "query " + source;
    }
  }
}
