// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.theme;

import java.util.List;

/** What many texts are about. Immutable as long as nobody writes to the mean, which is no copy. */
public final class Theme {

  private final long id;
  private final List<String> words;
  private final float[] mean;

  Theme(long id, List<String> words, float[] mean) {
    this.id = id;
    this.words = List.copyOf(words);
    this.mean = mean;
  }

  /** Which it keeps when themes are found anew; above 0. */
  public long id() {
    return id;
  }

  /** That name it, the most telling first. */
  public List<String> words() {
    return words;
  }

  /** Its words in a row. */
  public String name() {
    return String.join(", ", words);
  }

  /** The mean of the places of its texts. */
  float[] mean() {
    return mean;
  }

  @Override
  public String toString() {
    return id + " " + name();
  }
}
