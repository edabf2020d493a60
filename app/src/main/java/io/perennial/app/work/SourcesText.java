// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.work;

import java.util.ArrayList;
import java.util.List;

/** The text of a perennial.yaml, to which sources are added without touching the rest. */
public final class SourcesText {

  private static final String KEY = "sources:";

  private final List<String> lines;

  public SourcesText(String text) {
    this.lines = List.copyOf(text.lines().toList());
  }

  /**
   * The text with more sources at the end of its section {@code sources}.
   *
   * @param section YAML that begins with the line {@code sources:}
   */
  public String plus(String section) {
    List<String> added = new ArrayList<>(section.stripTrailing().lines().toList());
    added.remove(0);
    List<String> all = new ArrayList<>(lines);
    int at = indexOfSources();
    if (at < 0) {
      all.add("");
      all.add(KEY);
      all.addAll(added);
    } else {
      all.set(at, KEY);
      int end = endOfSection(at);
      all.addAll(end, added);
    }
    return String.join("\n", all) + "\n";
  }

  private int indexOfSources() {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).matches("sources:\\s*(\\{\\s*\\}|~|null)?\\s*(#.*)?")) {
        return i;
      }
    }
    return -1;
  }

  /** Behind the section's last line; what stands before the next key belongs to that. */
  private int endOfSection(int at) {
    int end = at + 1;
    for (int i = at + 1; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith(" ") && !line.isBlank()) {
        end = i + 1;
      } else if (!line.isBlank() && !line.startsWith("#")) {
        break;
      }
    }
    return end;
  }
}
